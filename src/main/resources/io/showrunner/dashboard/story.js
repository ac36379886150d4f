import { html, useEffect, useState } from './lib/standalone.module.js';
import { file, useData, useNow, useProgress } from './data.js';
import { Badge, Bar, Do, Loaded, link, useTitle } from './parts.js';
import { clock, isOver, left, plural, sceneState, storyState, toldOf, wantsFilm, warnings } from './words.js';
import { nameOf, Obstacle, share, shareOf } from './stories.js';
import { Approval } from './approval.js';
import { FilmNote } from './film.js';
import { Player } from './player.js';
import { Storyboard } from './storyboard.js';
import { Timeline } from './timeline.js';

/** Who wrote it, and true when that is not what was asked for. */
function sourceOf({ storySource, llm }) {
  const model = llm?.model || 'a language model';
  if (storySource === 'template') return ['Made from a template, because no language model wrote it', true];
  if (storySource === 'brief') return ['Every scene came with the brief', false];
  if (llm?.fallbackKind === 'cachedPrompt') return ['Another brief’s story of the same genre and mood stands in, because no language model wrote this one', true];
  if (llm?.fallbackKind === 'ollama') return [`Written by ${model}, because the first language model did not`, true];
  return [storySource === 'cache' ? `Taken from the cache: ${model} wrote it for the same brief before` : `Written by ${model}`, false];
}

function Controls({ story }) {
  const path = `/api/stories/${story.storyId}`;
  const states = (story.sceneList || []).map(scene => scene.state);
  const has = (...wanted) => states.some(state => wanted.includes(state)) || (!states.length && wanted.includes(story.state));
  return html`<div class="row">
    ${has('WAITING', 'ACCEPTED') && html`<${Do} label="Pause" path=${`${path}/pause`} />`}
    ${has('PAUSED') && html`<${Do} label="Resume" kind="primary" path=${`${path}/resume`} />`}
    ${has('WAITING') && html`<${Do} label="To the front" path=${`${path}/front`} />`}
    ${(has('FAILED', 'CANCELLED') || ['FAILED', 'CANCELLED'].includes(story.state)) && html`<${Do} label="Try again" kind="primary" path=${`${path}/retry`} />`}
    ${!isOver(story.state) && html`<${Do} label="Cancel" kind="danger" path=${`${path}/cancel`} sure="Give up this story? What is finished stays; what is rendering now is stopped." />`}
    ${isOver(story.state) && html`<${Do} label="Delete" kind="danger" method="DELETE" path=${path} sure="Delete this story with all its frames? This cannot be undone."
      done=${() => { location.hash = '#/'; }} />`}</div>`;
}

function Scene({ story, scene, spec, progress, fps }) {
  const running = scene.state === 'RUNNING' ? progress(story.storyId, scene.sceneId) : null;
  const path = `/api/stories/${story.storyId}/scenes/${scene.sceneId}`;
  const title = scene.title || spec?.title || 'Untitled';
  return html`<article class="box card" aria-label=${title.slice(0, 80)}>
    <${Player} story=${story} scene=${scene} fps=${fps} />
    <div class="body"><div class="head" style=${{ margin: 0 }}><h3 dir="auto" class="clamp">${title}</h3><${Badge} state=${sceneState(scene.state)} /></div>
      ${scene.state === 'RUNNING' && html`<${Bar} share=${shareOf(scene, running)} label=${`Progress of ${title.slice(0, 60)}`} />
        <p class="small quiet">${running ? running.executing || running.share > 0 ? `Rendering on ${running.instance}, ${Math.round(running.share * 100)} %` : `Next on ${running.instance}` : 'Its frames are being collected'}</p>`}
      ${scene.message && html`<p class="note ${scene.state === 'FAILED' ? 'bad' : ''} small" dir="auto">${scene.message}</p>`}
      ${spec?.summary && html`<p dir="auto">${spec.summary}</p>`}
      ${spec?.prompt && html`<details><summary>Prompt and look</summary><p class="small" dir="auto">${spec.prompt}</p><dl class="facts small">
        ${facts(spec).map(([name, value]) => html`<dt>${name}</dt><dd dir="auto">${value}</dd>`)}</dl></details>`}
      <div class="row small-buttons">
        ${['WAITING', 'RUNNING', 'PAUSED'].includes(scene.state) && html`<${Do} label="Cancel" name=${`Cancel ${title}`} kind="danger" path=${`${path}/cancel`} sure="Give up this scene?" />`}
        ${['FAILED', 'CANCELLED'].includes(scene.state) && html`<${Do} label="Try again" name=${`Try ${title} again`} path=${`${path}/retry`} />`}
        ${scene.attempts > 1 && html`<span class="small quiet">${plural(scene.attempts, 'attempt')}</span>`}</div></div></article>`;
}

const facts = spec => [['Mood', spec.mood], ['Camera', spec.cameraMovement], ['Colours', spec.palette], ['Frames', spec.expectedFrames], ['Not shown', spec.negativePrompt]].filter(([, value]) => value);

/** The words of the story; there as soon as its first scene is written. */
function useWords(story) {
  const written = story.scenes.written;
  const [words, setWords] = useState(null);
  useEffect(() => {
    if (!written) return;
    fetch(file(story.storyId, 'story.json')).then(reply => reply.ok ? reply.json() : null).then(setWords, () => setWords(null));
  }, [story.storyId, written, story.state]);
  return words;
}

const FILES = { 'index.html': 'Page', 'film.mp4': 'Film', 'contact-sheet.png': 'Contact sheet', 'run-summary.txt': 'Summary', 'artifact-metadata.json': 'All figures (JSON)' };

