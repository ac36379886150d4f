import { html } from './lib/standalone.module.js';
import { useData, useNow } from './data.js';
import { Badge, Do, Empty, Loaded, link, useTitle } from './parts.js';
import { ago, plain, plural } from './words.js';

const URGENCY = { CRITICAL: ['Urgent', 'bad'], WARNING: ['Warning', 'warn'], INFO: ['For information', 'idle'] };

const REMEDIES = [
  [/Vram|Memory/i, 'Free the memory of the server on the page Servers, or close what else uses its card.'],
  [/Breaker/i, 'See on the page Servers what failed last. When it is mended, close the breaker there.'],
  [/Unavailable|Outage|Down/i, 'Start a ComfyUI server, or add another one on the page Servers. Nothing is lost meanwhile.'],
  [/Llm|Model|Parked|Writer/i, 'See on the page Writer which language model answers, and start the one that does not.'],
  [/Dead/i, 'Each message stands below with its cause: mend that, then send it again.'],
  [/Disk/i, 'Make room on the disk: delete stories that nobody needs, or let retention do it.'],
  [/Backlog|Queue/i, 'More is waiting than the servers can do. Add a server, or pause what can wait.'],
];

const remedy = alert => (REMEDIES.find(([name]) => name.test(alert.name)) || [null, 'The runbook in docs/operations.md says what to do.'])[1];

function Alert({ alert }) {
  const urgency = URGENCY[String(alert.severity).toUpperCase()] || URGENCY.WARNING;
  return html`<li class="box"><div class="row"><${Badge} state=${urgency} /><strong>${alert.subject ? `${alert.name}: ${alert.subject}` : alert.name}</strong><span class="small quiet">since ${ago(alert.since)}</span></div>
    <p>${plain(alert.message)}</p><p class="small"><strong>What to do:</strong> ${remedy(alert)}</p></li>`;
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
  const letters = useData('/api/dead-letters', event => event.type === 'alerts' || event.type === 'scene' || event.type === 'story', 1500);
  return html`<div class="stack"><div class="head"><h1>Attention</h1></div>
    <section class="stack"><h2>Alerts</h2><${Loaded} of=${alerts}>${all => all.length === 0 ? html`<${Empty} title="All is well"><p>When a server, the language model or the disk needs you, it says so here, with what to do.</p><//>`
      : html`<ul class="list">${all.map(alert => html`<${Alert} key=${alert.name + alert.subject} alert=${alert} />`)}</ul>`}<//></section>
    <section class="stack"><h2>Messages that could not be processed</h2><${Loaded} of=${letters}>${all => all.length === 0 ? html`<p class="quiet">There are none.</p>`
      : html`<ul class="list">${all.map(letter => html`<${Letter} key=${letter.id} letter=${letter} reload=${letters.reload} />`)}</ul>`}<//></section></div>`;
}
