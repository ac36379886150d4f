import { html, useEffect, useMemo, useRef, useState } from './lib/standalone.module.js';
import { file, get, getPage, useData, useNow, useProgress } from './data.js';
import { on } from './live.js';
import { Badge, Bar, Empty, Trouble, Waiting, link, useTitle } from './parts.js';
import { ago, isOver, obstacleOf, plural, storyState, toldOf, wantsFilm } from './words.js';
import { Needed, useHealth } from './ready.js';

const AT_ONCE = 6;
/** Each with what the server is asked for, and whether a story that changes meanwhile is meant. */
const FILTERS = {
  all: ['All', '', () => true],
  open: ['In progress', '&state=ACCEPTED,WRITING,PAUSED,AWAITING_APPROVAL,WRITTEN', story => !isOver(story.state)],
  approval: ['Wants your approval', '&wants=approval', story => story.state === 'AWAITING_APPROVAL' || wantsFilm(story)],
  finished: ['Finished', '&state=FINISHED', story => story.state === 'FINISHED'],
  trouble: ['With problems', '&state=FAILED,INCOMPLETE', story => ['FAILED', 'INCOMPLETE'].includes(story.state)],
};
const NONE = { items: null, next: null, total: 0 };

/**
 * The stories that a filter takes, newest first, a page at a time; with words those that have them. Of those that change only these are loaded again, so
 * that a long list costs nothing.
 */
function useStories(words, filter) {
  const [, query, takes] = FILTERS[filter];
  const [list, setList] = useState(NONE);
  const [error, setError] = useState(null);
  const latest = useRef(list);
  latest.current = list;
  const first = `/api/stories?limit=100${query}${words ? `&text=${encodeURIComponent(words)}` : ''}`;
  const wanted = useRef(first);
  wanted.current = first;
  const isBusy = useRef(false);
  async function load(count) {
    try {
      let page = await getPage(first), items = page.items;
      while (page.next && items.length < count) { page = await getPage(page.next); items = [...items, ...page.items]; }
      if (wanted.current === first) { setList({ ...page, items }); setError(null); }
    } catch (why) { setError(why); }
  }
  async function more() {
    const { next } = latest.current;
    if (!next || isBusy.current) return;
    isBusy.current = true;
    try {
      const page = await getPage(next);
      setList(before => before.next === next ? { ...page, items: [...before.items, ...page.items.filter(one => !before.items.some(other => other.storyId === one.storyId))] } : before);
    } catch (why) { setError(why); }
    isBusy.current = false;
  }
  useEffect(() => {
    const changed = new Set();
    let timer = 0;
    const soon = () => { timer ||= setTimeout(loadChanged, 400); };
    async function loadChanged() {
      timer = 0;
      const ids = [...changed].slice(0, AT_ONCE);
      ids.forEach(id => changed.delete(id));
      const now = await Promise.all(ids.map(id => get(`/api/stories/${id}`).then(story => [id, story], why => [id, why.status === 404 ? null : undefined])));
      if (wanted.current === first) setList(before => now.reduce((all, one) => put(all, one, story => !words && takes(story)), before));
      if (changed.size) soon();
    }
    load(0);
    const off = on(event => {
      if (event.type === 'reset') load(latest.current.items?.length || 0);
      if (event.type === 'story' || event.type === 'scene') { changed.add(event.storyId); soon(); }
    });
    return () => { off(); clearTimeout(timer); };
  }, [first]);
  return { ...list, error, reload: () => load(0), more };
}

function put(list, [id, story], takesNew) {
  const { items } = list;
  if (story === undefined || !items) return list;
  const isKnown = items.some(one => one.storyId === id);
  if (story === null) return isKnown ? { ...list, items: items.filter(one => one.storyId !== id), total: list.total - 1 } : list;
  if (isKnown) return { ...list, items: items.map(one => one.storyId === id ? story : one) };
  const isOlder = list.next && items.length && story.acceptedAt < items[items.length - 1].acceptedAt;
  return takesNew(story) && !isOlder ? { ...list, items: [story, ...items], total: list.total + 1 } : list;
}

const GIVEN = /^(http|brief)\.\w+$|\.(json|ya?ml|md|markdown)$/i;

/** A story without a title yet is called by its file, or by the first words of its premise, which are in its id. */
export const nameOf = story => story.title || (story.briefName || '').replace(GIVEN, '') || sentence(story.storyId.replace(/^story-/, '').replace(/-[0-9a-f]{8}$/, '').replaceAll('-', ' ')) + '…';
const sentence = words => words.charAt(0).toUpperCase() + words.slice(1);

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

