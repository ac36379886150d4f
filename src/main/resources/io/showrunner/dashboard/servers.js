import { html, useState } from './lib/standalone.module.js';
import { call, useData, useNow } from './data.js';
import { Badge, Bar, Do, Empty, Loaded, Trouble, toast, useTitle } from './parts.js';
import { Plot } from './plot.js';
import { ago, breakerState, duration, gigabytes, gpuNow, plain, plural, serverState, uncoded } from './words.js';

const usedOf = server => server.vramTotal != null && server.vramFree != null ? server.vramTotal - server.vramFree : null;

function Memory({ server, samples }) {
  const used = usedOf(server);
  return html`<div><p class="small">${used === null ? 'Video memory not known' : `Video memory: ${gigabytes(used)} of ${gigabytes(server.vramTotal)} used`}</p>
    ${used !== null && html`<${Plot} label=${`Video memory of ${server.id} in use lately, now ${gigabytes(used)} of ${gigabytes(server.vramTotal)}`} most=${server.vramTotal}
      points=${samples.map(sample => [Date.parse(sample.at), sample.vramUsed])} />`}</div>`;
}

function Depth({ server, samples }) {
  const most = Math.max(4, ...samples.map(sample => sample.depth));
  return html`<div><p class="small">In its queue: ${plural(server.remoteDepth, 'prompt')}</p>
    <${Plot} label=${`Prompts in the queue of ${server.id} lately, now ${server.remoteDepth}`} most=${most} points=${samples.map(sample => [Date.parse(sample.at), sample.depth])} /></div>`;
}

function Breaker({ server }) {
  const { state, failures, nextTrial, lastFailure } = server.breaker;
  if (state === 'CLOSED' && !failures) return null;
  return html`<div class="note ${state === 'CLOSED' ? '' : 'warn'}"><p><strong>Breaker</strong> <${Badge} state=${breakerState(state)} /> ${plural(failures, 'failure')} in a row${nextTrial ? `; tried again ${new Date(nextTrial).toLocaleTimeString()}` : ''}</p>
    ${lastFailure && html`<p class="small">${lastFailure}</p>`}${state !== 'CLOSED' && html`<${Do} label="It is mended: close the breaker" path=${`/api/fleet/${server.id}/reset-breaker`} />`}</div>`;
}

function remedy(server) {
  if (server.state === 'DOWN') return `Start ComfyUI at ${server.url}, or remove this server. It is looked for all the time and used as soon as it answers.`;
  if (server.state === 'LOW_VRAM') return 'Free its memory below, or close what else uses this card.';
  return server.state === 'DRAINING' ? 'Resume it below to use it again.' : null;
}

/** What looking for a server found. */
const seen = server => server.state === 'DOWN' ? [`${server.id} does not answer. ${remedy(server)}`, 'bad'] : `${server.id}: ${serverState(server.state)[0].toLowerCase()}.`;

function Server({ server, samples, reload }) {
  const path = `/api/fleet/${encodeURIComponent(server.id)}`;
  const gpu = server.gpuTime;
  const act = props => html`<${Do} ...${props} name=${`${props.label}: ${server.id}`} done=${reload} />`;
  return html`<article class="box stack" aria-label=${`Server ${server.id}`}><div class="head" style=${{ margin: 0 }}><div><h2>${server.id}</h2><code class="small quiet">${server.url}</code></div><${Badge} state=${serverState(server.state)} /></div>
    ${server.message && server.state !== 'ELSEWHERE' && html`<div class="note ${server.state === 'DOWN' ? 'bad' : 'warn'}"><p>${uncoded(plain(server.message))}</p>${remedy(server) && html`<p class="small">${remedy(server)}</p>`}</div>`}
    <${Breaker} server=${server} />
    <div class="pair"><${Memory} server=${server} samples=${samples} /><${Depth} server=${server} samples=${samples} /></div>
    ${gpu && gpu.wallSeconds > 0 && html`<div><p class="small">Now ${gpuNow(gpu.now)}. Busy for ${Math.round(gpu.busySeconds / gpu.wallSeconds * 100)} % of ${duration(gpu.wallSeconds)}.</p>
      <${Bar} share=${gpu.busySeconds / gpu.wallSeconds} label=${`Busy time of ${server.id}`} kind="good" /></div>`}
    <p class="small quiet">${server.node ? `Driven by node ${server.node}. ` : ''}${server.leases} of ${plural(server.slots, 'place')} taken${server.version ? `, ComfyUI ${server.version}` : ''}${server.lastAnswer ? `, answered ${ago(server.lastAnswer)}` : ', has not answered yet'}</p>
    <div class="row small-buttons">${server.state === 'DRAINING' ? act({ label: 'Resume', path: `${path}/resume`, kind: 'primary' }) : act({ label: 'Drain', path: `${path}/drain` })}
      ${act({ label: 'Look again', path: `${path}/probe`, inWords: seen })}
      ${server.state !== 'DOWN' && act({ label: 'Free memory', path: `${path}/free` })}
      ${['DRAINING', 'DOWN'].includes(server.state) && act({ label: 'Remove', method: 'DELETE', path, kind: 'danger', sure: `Remove the server ${server.id}? It can be added again.` })}</div></article>`;
}

