import { html } from './lib/standalone.module.js';
import { useData, useNow } from './data.js';
import { Badge, Do, Empty, Loaded, act, link, useTitle } from './parts.js';
import { ago, plain, plural, sceneState, stageName } from './words.js';

const PRIORITIES = ['high', 'normal', 'low'];

function Stages() {
  const { data, reload } = useData('/api/stages', event => event.type === 'stage');
  if (!data) return null;
  const held = data.filter(stage => stage.held);
  const isPaused = stage => data.find(one => one.stage === stage)?.held;
  return html`<section class="box"><div class="head" style=${{ margin: 0 }}><h2>Stages</h2>
      ${data.every(stage => stage.held) ? html`<${Do} label="Resume everything" kind="primary" path="/api/stages/all/resume" done=${reload} />`
        : html`<${Do} label="Pause everything" path="/api/stages/all/pause" done=${reload} />`}</div>
    ${held.map(stage => html`<p class="note warn" key=${stage.stage}><strong>${stageName(stage.stage)}</strong> ${plain(stage.message)}. What is in progress goes on.</p>`)}
    <div class="row small-buttons" style=${{ marginTop: '.6rem', gap: '.6rem 1.6rem' }}>${data.map(stage => html`<span class="row" key=${stage.stage}>${stageName(stage.stage)}
      <${Do} label=${isPaused(stage.stage) ? 'Resume' : 'Pause'} name=${`${isPaused(stage.stage) ? 'Resume' : 'Pause'}: ${stageName(stage.stage)}`}
        path=${`/api/stages/${stage.stage}/${isPaused(stage.stage) ? 'resume' : 'pause'}`} done=${reload} /></span>`)}</div></section>`;
}

function Place({ place, reload }) {
  const path = `/api/stories/${place.storyId}/scenes/${place.sceneId}`;
  const title = place.title || 'Not titled yet';
  const name = title.slice(0, 60);
  return html`<tr><td class="number">${place.position ?? '–'}</td>
    <td><a href=${link('stories', place.storyId)} class="clamp" dir="auto">${title}</a><span class="small quiet">waits since ${ago(place.waitingSince)}${place.urgency !== place.priority ? `, now as ${place.urgency}` : ''}</span></td>
    <td><${Badge} state=${sceneState(place.state)} /></td>
    <td><select aria-label=${`Priority of ${name}`} value=${place.priority} style=${{ width: 'auto' }}
      onChange=${async event => { await act('PUT', `${path}/priority`, { priority: event.target.value }); reload(); }}>${PRIORITIES.map(each => html`<option>${each}</option>`)}</select></td>
    <td><div class="row small-buttons">${place.state === 'PAUSED' ? html`<${Do} label="Resume" name=${`Resume ${name}`} path=${`${path}/resume`} done=${reload} />` : html`
      <${Do} label="First" name=${`Put ${name} first`} path=${`${path}/front`} done=${reload} /><${Do} label="Last" name=${`Put ${name} last`} path=${`${path}/back`} done=${reload} />
      <${Do} label="Pause" name=${`Pause ${name}`} path=${`${path}/pause`} done=${reload} />`}
      <${Do} label="Cancel" name=${`Cancel ${name}`} kind="danger" path=${`${path}/cancel`} sure="Give up this scene?" done=${reload} /></div></td></tr>`;
}

export function Queue() {
  useTitle('Queue');
  useNow(15_000);
  const loaded = useData('/api/queue', event => event.type === 'scene', 800);
  return html`<div class="stack"><div class="head"><h1>Queue</h1></div><${Stages} />
    <${Loaded} of=${loaded}>${queue => queue.scenes.length === 0
      ? html`<${Empty} title="Nothing waits"><p>Every written scene is with a server already, or done.</p><p><a class="button primary" href="#/new">New story</a></p><//>`
      : html`<p>${plural(queue.waiting, 'scene')} waiting${queue.paused ? `, ${queue.paused} paused` : ''}, the next one first.</p>
        <div class="box table-box scroll" tabindex="0" role="region" aria-label="Scenes that wait"><table><thead><tr><th class="number">Place</th><th>Scene</th><th>State</th><th>Priority</th><th>Change</th></tr></thead>
        <tbody>${queue.scenes.map(place => html`<${Place} key=${place.storyId + place.sceneId} place=${place} reload=${loaded.reload} />`)}</tbody></table></div>`}<//></div>`;
}
