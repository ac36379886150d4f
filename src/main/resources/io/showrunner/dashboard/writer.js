import { html } from './lib/standalone.module.js';
import { useData } from './data.js';
import { Badge, Do, Empty, Loaded, useTitle } from './parts.js';
import { breakerState, bytes, duration, plural } from './words.js';

const CACHES = { prompts: 'Words that a model wrote', scenes: 'Frames that were rendered' };
const moves = event => event.type === 'story' || event.type === 'alerts';

function Model({ model }) {
  const replies = model.replies || 0;
  return html`<article class="box"><div class="head" style=${{ margin: 0 }}><div><h2>${model.provider}</h2><code class="small quiet">${model.url}</code></div>${model.breaker && html`<${Badge} state=${breakerWords(model.breaker)} />`}</div>
    <p>${model.state}</p>
    <dl class="facts"><dt>Model</dt><dd>${model.model}</dd><dt>Replies</dt><dd>${replies}${model.failures ? `, and ${plural(model.failures, 'request')} that failed` : ''}</dd>
      ${model.meanSeconds !== undefined && html`<dt>A reply takes</dt><dd>${duration(model.meanSeconds)} on average, ${duration(model.longestSeconds)} at most lately</dd>`}
      ${model.firstTokenSeconds !== undefined && html`<dt>First word after</dt><dd>${duration(model.firstTokenSeconds)}</dd>`}
      <dt>Tokens</dt><dd>${model.promptTokens} read, ${model.completionTokens} written</dd></dl></article>`;
}

const breakerWords = state => state === 'CLOSED' ? ['Asked when needed', 'good'] : breakerState(state);

function Cache({ cache, reload }) {
  const looks = cache.hits + cache.misses;
  return html`<article class="box"><h2>${CACHES[cache.name] || cache.name}</h2><p>${cache.entries == null ? 'It is not known how much it holds' : plural(cache.entries, 'entry', 'entries')}${cache.bytes ? `, ${bytes(cache.bytes)}` : ''}. ${looks ? `Found what was wanted in ${cache.hits} of ${plural(looks, 'look')} since the start.` : 'Not looked into since the start.'}</p>
    <p class="small quiet"><code>${cache.place}</code>, ${cache.state}</p>
    <div class="small-buttons"><${Do} label="Empty it" name=${`Empty: ${CACHES[cache.name] || cache.name}`} kind="danger" method="DELETE" path=${`/api/caches/${cache.name}`} sure="Empty this cache? What is wanted again is written or rendered anew." done=${reload} /></div></article>`;
}

export function Writer() {
  useTitle('Writer');
  const models = useData('/api/llm', moves, 1500);
  const caches = useData('/api/caches', moves, 1500);
  return html`<div class="stack"><div class="head"><h1>Writer</h1></div><p class="quiet">Language models write the scenes. They are asked in this order; when none can be reached, a kept story or a template stands in, and the story says so.</p>
    <${Loaded} of=${models}>${llm => html`${llm.parked > 0 && html`<p class="note warn">${plural(llm.parked, 'story waits', 'stories wait')} for a language model. ${llm.parked === 1 ? 'It goes' : 'They go'} on when one is back.</p>`}
      ${llm.providers.length === 0 ? html`<${Empty} title="No language model is set"><p>Stories come from templates. Set <code>showrunner.llm.providers[0].url</code> in <code>config/local.properties</code>.</p><//>`
        : html`<div class="cards">${llm.providers.map(model => html`<${Model} key=${model.provider} model=${model} />`)}</div>`}`}<//>
    <h2>Kept for another time</h2><${Loaded} of=${caches}>${all => html`<div class="cards">${all.map(cache => html`<${Cache} key=${cache.name} cache=${cache} reload=${caches.reload} />`)}</div>`}<//></div>`;
}
