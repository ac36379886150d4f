import { html, useEffect, useRef, useState } from './lib/standalone.module.js';
import { exchange } from './data.js';
import { on } from './live.js';
import { Moves, useOrder } from './order.js';
import { Trouble, Waiting, toast } from './parts.js';
import { plural } from './words.js';

const WORDS = [['title', 'Title', 80], ['prompt', 'What the picture shows', 500], ['negativePrompt', 'What it may not show', 2000]];
const CONFLICT = 412;

const drafts = scenes => scenes.map(scene => ({ sceneId: scene.sceneId || scene.id, ...Object.fromEntries(WORDS.map(([name]) => [name, scene[name] || ''])), seed: scene.seed == null ? '' : String(scene.seed) }));

/** What is to be sent: every scene that stays, in its new order, with the words that differ. */
function changesOf(wanted, known) {
  return wanted.map(scene => {
    const before = known.find(one => one.sceneId === scene.sceneId);
    const sent = { sceneId: scene.sceneId };
    WORDS.forEach(([name]) => { if (scene[name].trim() !== before[name].trim()) sent[name] = scene[name].trim(); });
    if (scene.seed.trim() !== before.seed) sent.seed = scene.seed.trim() || null;
    return sent;
  });
}

const isChanged = (wanted, known) => wanted.length !== known.length || changesOf(wanted, known).some((sent, index) => sent.sceneId !== known[index].sceneId || Object.keys(sent).length > 1);

function Words({ scene, problem, change }) {
  return html`${WORDS.map(([name, label, most]) => { const id = `${scene.sceneId}-${name}`; const props = { id, dir: 'auto', maxlength: most, value: scene[name], 'aria-invalid': problem?.startsWith(name) ? 'true' : undefined, onInput: event => change({ [name]: event.target.value }) };
    return html`<div class="field" key=${name}><label for=${id}>${label}</label>${name === 'title' ? html`<input type="text" ...${props} />` : html`<textarea rows="3" ...${props}></textarea>`}</div>`; })}
    <div class="field"><label for=${`${scene.sceneId}-seed`}>Seed <span class="quiet small" style=${{ fontWeight: 400 }}>optional</span></label><input id=${`${scene.sceneId}-seed`} type="text" inputmode="numeric" maxlength="20" value=${scene.seed} onInput=${event => change({ seed: event.target.value })} /></div>
    ${problem && html`<p class="note bad small" role="alert">${problem}</p>`}`;
}

function Card({ scene, place, order, problem, change, drop }) {
  const name = scene.title || `scene ${place + 1}`;
  const row = order.row(place);
  return html`<li ...${row} class=${`box stack ${row.class}`} aria-label=${`Scene ${place + 1}: ${name}`.slice(0, 80)}><div class="head"><h3>Scene ${place + 1}</h3><div class="row small-buttons">
      <${Moves} order=${order} place=${place} id=${scene.sceneId} name=${name} />
      <button type="button" class="danger" disabled=${order.count === 1} aria-label=${`Drop ${name}`} onClick=${drop}>Drop</button></div></div>
    <${Words} scene=${scene} problem=${problem} change=${change} /></li>`;
}

function problemsByPlace(error) {
  const all = new Map();
  error?.problems.forEach(said => { const [, place, rest] = said.match(/^\[(\d+)\]\.?:?\s*(.*)$/s) || []; if (place) all.set(Number(place), rest); });
  return all;
}

