import { html, useEffect, useMemo, useRef, useState } from './lib/standalone.module.js';
import { file, get, useData, useNow, useProgress } from './data.js';
import { on } from './live.js';
import { Badge, Bar, Empty, Trouble, Waiting, link, useTitle } from './parts.js';
import { ago, isOver, plain, plural, storyState } from './words.js';

const SOME = 100, MANY = 500, AT_ONCE = 6;
const FILTERS = { all: () => true, open: story => !isOver(story.state), finished: story => story.state === 'FINISHED',
  trouble: story => ['FAILED', 'INCOMPLETE'].includes(story.state) };
const FILTER_NAMES = { all: 'All', open: 'In progress', finished: 'Finished', trouble: 'With problems' };

/** The stories, newest first. Of those that change only these are loaded again, so that a long list costs nothing. */
function useStories(limit) {
  const [stories, setStories] = useState(null);
  const [error, setError] = useState(null);
  const changed = useRef(new Set());
  const timer = useRef(0);
  async function loadAll() {
    try {
      setStories(await get(`/api/stories?limit=${limit}`));
      setError(null);
    } catch (why) { setError(why); }
  }
  async function loadChanged() {
    timer.current = 0;
    const ids = [...changed.current].slice(0, AT_ONCE);
    ids.forEach(id => changed.current.delete(id));
    const now = await Promise.all(ids.map(id => get(`/api/stories/${id}`).then(story => [id, story], why => [id, why.status === 404 ? null : undefined])));
    setStories(before => now.reduce(put, before || []));
    if (changed.current.size) soon();
  }
  function soon() { timer.current ||= setTimeout(loadChanged, 400); }
  useEffect(() => {
    loadAll();
    const off = on(event => {
      if (event.type === 'reset') loadAll();
      if (event.type === 'story' || event.type === 'scene') { changed.current.add(event.storyId); soon(); }
    });
    return () => { off(); clearTimeout(timer.current); };
  }, [limit]);
  return { stories, error, loadAll };
}

function put(all, [id, story]) {
  if (story === undefined) return all;
  if (story === null) return all.filter(one => one.storyId !== id);
  return all.some(one => one.storyId === id) ? all.map(one => one.storyId === id ? story : one) : [story, ...all];
}

export const nameOf = story => story.title || story.briefName?.replace(/\.(json|ya?ml|md|markdown)$/i, '') || story.storyId;

/** The newest picture there is of a story. */
function picture(story) {
  const scenes = story.sceneList || [];
  const staged = scenes.find(scene => scene.framesStaged);
  if (staged) return file(story.storyId, staged.framesStaged.newest);
  const done = scenes.find(scene => scene.state === 'PUBLISHED');
  return done ? file(story.storyId, `scenes/${done.sceneId}/frames/frame_00001.png`) : null;
}

/** How far a scene is that has a server; one whose prompt is over has its frames collected. */
export const shareOf = (scene, running) => running ? running.share : scene.framesStaged ? 1 : 0;

export function share(story, progress) {
  const scenes = story.sceneList || [];
  const done = scenes.reduce((sum, scene) => sum + (scene.state === 'PUBLISHED' || scene.state === 'FAILED' || scene.state === 'CANCELLED' ? 1
    : scene.state === 'RUNNING' ? shareOf(scene, progress(story.storyId, scene.sceneId)) : 0), 0);
  return scenes.length ? done / scenes.length : 0;
}

function Row({ story, progress }) {
  const src = picture(story);
  const [broken, setBroken] = useState('');
  const { total, published, running } = story.scenes;
  const said = story.message || (total ? `${published} of ${plural(total, 'scene')} done${running ? `, ${running} rendering` : ''}` : 'Its scenes are still to be written');
  return html`<li class="box story">
    ${src && src !== broken ? html`<img class="thumb" loading="lazy" alt="" src=${src} onError=${() => setBroken(src)} />` : html`<span class="thumb"></span>`}
    <div><h2 class="title"><a href=${link('stories', story.storyId)} dir="auto">${nameOf(story)}</a></h2>
      <p class="small quiet clamp" dir="auto">${said}</p>
      ${!isOver(story.state) && html`<${Bar} share=${share(story, progress)} label=${`Progress of ${nameOf(story).slice(0, 60)}`} />`}</div>
    <div class="end small"><${Badge} state=${storyState(story)} /><p class="quiet">${ago(story.acceptedAt)}</p></div></li>`;
}

function FirstSteps() {
  return html`<${Empty} title="No stories yet"><p>Tell in a few sentences what your story is about. A language model writes its scenes, your ComfyUI servers render them, and the film appears here.</p>
    <p><a class="button primary" href="#/new">Write your first brief</a></p><p class="small quiet">You can also drop a brief file anywhere on this page, or copy it into the folder <code>inbox/</code>.</p><//>`;
}

/** Why nothing goes on, and what to do about it. */
function Obstacle() {
  const { data } = useData('/api/forecast?limit=1', event => ['stage', 'instance', 'story', 'scene'].includes(event.type), 1500);
  return data?.obstacle ? html`<p class="note warn" role="status"><strong>Work is waiting:</strong> ${plain(data.obstacle)}. <a href="#/servers">Look at the servers</a> or at what needs your <a href="#/attention">attention</a>.</p>` : null;
}

export function Stories() {
  useTitle('Stories');
  useNow(10_000);
  const [limit, setLimit] = useState(SOME);
  const [filter, setFilter] = useState('all');
  const [words, setWords] = useState('');
  const { stories, error, loadAll } = useStories(limit);
  const progress = useProgress();
  const shown = useMemo(() => (stories || []).filter(FILTERS[filter])
    .filter(story => !words || `${nameOf(story)} ${story.briefId} ${story.storyId}`.toLowerCase().includes(words.toLowerCase())), [stories, filter, words]);
  return html`<div class="stack"><div class="head"><h1>Stories</h1>
      ${stories?.length > 0 && html`<div class="row"><select aria-label="Which stories" value=${filter} onChange=${event => setFilter(event.target.value)} style=${{ width: 'auto' }}>
          ${Object.keys(FILTERS).map(each => html`<option value=${each}>${FILTER_NAMES[each]}</option>`)}</select>
        <input type="search" placeholder="Find a title" aria-label="Find a title" value=${words} onInput=${event => setWords(event.target.value)} style=${{ width: '13rem' }} /></div>`}</div>
    <${Obstacle} />
    ${error && html`<${Trouble} error=${error} again=${loadAll} />`}
    ${stories === null ? !error && html`<${Waiting} />` : stories.length === 0 ? html`<${FirstSteps} />`
      : html`<ul class="list">${shown.map(story => html`<${Row} key=${story.storyId} story=${story} progress=${progress} />`)}</ul>
        ${shown.length === 0 && html`<p class="quiet">No story is like that. <button onClick=${() => { setWords(''); setFilter('all'); }}>Show all</button></p>`}
        ${stories.length >= limit && (limit < MANY ? html`<p><button onClick=${() => setLimit(MANY)}>Show older stories</button></p>`
          : html`<p class="quiet">These are the newest ${MANY}; older ones are in the folder <code>stories/</code>.</p>`)}`}</div>`;
}
