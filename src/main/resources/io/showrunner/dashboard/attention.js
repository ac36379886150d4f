import { html } from './lib/standalone.module.js';
import { useData, useNow } from './data.js';
import { Badge, Do, Empty, Loaded, link, useTitle } from './parts.js';
import { ago, plain, plural } from './words.js';
import { Needed, useHealth } from './ready.js';

const URGENCY = { CRITICAL: ['Urgent', 'bad'], WARNING: ['Warning', 'warn'], INFO: ['For information', 'idle'] };

const KNOWN = {
  gpu_vram_critical: ['A server has too little video memory', 'End the other program on its card, or free its memory on the page Servers. It is used again by itself; scenes go to other servers meanwhile.'],
  gpu_vram_taken: ['Video memory is taken', 'Look which program holds it, or free the memory on the page Servers.'],
  instance_down: ['A server does not answer', 'Start ComfyUI there again, or remove the server if it is gone for good. Its scenes went to other servers.'],
  comfyui_unavailable: ['No server can be used', 'Start one ComfyUI server. Nothing is lost, and work goes on by itself.'],
  breaker_open: ['A breaker is open', 'Mend what fails, then close the breaker on the page Servers, or wait for the next try.'],
  comfyui_queue_backlog: ['Much is waiting', 'Nothing, if it is meant for the night. Otherwise add a server, or pause or move what can wait.'],
  llm_response_timeout: ['A language model is slow', 'Choose a smaller model or fewer tokens, or see what else runs on its card. Stories are written by the next model meanwhile.'],
  stories_parked: ['Stories wait for a language model', 'Start LM Studio or Ollama with the model. They are written by themselves then.'],
  no_progress: ['Nothing comes to an end', 'See on the page Queue whether somebody paused a stage, and on the page Servers why each is idle.'],
  scenes_failed: ['Scenes failed', 'Open the story: it says which scene failed and why. Then try it again there.'],
  forced_copy_spike: ['Frames are taken unconfirmed', 'See whether somebody clears the servers\' history, or whether the output folder is on a slow network.'],
  dead_letters: ['Messages could not be processed', 'Each stands below with its cause: mend that, then send it again.'],
  node_hangs: ['A node hangs', 'End its process, and the others take over what it holds. One that was stopped by hand may go on.'],
  disk_low: ['The disk is filling up', 'Delete or move stories that nobody needs.'],
  disk_full: ['The disk is full', 'Free some space. Taking briefs, writing and rendering go on by themselves then.'],
};

const knownAs = alert => KNOWN[alert.name] || [alert.name, 'The runbook in docs/operations.md says what to do.'];

function Alert({ alert }) {
  const urgency = URGENCY[String(alert.severity).toUpperCase()] || URGENCY.WARNING;
  return html`<li class="box"><div class="row"><${Badge} state=${urgency} /><strong>${knownAs(alert)[0]}${alert.subject ? `: ${alert.subject}` : ''}</strong><span class="small quiet">since ${ago(alert.since)}</span></div>
    <p>${plain(alert.message)}</p><p class="small"><strong>What to do:</strong> ${knownAs(alert)[1]}</p></li>`;
}

function Letter({ letter, reload }) {
  const path = `/api/dead-letters/${encodeURIComponent(letter.id)}`;
  return html`<li class="box"><div class="row"><strong>Queue ${letter.queue}</strong>${letter.storyId && html`<a href=${link('stories', letter.storyId)}>its story</a>`}
      <span class="small quiet">failed ${plural(letter.failures, 'time')}, last ${ago(letter.lastFailureAt)}</span></div>
    <p>${letter.causes?.[0]}</p>${letter.causes?.length > 1 && html`<details><summary>What caused it</summary><ul>${letter.causes.slice(1).map(cause => html`<li class="small">${cause}</li>`)}</ul></details>`}
    <div class="row small-buttons"><${Do} label="Send again" kind="primary" path=${`${path}/retry`} done=${reload} disabled=${letter.complete === false} />
      <${Do} label="Drop" kind="danger" method="DELETE" path=${path} done=${reload} sure="Drop this message? What it is about comes to its end without it." /></div></li>`;
}

export function Attention() {
  useTitle('Attention');
  useNow(10_000);
  const alerts = useData('/api/alerts', event => event.type === 'alerts');
  const health = useHealth();
  const letters = useData('/api/dead-letters', event => event.type === 'alerts' || event.type === 'scene' || event.type === 'story', 1500);
  return html`<div class="stack"><div class="head"><h1>Attention</h1></div>
    <section class="stack"><h2>Alerts</h2><${Loaded} of=${alerts}>${all => all.length === 0 && health && !health.healthy ? html`<${Needed} health=${health} />` : all.length === 0 ? html`<${Empty} title="All is well"><p>When a server, the language model or the disk needs you, it says so here, with what to do.</p><//>`
      : html`<ul class="list">${all.map(alert => html`<${Alert} key=${alert.name + alert.subject} alert=${alert} />`)}</ul>`}<//></section>
    <section class="stack"><h2>Messages that could not be processed</h2><${Loaded} of=${letters}>${all => all.length === 0 ? html`<p class="quiet">There are none.</p>`
      : html`<ul class="list">${all.map(letter => html`<${Letter} key=${letter.id} letter=${letter} reload=${letters.reload} />`)}</ul>`}<//></section></div>`;
}
