import { html, useEffect } from './lib/standalone.module.js';
import { useData } from './data.js';
import { Badge } from './parts.js';
import { plural } from './words.js';

const AGAIN_MILLIS = 10_000;

/** Whether a story could be made now; asked again while something is missing. */
export function useHealth() {
  const { data, reload } = useData('/api/health', event => event.type === 'alerts' || event.type === 'instance', 5000);
  const isMissing = data && !data.healthy;
  useEffect(() => {
    if (!isMissing) return;
    const timer = setInterval(() => document.hidden || reload(), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [isMissing, reload]);
  return data;
}

const command = words => html`<code>java -jar target/showrunner.jar ${words}</code>`;
const isThere = part => part.status !== 'failed';

function renderers({ instances }) {
  const answering = instances.filter(isThere);
  if (answering.length) return ['Rendering', 'good', `${plural(answering.length, 'ComfyUI server')} of ${instances.length} ${answering.length === 1 ? 'answers' : 'answer'}.`];
  return ['Rendering', 'bad', html`${instances.length ? html`No ComfyUI server answers at ${instances.map((one, index) => html`${index ? ', ' : ''}<code>${one.url}</code>`)}. Start it there, or` : 'There is no ComfyUI server yet:'} <a href="#/servers">add one</a>; it is used as soon as it answers.
    Without a GPU, this draws pictures in its place: ${command('simulate comfyui')}`];
}

function writers({ providers }) {
  const able = providers.find(isThere);
  if (able) return ['Writing', 'good', html`<span dir="auto">${able.id}</span> answers.`];
  return ['Writing', 'warn', html`No language model answers, so scenes come from a template${providers.length ? html`. Start LM Studio or Ollama with <code>${providers[0].model}</code> (<a href="#/writer">where it is looked for</a>)` : html`. Name one in <code>config/local.properties</code> (<a href="#/writer">how</a>)`}.
    To try it without a model: ${command('simulate llm')}`];
}

function others({ disk, gpu, comfyui }) {
  const rows = [];
  if (!isThere(disk)) rows.push(['Disk', 'bad', `${disk.freeMb} MB are free in ${disk.folder}; ${disk.minimumMb} MB are needed. Delete or move what nobody needs.`]);
  if (!isThere(gpu) && isThere(comfyui)) rows.push(['Video memory', 'bad', html`Less than ${gpu.minimumMb} MB are free. Close what else uses the card, or free its memory on the page <a href="#/servers">Servers</a>.`]);
  return rows;
}

const STATES = { good: ['Ready', 'good'], warn: ['Missing', 'warn'], bad: ['Missing', 'bad'] };

/** What a story needs, and whether it is there. With `onlyMissing` nothing is shown when all is. */
export function Needed({ health, onlyMissing }) {
  const rows = [renderers(health.comfyui), writers(health.llm), ...others(health)].filter(([, kind]) => !onlyMissing || kind !== 'good');
  if (!rows.length) return null;
  return html`<section class="box needed" aria-label="What a story needs"><ul>${rows.map(([name, kind, words]) => html`<li key=${name}><strong>${name}</strong><${Badge} state=${STATES[kind]} /><span class="small">${words}</span></li>`)}</ul></section>`;
}
