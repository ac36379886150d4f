import { html, useRef, useState } from './lib/standalone.module.js';
import { call, useData } from './data.js';
import { Loaded, Trouble, link, toast, useTitle } from './parts.js';
import { Field, List } from './fields.js';
import { cleaned, problemsOf } from './rules.js';
import { EXAMPLES } from './examples.js';
import { Labels, asLabels } from './labels.js';
import { Pictures, parted } from './pictures.js';
import { Needed, useHealth } from './ready.js';

const FIRST = ['premise', 'title', 'genre', 'mood', 'sceneCount'];
const LOOK = ['visualStyle', 'directorsVision', 'negativePrompt', 'profile', 'workflow'];
const SIZES = ['framesPerScene', 'width', 'height', 'fps', 'seed'];
const ORDER = ['priority', 'deadline', 'briefId', 'callbackUrl', 'cache'];
const OWN = [...FIRST, ...LOOK, ...SIZES, ...ORDER, 'characters', 'scenes', 'keyframes', 'labels', 'approval', 'storyboard'];
const TYPES = { json: 'application/json', yaml: 'application/yaml', yml: 'application/yaml', md: 'text/markdown', markdown: 'text/markdown' };
const DRAFT = 'brief draft';

const ending = name => name.toLowerCase().split('.').pop();

/** A brief file alone, or together with its pictures. */
async function sendFiles(files) {
  const briefs = files.filter(one => TYPES[ending(one.name)]);
  if (briefs.length !== 1) throw new Error(briefs.length ? 'Drop one brief at a time, with its pictures if it has some.' : 'Drop a brief: a file that ends with .json, .yaml or .md, with its pictures if it has some.');
  if (files.length === 1) return call('POST', '/api/stories', briefs[0], TYPES[ending(briefs[0].name)]);
  const form = new FormData();
  files.forEach((one, index) => form.append(`file${index}`, one, one.name));
  return call('POST', '/api/stories', form);
}

function sendBrief(brief, pictures) {
  const text = JSON.stringify(brief);
  if (!pictures.size) return call('POST', '/api/stories', text);
  const form = new FormData();
  form.append('brief', new File([text], 'brief.json', { type: 'application/json' }));
  pictures.forEach((picture, name) => form.append(name, picture, name));
  return call('POST', '/api/stories', form);
}

export function arrived(answer) {
  toast(answer.verdict === 'duplicate' ? 'This brief was handed in before: here is its story.' : 'Your story has begun.');
  location.hash = link('stories', answer.storyId);
}

export async function handIn(files, fail) {
  try {
    arrived(await sendFiles([...files]));
  } catch (error) { fail(error); }
}

function Drop({ fail }) {
  const [over, setOver] = useState(false);
  const input = useRef();
  return html`<div class="drop ${over ? 'over' : ''}" onDragOver=${event => { event.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)}
      onDrop=${event => { event.preventDefault(); event.stopPropagation(); setOver(false); handIn(event.dataTransfer.files, fail); }}>
    <p>Have a brief as a file? Drop it here, with its pictures if it has some.</p>
    <input ref=${input} type="file" multiple hidden accept=".json,.yaml,.yml,.md,.markdown,image/png,image/jpeg,image/webp" aria-label="Brief file" onChange=${event => handIn(event.target.files, fail)} />
    <button type="button" onClick=${() => input.current.click()}>Choose files</button></div>`;
}

function kept() {
  try { return JSON.parse(sessionStorage.getItem(DRAFT)) || {}; } catch { return {}; }
}

