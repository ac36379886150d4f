import { html, useEffect, useRef, useState } from './lib/standalone.module.js';

const TYPES = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };
const ACCEPTED = Object.keys(TYPES).join(',');

export const isPicture = value => value instanceof File;

/** A picture that was chosen and is not sent yet. */
function Thumb({ file }) {
  const [src, setSrc] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setSrc(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return src && html`<img class="picture" src=${src} alt=${file.name} />`;
}

function Choose({ label, multiple, onFiles }) {
  const input = useRef();
  return html`<input ref=${input} type="file" hidden accept=${ACCEPTED} multiple=${multiple} aria-label=${label} onChange=${event => { onFiles([...event.target.files].filter(one => TYPES[one.type])); event.target.value = ''; }} />
    <button type="button" onClick=${() => input.current.click()}>${label}</button>`;
}

/** The picture of one scene of the brief's own. */
export function Picture({ value, label, onChange }) {
  return html`<div class="row">${isPicture(value) ? html`<${Thumb} file=${value} /><button type="button" onClick=${() => onChange(undefined)}>Remove the picture</button>`
    : html`<${Choose} label=${label} onFiles=${files => files[0] && onChange(files[0])} />`}</div>`;
}

/** Pictures for the scenes in their order. */
export function Pictures({ rule, value = [], onChange }) {
  const all = Array.isArray(value) ? value.filter(isPicture) : [];
  const swap = place => onChange(all.map((one, at) => at === place - 1 ? all[place] : at === place ? all[place - 1] : one));
  return html`<fieldset><legend>Pictures to start from <span class="quiet small" style=${{ fontWeight: 400 }}>optional</span></legend>
    <p class="small quiet" style=${{ margin: 0 }}>The first one is for the first scene, and so on. The workflow must take pictures: <code>txt2img-keyframe</code> or <code>svd-img2vid</code>.</p>
    <ol class="pictures">${all.map((file, place) => html`<li key=${file.name + file.lastModified + place}><${Thumb} file=${file} /><span>Scene ${place + 1}</span><span class="small-buttons row">
      <button type="button" disabled=${place === 0} aria-label=${`Earlier: ${file.name}`} onClick=${() => swap(place)}>↑</button><button type="button" class="danger" aria-label=${`Remove ${file.name}`} onClick=${() => onChange(all.filter(one => one !== file))}>Remove</button></span></li>`)}</ol>
    ${all.length < rule.maxItems && html`<div><${Choose} label="Add pictures" multiple onFiles=${files => onChange([...all, ...files].slice(0, rule.maxItems))} /></div>`}</fieldset>`;
}

/** The brief with names in place of its pictures, and the pictures by these names. */
export function parted(brief) {
  const files = new Map();
  const named = (file, name) => { const full = `${name}.${TYPES[file.type]}`; files.set(full, file); return full; };
  const plain = { ...brief };
  if (Array.isArray(brief.keyframes)) plain.keyframes = brief.keyframes.filter(isPicture).map((one, place) => named(one, `keyframe-${place + 1}`));
  if (Array.isArray(brief.scenes)) plain.scenes = brief.scenes.map((scene, place) => isPicture(scene.keyframe) ? { ...scene, keyframe: named(scene.keyframe, `scene-${place + 1}`) } : { ...scene, keyframe: undefined });
  return { plain, files };
}