function Add({ reload, open }) {
  const [error, setError] = useState(null);
  async function add(event) {
    event.preventDefault();
    const form = event.target;
    const fields = Object.fromEntries(new FormData(form));
    try {
      await call('POST', '/api/fleet', JSON.stringify({ id: fields.id, url: fields.url, slots: Number(fields.slots) }));
      form.reset();
      setError(null);
      toast(`${fields.id} is added. It gets scenes once it has answered.`);
      reload();
    } catch (why) { setError(why); }
  }
  return html`<details class="box" open=${open}><summary>Add a ComfyUI server</summary><form onSubmit=${add} style=${{ marginTop: '.8rem' }}><div class="pair">
    <div class="field"><label for="server-id">Name</label><input id="server-id" name="id" required placeholder="gpu1" autocomplete="off" /></div>
    <div class="field"><label for="server-url">Address</label><input id="server-url" name="url" type="url" required placeholder="http://127.0.0.1:8189" /></div>
    <div class="field"><label for="server-slots">Prompts kept there</label><input id="server-slots" name="slots" type="number" min="1" max="16" value="2" required /></div></div>
    ${error && html`<${Trouble} error=${error} />`}<div><button class="primary">Add</button></div></form></details>`;
}

/** One Showrunner of a cluster. */
function inWords(node, self) {
  if (!node.alive) return `${node.name} is gone`;
  if (node.trouble) return `${node.name} hangs`;
  return `${node.name}${node.name === self ? ' (this one)' : ''}${node.leads ? ' leads' : ''} ${node.leads ? 'and ' : ''}drives ${node.drives.join(', ') || 'no server'}`;
}

export function Servers() {
  useTitle('Servers');
  useNow(5000);
  const loaded = useData('/api/fleet', event => ['instance', 'alerts'].includes(event.type), 600);
  const cluster = useData('/api/cluster', event => event.type === 'instance', 5000);
  const past = useData('/api/fleet-samples', event => event.type === 'instance', 5000);
  return html`<div class="stack"><div class="head"><h1>Servers</h1></div>
    <${Loaded} of=${loaded}>${fleet => html`${fleet.alert && html`<p class="note bad" role="alert">${plain(fleet.alert.message)}</p>`}
      ${fleet.instances.length === 0 && html`<${Empty} title="No server yet"><p>Scenes are rendered by ComfyUI servers. Add the first one below.</p><//>`}
      ${cluster.data?.nodes.filter(node => node.trouble).map(node => html`<p key=${node.name} class="note bad" role="alert">${plain(node.trouble)}</p>`)}
      ${cluster.data && cluster.data.nodes.length > 0 && html`<p>Nodes: ${cluster.data.nodes.map(node => inWords(node, cluster.data.node)).join('; ')}.</p>`}
      <p>${plural(fleet.scenesPerHour.executed, 'scene')} in the last hour${fleet.scenesPerHour.possible ? `; about ${Math.round(fleet.scenesPerHour.possible)} an hour would be possible` : ''}.</p>
      <div class="cards">${fleet.instances.map(server => html`<${Server} key=${server.id} server=${server} samples=${past.data?.[server.id] || []} reload=${loaded.reload} />`)}</div>
      <${Add} reload=${loaded.reload} open=${!fleet.instances.some(server => server.state !== 'DOWN')} />`}<//></div>`;
}