/** The scenes of a story that nobody has approved yet, and what the person makes of them. Nothing is sent before it is asked for. */
function useScenes(path) {
  const [state, setState] = useState({ known: null, wanted: null, tag: '' });
  const [error, setError] = useState(null);
  const latest = useRef(state);
  latest.current = state;
  const take = ({ answer, headers }) => { const known = drafts(answer); setState({ known, wanted: known, tag: headers.get('ETag') || '' }); setError(null); };
  const load = () => exchange('GET', path).then(take, setError);
  async function look() {
    const now = await exchange('GET', path);
    const { known, wanted, tag } = latest.current;
    if (now.headers.get('ETag') === tag) return;
    if (!known || !isChanged(wanted, known)) take(now); else setError({ status: CONFLICT, problems: [] });
  }
  useEffect(() => {
    load();
    return on(event => ['story', 'scene', 'reset'].includes(event.type) && (!event.storyId || path.includes(`/${event.storyId}/`)) && look().catch(setError));
  }, [path]);
  return { ...state, error, setError, load, take, setWanted: wanted => setState(before => ({ ...before, wanted })) };
}

export function Approval({ story }) {
  const path = `/api/stories/${story.storyId}/scenes`;
  const { known, wanted, tag, error, setError, load, take, setWanted } = useScenes(path);
  const [isBusy, setBusy] = useState(false);
  const order = useOrder(wanted || [], scene => scene.sceneId, setWanted);
  if (!wanted) return error ? html`<${Trouble} error=${error} again=${load} />` : html`<${Waiting} />`;
  const changed = isChanged(wanted, known);
  const dropped = known.filter(scene => !wanted.some(one => one.sceneId === scene.sceneId));
  const problems = problemsByPlace(error);
  const change = (place, words) => setWanted(wanted.map((scene, at) => at === place ? { ...scene, ...words } : scene));
  async function save() {
    const saved = await exchange('PUT', path, JSON.stringify(changesOf(wanted, known)), { 'Content-Type': 'application/json', 'If-Match': tag });
    take(saved);
    return saved.headers.get('ETag') || '';
  }
  async function go(work) {
    setBusy(true);
    setError(null);
    try { await work(); } catch (why) { setError(why); }
    setBusy(false);
  }
  const keep = () => go(async () => { await save(); toast('Saved. Nothing is rendered yet.'); });
  const approve = () => go(async () => {
    const now = changed ? await save() : tag;
    await exchange('POST', `/api/stories/${story.storyId}/approve`, undefined, now ? { 'If-Match': now } : {});
    toast('Approved. Rendering begins.');
  });
  return html`<section class="stack" aria-label="Scenes that want your approval"><div class="head"><h2>Look before you render</h2></div>
    <p>These are the scenes as they are written. Change, drop or reorder them; nothing is rendered until you approve.</p>
    ${error && (error.status === CONFLICT ? html`<div class="note warn" role="alert"><p><strong>Somebody else changed these scenes meanwhile.</strong> What you entered is still here, to be copied; it cannot be saved over theirs.</p>
      <p><button type="button" onClick=${load}>Show their scenes</button></p></div>` : problems.size ? html`<div class="note bad" role="alert">Not saved: ${plural(problems.size, 'scene')} must be changed; see below.</div>` : html`<${Trouble} error=${error} />`)}
    <ol class="list">${wanted.map((scene, place) => html`<${Card} key=${scene.sceneId} scene=${scene} place=${place} order=${order} problem=${problems.get(place)} change=${words => change(place, words)}
      drop=${() => setWanted(wanted.filter(one => one !== scene))} />`)}</ol>
    ${dropped.length > 0 && html`<div class="row small-buttons"><span class="quiet">Dropped:</span>${dropped.map(scene => html`<button type="button" key=${scene.sceneId} onClick=${() => setWanted([...wanted, scene])}>Put back ${scene.title.slice(0, 40) || scene.sceneId}</button>`)}</div>`}
    <div class="row actions"><button type="button" class="primary" disabled=${isBusy} onClick=${approve}>${changed ? 'Save and approve' : 'Approve'}</button>
      <button type="button" disabled=${isBusy || !changed} onClick=${keep}>Save for later</button>${changed && html`<button type="button" onClick=${() => setWanted(known)}>Undo all changes</button>`}
      <span class="small quiet">${plural(wanted.length, 'scene')} will be rendered.</span></div>
    <span role="status" class="unseen">${order.said}</span></section>`;
}
