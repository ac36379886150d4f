import { html, render, useEffect, useRef, useState } from './lib/standalone.module.js';
import { useData, useNow } from './data.js';
import { isOnline, on, start } from './live.js';
import { Toasts, toast } from './parts.js';
import { plural, summary } from './words.js';
import { Stories, Wanted } from './stories.js';
import { Story } from './story.js';
import { NewStory, handIn } from './brief.js';
import { Queue } from './queue.js';
import { Servers } from './servers.js';
import { Writer } from './writer.js';
import { Routes } from './routes.js';
import { Attention } from './attention.js';
import { SignIn, SignOut } from './signin.js';

const PAGES = [
  ['', 'Stories', Stories], ['queue', 'Queue', Queue], ['servers', 'Servers', Servers], ['writer', 'Writer', Writer],
  ['routes', 'Routes', Routes], ['attention', 'Attention', Attention],
];
const OTHER = { new: NewStory, stories: Story, wanted: Wanted };

function here() {
  const [page = '', ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decode);
  return { page, rest };
}

function decode(word) {
  try { return decodeURIComponent(word); } catch { return word; }
}

function useHere() {
  const [at, setAt] = useState(here());
  useEffect(() => {
    const moved = () => setAt(here());
    window.addEventListener('hashchange', moved);
    return () => window.removeEventListener('hashchange', moved);
  }, []);
  return at;
}

function useOnline() {
  const [online, setOnline] = useState(isOnline());
  useEffect(() => on(event => event.type === 'connection' && setOnline(event.connected)), []);
  return online;
}

const moves = event => ['story', 'scene', 'stage', 'instance'].includes(event.type);

function Line({ online }) {
  const { data } = useData('/api/forecast?limit=1', moves, 1500);
  const now = useNow();
  return html`<span class="line number" id="line">${!online ? html`<span class="badge bad">Not connected</span> <span class="small">Showrunner does not answer. Is it running? This page goes on by itself.</span>`
    : data ? html`${summary(data, now)}${data.storiesToApprove > 0 && html`${summary(data, now) && ', '}<a href="#/wanted">${plural(data.storiesToApprove, 'story wants', 'stories want')} your approval</a>`}` : html`<span class="quiet">Starting…</span>`}</span>`;
}

function Theme() {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const [theme, setTheme] = useState(document.documentElement.dataset.theme || system);
  const other = theme === 'dark' ? 'light' : 'dark';
  function change() {
    document.documentElement.dataset.theme = other;
    localStorage.setItem('theme', other);
    setTheme(other);
  }
  return html`<button class="icon" aria-label=${`Use the ${other} theme`} title=${`Use the ${other} theme`} onClick=${change}>${theme === 'dark' ? '☀' : '☾'}</button>`;
}

function Frame() {
  const { page, rest } = useHere();
  const online = useOnline();
  const alerts = useData('/api/alerts', event => event.type === 'alerts');
  const letters = useData('/api/dead-letters', event => event.type === 'alerts' || event.type === 'letters');
  const main = useRef();
  const first = useRef(true);
  const Page = OTHER[page] || (PAGES.find(([path]) => path === page) || PAGES[0])[2];
  const current = page in OTHER ? '' : page;
  useEffect(() => {
    if (!first.current) { main.current.focus(); window.scrollTo(0, 0); }
    first.current = false;
  }, [page, rest.join('/')]);
  useEffect(() => document.querySelector('.side [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [current]);
  const wanted = (alerts.data?.length || 0) + (letters.data?.length || 0);
  return html`<a class="skip" href="#main" onClick=${event => { event.preventDefault(); main.current.focus(); }}>To the content</a>
    <header class="top"><a class="brand" href="#/">Showrunner</a><${Line} online=${online} /><span class="spring"></span>
      <a class="button primary" href="#/new">New story</a><${SignOut} /><${Theme} /></header>
    <div class="frame"><nav class="side" aria-label="Pages"><ul>${PAGES.map(([path, name]) => html`<li><a href=${`#/${path}`}
        aria-current=${path === current ? 'page' : undefined}>${name}${path === 'attention' && wanted > 0 && html`<span class="count" aria-label=${`${wanted} open`}>${wanted}</span>`}</a></li>`)}</ul></nav>
      <main id="main" tabindex="-1" ref=${main}><${Page} key=${page + rest.join('/')} rest=${rest} /></main></div>
    <${Toasts} /><${SignIn} />`;
}

/** A brief can be dropped on any page. */
function takeDrops() {
  document.addEventListener('dragover', event => event.dataTransfer?.types.includes('Files') && event.preventDefault());
  document.addEventListener('drop', event => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    handIn(event.dataTransfer.files, error => toast(error.message, 'bad'));
  });
}

const root = document.getElementById('app');
root.replaceChildren();
render(html`<${Frame} />`, root);
takeDrops();
start();