function Downloads({ story, files }) {
  return html`<p class="row small">${files.filter(name => FILES[name]).map(name => html`<a key=${name} href=${file(story.storyId, name)}>${FILES[name]}</a>`)}</p>`;
}

/** The whole film, where one was made. */
function Film({ story, files }) {
  if (story.storyboard) return null;
  if (!files.includes('film.mp4')) return ['FINISHED', 'INCOMPLETE'].includes(story.state) && !isBeingDelivered(story) ? html`<${FilmNote} story=${story} />` : null;
  return html`<section class="box"><h2>The film</h2><video class="film" controls preload="metadata" src=${file(story.storyId, 'film.mp4')}
    poster=${files.includes('poster.png') ? file(story.storyId, 'poster.png') : undefined} aria-label="The film"></video></section>`;
}

/** Where the time of its scenes went; told anew whenever one of them gets on. */
function useTimelines(story) {
  const { data } = useData(`/api/stories/${story.storyId}/timeline`, event => event.storyId === story.storyId && event.type !== 'progress');
  return data ? data.scenes : [];
}

/** What there is of it for people; the documents are there when it is at its end. */
const filesOf = story => [...(story.delivery?.files || []), ...(['FINISHED', 'INCOMPLETE'].includes(story.state) ? ['contact-sheet.png', 'run-summary.txt', 'artifact-metadata.json'] : [])];

const isBeingDelivered = story => story.delivery && story.delivery.message !== 'delivered';

function Told({ story, words }) {
  const now = useNow();
  const progress = useProgress();
  const scenes = useTimelines(story);
  const files = filesOf(story);
  const due = story.eta && Math.max(1, (Date.parse(story.eta.p50) - now) / 1000);
  const fps = 8;
  const told = toldOf(story), warned = warnings(story);
  const [source, isOther] = sourceOf(words || {});
  const isWaiting = !isOver(story.state) && !story.scenes.running && story.state !== 'AWAITING_APPROVAL';
  return html`<div class="stack"><div class="head"><h1 dir="auto" class="clamp">${nameOf(story)}</h1><${Controls} story=${story} /></div>
    <div class="row"><${Badge} state=${storyState(story)} /><span class="number">${story.scenes.total ? `${story.scenes.published} of ${plural(story.scenes.total, 'scene')} done` : 'Its scenes are still to be written'}</span>
      ${due && html`<span class="quiet number">about ${left(due)} left</span>`}</div>
    ${!isOver(story.state) && html`<${Bar} share=${share(story, progress)} label="Progress of the story" />`}
    ${isBeingDelivered(story) && html`<p class="note" role="status">The scenes are done. Now: ${story.delivery.message}.</p>`}
    ${isWaiting && html`<${Obstacle} />`}
    ${told && html`<p class=${`note ${story.state === 'FAILED' ? 'bad' : ''}`} dir="auto">${told}</p>`}
    ${story.writing && html`<p class="note" role="status">${story.writing.provider} writes ${story.writing.part}: ${plural(story.writing.tokens, 'token')} so far${story.writing.tokensPerSecond ? `, ${Math.round(story.writing.tokensPerSecond)} a second` : ''}.</p>`}
    <${Film} story=${story} files=${files} />
    ${words?.logline && html`<section class="box"><h2>Treatment</h2><p dir="auto">${words.logline}</p>${words.directorsVision && html`<p class="quiet" dir="auto">${words.directorsVision}</p>`}
      ${words.storySource && html`<p class=${isOther ? 'note warn small' : 'small quiet'}>${source}.</p>`}
      ${warned && html`<details class="small"><summary>What happened</summary><p style=${{ whiteSpace: 'pre-line' }} dir="auto">${warned}</p></details>`}</section>`}
    ${story.storyboard && (story.storyboard.film || wantsFilm(story)) && html`<${Storyboard} story=${story} words=${words} />`}
    ${story.state === 'AWAITING_APPROVAL' ? html`<${Approval} story=${story} />` : story.sceneList?.length > 0 && !wantsFilm(story) && html`<section><h2>Scenes</h2><div class="cards" style=${{ marginTop: '.6rem' }}>${story.sceneList.map((scene, index) => html`<${Scene} key=${scene.sceneId}
      story=${story} scene=${scene} spec=${words?.scenes?.[index]} progress=${progress} fps=${fps} />`)}</div></section>
      <${Timeline} scenes=${scenes} />`}
    <section class="box"><h2>Details</h2><dl class="facts"><dt>Handed in</dt><dd>${clock(story.acceptedAt)}, ${story.briefName}</dd><dt>Priority</dt><dd>${story.priority}</dd>
      <dt>Folder</dt><dd><code>${story.folder}</code></dd></dl><${Downloads} story=${story} files=${files} /></section></div>`;
}

function Known({ story, reload }) {
  const words = useWords(story);
  useTitle(nameOf(story).slice(0, 80));
  useEffect(() => {
    if (!story.writing && story.state !== 'ACCEPTED' && !isBeingDelivered(story) && !story.sceneList?.some(scene => scene.state === 'RUNNING')) return;
    const timer = setInterval(reload, 2000);
    return () => clearInterval(timer);
  }, [story, reload]);
  return html`<${Told} story=${story} words=${words} />`;
}

export function Story({ rest: [storyId] }) {
  const loaded = useData(`/api/stories/${encodeURIComponent(storyId || '')}`, event => event.storyId === storyId && event.type !== 'progress');
  return html`<p class="small"><a href=${link('')}>All stories</a></p><${Loaded} of=${loaded}>${story => html`<${Known} story=${story} reload=${loaded.reload} />`}<//>`;
}
