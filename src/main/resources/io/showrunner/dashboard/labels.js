import { html } from './lib/standalone.module.js';

export const asLabels = pairs => Array.isArray(pairs) ? Object.fromEntries(pairs.filter(([name]) => name.trim()).map(([name, value]) => [name.trim(), value])) : pairs;

/** Words for one's own bookkeeping: a name and a value each. */
export function Labels({ rule, value = [], onChange, problem }) {
  const all = Array.isArray(value) ? value : [];
  const put = (place, pair) => onChange(all.map((one, at) => at === place ? pair : one));
  return html`<fieldset><legend>Labels <span class="quiet small" style=${{ fontWeight: 400 }}>optional</span></legend><p class="small quiet" style=${{ margin: 0 }}>${rule.title.charAt(0).toUpperCase() + rule.title.slice(1)}.</p>
    ${all.map(([name, words], place) => html`<div class="labels" key=${place}><input type="text" aria-label=${`Name of label ${place + 1}`} placeholder="client" maxlength="63" value=${name} onInput=${event => put(place, [event.target.value, words])} />
      <input type="text" aria-label=${`Value of label ${place + 1}`} maxlength=${rule.additionalProperties.maxLength} value=${words} onInput=${event => put(place, [name, event.target.value])} />
      <button type="button" class="danger" aria-label=${`Remove label ${place + 1}`} onClick=${() => onChange(all.filter((one, at) => at !== place))}>Remove</button></div>`)}
    ${problem && html`<p class="small" style=${{ margin: 0, color: 'var(--bad)' }}>${problem}</p>`}
    ${all.length < rule.maxProperties && html`<div><button type="button" onClick=${() => onChange([...all, ['', '']])}>Add a label</button></div>`}</fieldset>`;
}
