import { useCallback, useEffect, useRef, useState } from './lib/standalone.module.js';
import { on, tell } from './live.js';

/** An answer that is an error, in words that people can act on. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.title = problem.title || '';
    this.problems = problem.problems || [];
  }
}

/** Asks the server; the answer with its headers. A health report is an answer whatever its status says. */
export async function exchange(method, path, body, headers = {}) {
  let reply;
  try {
    reply = await fetch(path, { method, headers, body });
  } catch {
    throw new Refused(0, { title: 'not reachable', detail: 'Showrunner does not answer. Is it running? The page goes on by itself when it is back.' });
  }
  const text = await reply.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = text;
  }
  if (reply.status === 401 && path !== '/api/session') tell({ type: 'signed-out' });
  if (!reply.ok && !answer?.overall) throw new Refused(reply.status, answer && typeof answer === 'object' ? answer : { title: reply.statusText });
  return { answer, headers: reply.headers };
}

export async function call(method, path, body, type = 'application/json') {
  return (await exchange(method, path, body, body === undefined || body instanceof FormData ? {} : { 'Content-Type': type })).answer;
}

export const get = path => call('GET', path);

/** A page of a list: what is on it, where the next one is, and how many there are in all. */
export async function getPage(path) {
  const { answer, headers } = await exchange('GET', path);
  return { items: answer, next: headers.get('Link')?.match(/<([^>]+)>; rel="next"/)?.[1] || null, total: Number(headers.get('X-Total-Count') || answer.length) };
}

const known = new Map();

/**
 * What is at a path, kept up to date: loaded again when an event says that it changed, at most once in `pause` milliseconds. What is
 * known from before is shown at once.
 */
export function useData(path, concerns = () => false, pause = 400) {
  const [state, setState] = useState({ data: known.get(path), error: null });
  const meant = useRef(concerns);
  meant.current = concerns;
  const load = useRef(() => {});
  useEffect(() => {
    let alive = true, timer = 0, isBusy = false, isWanted = false;
    setState({ data: known.get(path), error: null });
    async function now() {
      if (isBusy) { isWanted = true; return; }
      isBusy = true;
      try {
        const data = await get(path);
        known.set(path, data);
        if (alive) setState({ data, error: null });
      } catch (error) {
        if (alive) setState(before => ({ data: before.data, error }));
      }
      isBusy = false;
      if (isWanted && alive) { isWanted = false; soon(); }
    }
    function soon() { timer ||= setTimeout(() => { timer = 0; now(); }, pause); }
    load.current = now;
    now();
    const off = on(event => {
      if (event.type === 'reset' || meant.current(event)) soon();
    });
    return () => { alive = false; clearTimeout(timer); off(); };
  }, [path, pause]);
  return { ...state, reload: useCallback(() => load.current(), []) };
}

/** Lets the page be drawn again every so often, for times that pass. */
export function useNow(millis = 1000) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), millis);
    return () => clearInterval(timer);
  }, [millis]);
  return now;
}

const progress = new Map();
const key = (storyId, sceneId) => `${storyId}/${sceneId}`;

async function loadProgress() {
  try {
    const running = await get('/api/running');
    progress.clear();
    running.forEach(scene => progress.set(key(scene.storyId, scene.sceneId), { share: scene.progress, instance: scene.instance, executing: scene.executing }));
  } catch {
    progress.clear(); // the connection's own notice says why
  }
}

on(event => {
  if (event.type === 'reset') loadProgress();
  if (event.type === 'progress') progress.set(key(event.storyId, event.sceneId), { share: event.progress, instance: event.instance, executing: event.progress > 0 });
  if (event.type === 'scene' && event.state !== 'RUNNING') progress.delete(key(event.storyId, event.sceneId));
});

/** How far the scenes are that are rendered: a function of story and scene. */
export function useProgress() {
  const [, draw] = useState(0);
  useEffect(() => {
    let frame = 0;
    const off = on(event => {
      if (event.type === 'progress' || event.type === 'scene' || event.type === 'reset') frame ||= requestAnimationFrame(() => { frame = 0; draw(count => count + 1); });
    });
    return () => { off(); cancelAnimationFrame(frame); };
  }, []);
  return (storyId, sceneId) => progress.get(key(storyId, sceneId));
}

export const file = (storyId, path) => `/api/stories/${encodeURIComponent(storyId)}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