/** Drawn again for every step of its scenes, so that the rest of the list is not. */
function Progress({ story }) {
  return html`<${Bar} share=${share(story, useProgress())} label=${`Progress of ${nameOf(story).slice(0, 60)}`} />`;
}

function Row({ story }) {
  const src = picture(story);
  const [broken, setBroken] = useState('');
  const { total, published, running } = story.scenes;
  const said = toldOf(story) || (total ? `${published} of ${plural(total, 'scene')} done${running ? `, ${running} rendering` : ''}` : 'Its scenes are still to be written');
  return html`<li class="box story">
    ${src && src !== broken ? html`<img class="thumb" loading="lazy" alt="" src=${src} onError=${() => setBroken(src)} />` : html`<span class="thumb"></span>`}
    <div><h2 class="title"><a href=${link('stories', story.storyId)} dir="auto">${nameOf(story)}</a></h2>
      <p class="small quiet clamp" dir="auto">${said}</p>
      ${!isOver(story.state) && html`<${Progress} story=${story} />`}</div>
    <div class="end small"><${Badge} state=${storyState(story)} /><p class="quiet">${ago(story.acceptedAt)}</p></div></li>`;
}

function FirstSteps() {
  const health = useHealth();
  return html`<${Empty} title="No stories yet"><p>Tell in a few sentences what your story is about. A language model writes its scenes, your ComfyUI servers render them, and the film appears here.</p>
    <p><a class="button primary" href="#/new">Write your first brief</a></p><p class="small quiet">You can also drop a brief file anywhere on this page, or copy it into the folder <code>inbox/</code>.</p><//>
    <div style=${{ minHeight: '9rem' }}>${health && html`<${Needed} health=${health} />`}</div>`;
}

/** Why nothing goes on, and what to do about it. */
export function Obstacle() {
  const { data } = useData('/api/forecast?limit=1', event => ['stage', 'instance', 'story', 'scene'].includes(event.type), 1500);
  const words = obstacleOf(data);
  return words ? html`<p class="note warn" role="status"><strong>Work is waiting:</strong> ${words}. It goes on by itself when that is mended. <a href="#/servers">Look at the servers</a> or at what needs your <a href="#/attention">attention</a>.</p>` : null;
}

/** Loads the next page when one comes near the end of the list; the button is for those who do not scroll. */
function More({ shown, total, more }) {
  const end = useRef();
  useEffect(() => {
    const watch = new IntersectionObserver(seen => seen.some(one => one.isIntersecting) && more(), { rootMargin: '800px' });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [shown]);
  return html`<p ref=${end}><button onClick=${more}>Show older stories</button> <span class="quiet small number">${shown} of ${total} are shown</span></p>`;
}

/** What was typed, once nothing more was for a moment. */
function useSettled(words) {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), 300);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

/** The stories that go on as soon as a person approves them. */
export const Wanted = () => html`<${Stories} first="approval" />`;

export function Stories({ first = 'all' }) {
  useTitle('Stories');
  useNow(10_000);
  const [filter, setFilter] = useState(first);
  const [words, setWords] = useState('');
  const found = useSettled(words);
  const { items, total, next, error, reload, more } = useStories(found, filter);
  const shown = useMemo(() => (items || []).filter(FILTERS[filter][2]), [items, filter]);
  return html`<div class="stack"><div class="head"><h1>Stories</h1>
      ${(items?.length > 0 || words || filter !== 'all') && html`<div class="row"><select aria-label="Which stories" value=${filter} onChange=${event => setFilter(event.target.value)} style=${{ width: 'auto' }}>
          ${Object.keys(FILTERS).map(each => html`<option value=${each}>${FILTERS[each][0]}</option>`)}</select>
        <input type="search" placeholder="Find a story" aria-label="Find a story" value=${words} onInput=${event => setWords(event.target.value)} style=${{ width: '13rem' }} /></div>`}</div>
    <${Obstacle} />
    ${error && html`<${Trouble} error=${error} again=${reload} />`}
    ${items === null ? !error && html`<${Waiting} />` : items.length === 0 && !found && filter === 'all' ? html`<${FirstSteps} />`
      : html`<ul class="list">${shown.map(story => html`<${Row} key=${story.storyId} story=${story} />`)}</ul>
        ${shown.length === 0 && !next && html`<p class="quiet">No story is like that. <button onClick=${() => { setWords(''); setFilter('all'); }}>Show all</button></p>`}
        ${next && html`<${More} shown=${items.length} total=${total} more=${more} />`}`}</div>`;
}
