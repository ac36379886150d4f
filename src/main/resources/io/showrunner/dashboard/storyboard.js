import { html, useState } from './lib/standalone.module.js';
import { call, file } from './data.js';
import { Moves, useOrder } from './order.js';
import { Trouble, link, toast } from './parts.js';
import { plural } from './words.js';

const pictureOf = (story, scene) => file(story.storyId, `scenes/${scene.sceneId}/frames/frame_00001.png`);

function Card({ story, scene, spec, place, order, drop }) {
  const name = scene.title || `scene ${place + 1}`;
  const row = order.row(place);
  return html`<li ...${row} class=${`box card ${row.class}`} aria-label=${`Scene ${place + 1}: ${name}`.slice(0, 80)}>
    <div class="screen"><img src=${pictureOf(story, scene)} alt=${`The picture of ${name}`.slice(0, 90)} /></div>
    <div class="body"><h3 dir="auto" class="clamp">${place + 1}. ${name}</h3>${spec?.summary && html`<p dir="auto">${spec.summary}</p>`}
      <div class="row small-buttons"><${Moves} order=${order} place=${place} id=${scene.sceneId} name=${name} />
        <button type="button" class="danger" disabled=${order.count === 1} aria-label=${`Leave out ${name}`} onClick=${drop}>Leave out</button></div></div></li>`;
}

/** The pictures of a storyboard, of which a person says which become the film, and in which order. */
function Pictures({ story, words }) {
  const drawn = story.sceneList.filter(scene => scene.state === 'PUBLISHED');
  const [wanted, setWanted] = useState(drawn);
  const [error, setError] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const order = useOrder(wanted, scene => scene.sceneId, setWanted);
  const left = drawn.filter(scene => !wanted.includes(scene));
  const specOf = scene => words?.scenes?.find(spec => spec.id === scene.sceneId);
  async function approve() {
    setBusy(true);
    try {
      const film = await call('POST', `/api/stories/${story.storyId}/approve`, JSON.stringify({ scenes: wanted.map(scene => scene.sceneId) }));
      toast('Approved. The film begins.');
      location.hash = link('stories', film.storyId);
    } catch (why) { setError(why); setBusy(false); }
  }
  return html`<section class="stack" aria-label="Pictures that want your approval"><h2>Look before you film</h2>
    <p>This is a storyboard: one picture of each scene. Reorder them or leave some out; the film sets these very pictures in motion once you approve.</p>
    ${error && html`<${Trouble} error=${error} />`}
    <ol class="list cards">${wanted.map((scene, place) => html`<${Card} key=${scene.sceneId} story=${story} scene=${scene} spec=${specOf(scene)} place=${place} order=${order} drop=${() => setWanted(wanted.filter(one => one !== scene))} />`)}</ol>
    ${left.length > 0 && html`<div class="row small-buttons"><span class="quiet">Left out:</span>${left.map(scene => html`<button type="button" key=${scene.sceneId} onClick=${() => setWanted([...wanted, scene])}>Put back ${(scene.title || scene.sceneId).slice(0, 40)}</button>`)}</div>`}
    <div class="row actions"><button type="button" class="primary" disabled=${isBusy} onClick=${approve}>Make the film</button><span class="small quiet">${plural(wanted.length, 'picture')} will be set in motion.</span></div>
    <span role="status" class="unseen">${order.said}</span></section>`;
}

/** What a storyboard wants of a person, or became. */
export function Storyboard({ story, words }) {
  const { film } = story.storyboard;
  return film ? html`<p class="note good">This storyboard became a film. <a href=${link('stories', film)}>Look at the film</a>.</p>` : html`<${Pictures} story=${story} words=${words} />`;
}
