import { html, useEffect, useRef, useState } from './lib/standalone.module.js';
import { call } from './data.js';
import { plain } from './words.js';

export const Badge = ({ state: [words, kind] }) => html`<span class="badge ${kind}">${words}</span>`;

export function Bar({ share, label, kind = '' }) {
  const percent = Math.max(0, Math.min(100, Math.round(share * 100)));
  return html`<div class="bar" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}>
    <i class=${kind} style=${{ width: `${percent}%` }}></i></div>`;
}

export const Waiting = () => html`<div class="waiting" role="status">Loading…</div>`;

export const Empty = ({ title, children }) => html`<div class="empty"><h2>${title}</h2>${children}</div>`;

export function Trouble({ error, again }) {
  return html`<div class="note bad" role="alert"><strong>${error.message}</strong>
    ${error.problems?.length > 1 && html`<ul>${error.problems.map(problem => html`<li>${problem}</li>`)}</ul>`}
    ${again && html`<p><button onClick=${again}>Try again</button></p>`}</div>`;
}

/** What a page shows of data that may be still to come or out of reach. */
export function Loaded({ of: { data, error, reload }, children }) {
  return html`${error && html`<${Trouble} error=${error} again=${reload} />`}
    ${data === undefined ? !error && html`<${Waiting} />` : children(data)}`;
}

let say = () => {};
export const toast = (text, kind = 'good') => say({ text: plain(text), kind, id: Math.random() });

export function Toasts() {
  const [all, setAll] = useState([]);
  say = one => {
    setAll(before => [...before.slice(-3), one]);
    if (one.kind !== 'bad') setTimeout(() => setAll(before => before.filter(other => other !== one)), 6000);
  };
  return html`<div class="toasts" role="status" aria-live="polite">${all.map(one => html`<div class="note ${one.kind}" key=${one.id}>
    <span>${one.text}</span><button class="icon" aria-label="Close this message" onClick=${() => setAll(all.filter(other => other !== one))}>✕</button></div>`)}</div>`;
}

/** Asks the server for a change; says what came of it. */
export async function act(method, path, body, inWords = messageOf) {
  try {
    const answer = await call(method, path, body === undefined ? undefined : JSON.stringify(body));
    toast(...[inWords(answer)].flat());
    return true;
  } catch (error) {
    toast(error.message, 'bad');
    return false;
  }
}

const messageOf = answer => answer?.message && typeof answer.message === 'string' ? capital(answer.message) : 'Done.';
export const capital = words => words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? '' : '.');

/** A button that does something on the server; one that cannot be taken back asks first. */
export function Do({ label, name, method = 'POST', path, body, sure, kind = '', done, disabled, inWords }) {
  const [isBusy, setBusy] = useState(false);
  const dialog = useRef();
  async function go() {
    dialog.current?.close();
    setBusy(true);
    const worked = await act(method, path, body, inWords);
    setBusy(false);
    if (worked && done) done();
  }
  return html`<button type="button" class=${kind} disabled=${isBusy || disabled} aria-label=${name} onClick=${() => sure ? dialog.current.showModal() : go()}>${label}</button>
    ${sure && html`<dialog ref=${dialog} aria-label=${label}><p>${sure}</p><div class="row">
      <button type="button" class="primary" onClick=${go}>${label}</button>
      <button type="button" onClick=${() => dialog.current.close()}>Leave it as it is</button></div></dialog>`}`;
}

export function useTitle(title) {
  useEffect(() => { document.title = `${title} – Showrunner`; }, [title]);
}

export const link = (...words) => '#/' + words.map(encodeURIComponent).join('/');
