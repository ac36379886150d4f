import { html } from './lib/standalone.module.js';
import { Picture } from './pictures.js';

const NAMES = { premise: 'What is it about?', genre: 'Genre', mood: 'Mood', sceneCount: 'Scenes', visualStyle: 'Visual style', directorsVision: 'What the director wants',
  negativePrompt: 'What no picture may show', profile: 'Memory profile', framesPerScene: 'Frames of each scene', fps: 'Frames per second', briefId: 'Your own id',
  callbackUrl: 'Address that is told the end', cache: 'Use again what was made before', cameraMovement: 'Camera', expectedFrames: 'Frames', visual: 'What they look like', workflow: 'Workflow' };
const GENRES = ['drama', 'sci-fi', 'thriller', 'family fantasy', 'horror', 'comedy', 'documentary'];
const LONG = 300;

const title = name => NAMES[name] || name.charAt(0).toUpperCase() + name.slice(1);
const capital = words => words.charAt(0).toUpperCase() + words.slice(1);

/** An instant as the browser's own field has it. */
function localTime(instant) {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function Input({ id, name, rule, value, onChange, onLeave, ...rest }) {
  const common = { id, 'aria-describedby': `${id}-said`, onBlur: onLeave, ...rest };
  const text = event => onChange(event.target.value);
  if (rule.enum) return html`<select ...${common} value=${value || ''} onChange=${text}><option value="">as usual</option>${rule.enum.map(each => html`<option value=${each}>${each}</option>`)}</select>`;
  if (rule.type === 'boolean') return html`<select ...${common} value=${value === undefined || value === '' ? '' : String(value)} onChange=${event => onChange(event.target.value === '' ? '' : event.target.value === 'true')}>
    <option value="">as usual</option><option value="true">yes</option><option value="false">no</option></select>`;
  if (rule.type === 'integer') return html`<input ...${common} type="number" inputmode="numeric" min=${rule.minimum} max=${rule.maximum} step=${rule.multipleOf || 1} value=${value ?? ''}
    onInput=${event => onChange(event.target.value === '' ? '' : Number(event.target.value))} />`;
  if (name === 'deadline') return html`<input ...${common} type="datetime-local" value=${localTime(value)} onInput=${event => onChange(event.target.value ? new Date(event.target.value).toISOString() : '')} />`;
  if (rule.maxLength > LONG) return html`<textarea ...${common} dir="auto" value=${value || ''} onInput=${text}></textarea>`;
  return html`<input ...${common} type="text" dir="auto" autocomplete="off" list=${name === 'genre' ? 'genres' : undefined} value=${value || ''} onInput=${text} />
    ${name === 'genre' && html`<datalist id="genres">${GENRES.map(each => html`<option value=${each} />`)}</datalist>`}`;
}

/** One field with its help, and with what is wrong as soon as one has left it. */
export function Field({ name, rule, required, value, problem, onChange, onLeave, prefix = 'brief' }) {
  const id = `${prefix}-${name}`;
  const help = rule.title ? capital(rule.title) + '.' : '';
  const length = typeof value === 'string' ? [...value.trim()].length : 0;
  const isCounted = rule.type === 'string' && !rule.enum && rule.maxLength > LONG;
  return html`<div class="field"><label for=${id}>${title(name)}${required ? '' : html` <span class="quiet small" style=${{ fontWeight: 400 }}>optional</span>`}</label>
    <${Input} id=${id} name=${name} rule=${rule} value=${value} onChange=${onChange} onLeave=${onLeave} aria-required=${required ? 'true' : undefined} aria-invalid=${problem ? 'true' : undefined} />
    <div class="said ${problem ? 'bad' : ''}" id=${`${id}-said`}><span>${problem || help}</span>${isCounted && html`<span class="number">${length} of ${rule.maxLength}</span>`}</div></div>`;
}

/** A list of small things, such as characters. */
export function List({ name, rule, value = [], noun, label, onChange, problem }) {
  const all = Array.isArray(value) ? value : [];
  const put = (index, inner, entered) => onChange(all.map((one, at) => at === index ? { ...one, [inner]: entered } : one));
  return html`<fieldset><legend>${label} <span class="quiet small" style=${{ fontWeight: 400 }}>optional</span></legend>
    ${all.length === 0 && html`<p class="small quiet" style=${{ margin: 0 }}>${capital(rule.title)}.</p>`}
    ${all.map((one, index) => html`<div class="stack" key=${index} role="group" aria-label=${`${capital(noun)} ${index + 1}`}>
      <div class="head" style=${{ margin: 0 }}><strong>${capital(noun)} ${index + 1}</strong><button type="button" class="danger" onClick=${() => onChange(all.filter((other, at) => at !== index))}>Remove ${noun} ${index + 1}</button></div>
      <div class="pair">${Object.entries(rule.items.properties).map(([inner, of]) => inner === 'keyframe' ? html`<${Picture} key=${inner} value=${one[inner]} label=${`Choose a picture for ${noun} ${index + 1}`} onChange=${entered => put(index, inner, entered)} />` : html`<${Field} key=${inner} prefix=${`${name}-${index}`} name=${inner} rule=${of}
        required=${rule.items.required?.includes(inner)} value=${one[inner]} onChange=${entered => put(index, inner, entered)} />`)}</div></div>`)}
    ${problem && all.length > 0 && html`<p class="said bad small" style=${{ margin: 0, color: 'var(--bad)' }}>${problem}</p>`}
    ${all.length < rule.maxItems && html`<div><button type="button" onClick=${() => onChange([...all, {}])}>Add a ${noun}</button></div>`}</fieldset>`;
}