function Form({ rules }) {
  const { schema, workflows } = rules;
  const [brief, setBrief] = useState(kept());
  const [touched, setTouched] = useState({});
  const [error, setError] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const change = (name, value) => {
    const next = { ...brief, [name]: value };
    setBrief(next);
    sessionStorage.setItem(DRAFT, JSON.stringify({ ...parted(next).plain, keyframes: undefined, scenes: next.scenes?.map(scene => ({ ...scene, keyframe: undefined })) }));
  };
  const { plain, files } = parted({ ...brief, labels: asLabels(brief.labels) });
  const value = cleaned(plain);
  const problems = problemsOf(schema, value);
  const rule = name => name === 'workflow' ? { ...schema.properties.workflow, enum: workflows } : schema.properties[name];
  const field = name => schema.properties[name] && html`<${Field} key=${name} name=${name} rule=${rule(name)} required=${schema.required.includes(name)} value=${brief[name]}
    problem=${touched[name] ? problems[name] : null} onChange=${entered => change(name, entered)} onLeave=${() => setTouched({ ...touched, [name]: true })} />`;
  async function submit(event) {
    event.preventDefault();
    const wrong = Object.keys(problems);
    if (wrong.length) {
      setTouched(Object.fromEntries(Object.keys(schema.properties).map(name => [name, true])));
      const input = document.getElementById(`brief-${wrong[0]}`);
      input?.closest('details')?.setAttribute('open', '');
      input?.focus();
      return;
    }
    setBusy(true);
    try {
      const answer = await sendBrief(value, files);
      sessionStorage.removeItem(DRAFT);
      arrived(answer);
    } catch (why) { setError(why); setBusy(false); }
  }
  function example() {
    const next = EXAMPLES[Math.floor(Math.random() * EXAMPLES.length)];
    setBrief(next);
    setTouched({});
    sessionStorage.setItem(DRAFT, JSON.stringify(next));
  }
  return html`<form onSubmit=${submit} novalidate><div class="row"><button type="button" onClick=${example}>Fill in an example</button><span class="quiet small">and change what you like</span></div>
    ${field('premise')}<div class="pair">${['title', 'genre', 'mood', 'sceneCount'].map(field)}</div>
    <${List} name="characters" rule=${schema.properties.characters} value=${brief.characters} noun="character" label="Characters" onChange=${entered => change('characters', entered)} problem=${problems.characters} />
    <${List} name="scenes" rule=${schema.properties.scenes} value=${brief.scenes} noun="scene" label="Scenes of your own" onChange=${entered => change('scenes', entered)} problem=${problems.scenes} />
    <details><summary>Look and workflow</summary><div class="stack">${LOOK.map(field)}<${Pictures} rule=${schema.properties.keyframes} value=${brief.keyframes} onChange=${entered => change('keyframes', entered)} /></div></details>
    <details><summary>Frames and size</summary><div class="pair">${SIZES.map(field)}</div></details>
    <details><summary>Order and bookkeeping</summary><div class="stack"><div class="pair">${[...ORDER, ...Object.keys(schema.properties).filter(name => !OWN.includes(name))].map(field)}</div>
      <${Labels} rule=${schema.properties.labels} value=${brief.labels} problem=${problems.labels} onChange=${entered => change('labels', entered)} /></div></details>
    ${schema.properties.approval && html`<label class="check"><input type="checkbox" checked=${brief.approval === true} onChange=${event => change('approval', event.target.checked || undefined)} /><span>Show me the scenes before anything is rendered</span></label>`}
    ${schema.properties.storyboard && html`<label class="check"><input type="checkbox" checked=${brief.storyboard === true} onChange=${event => change('storyboard', event.target.checked || undefined)} /><span>Show me one picture of each scene before the film is rendered</span></label>`}
    ${error && html`<${Trouble} error=${error} />`}
    <div class="row"><button class="primary" disabled=${isBusy}>${isBusy ? 'Handing in…' : 'Make this story'}</button><span class="small quiet">It begins at once; you can watch it.</span></div></form>`;
}

export function NewStory() {
  useTitle('New story');
  const loaded = useData('/api/brief-rules');
  const [error, setError] = useState(null);
  const health = useHealth();
  return html`<div class="stack" style=${{ maxWidth: '46rem' }}><h1>New story</h1><${Loaded} of=${loaded}>${rules => html`<${Form} rules=${rules} />
    <${Drop} fail=${setError} />${error && html`<${Trouble} error=${error} />`}
    ${health && html`<${Needed} health=${health} onlyMissing />`}`}<//></div>`;
}
