import { html } from './lib/standalone.module.js';
import { useNow } from './data.js';
import { duration } from './words.js';

const KEYS = [['wait', 'waiting'], ['write', 'being written'], ['queued', 'waiting on the server'], ['run', 'rendering'], ['copy', 'fetching and checking frames']];
const KINDS = { WRITING: 'write', SENDING: 'queued', QUEUED: 'queued', EXECUTING: 'run', COPYING: 'copy', PUBLISHING: 'copy' };
const kindOf = part => KINDS[part.phase] || 'wait';
const named = part => KEYS.find(([kind]) => kind === kindOf(part))[1];
const inWords = part => `${named(part)} ${duration(part.seconds)}${part.why ? `, ${part.why}` : ''}`;

/** The same time by server: what each had to do with this story, one lane for what waits there and one for what is executed and copied. */
function OnServers({ scenes, place, until }) {
  const spent = scenes.flatMap(scene => scene.parts.map((part, index) => ({ part, scene, end: until(scene, index) })).filter(({ part }) => part.instance));
  const servers = [...new Set(spent.map(({ part }) => part.instance))].sort();
  if (!servers.length) return null;
  const lane = (name, of, isShown) => of.length > 0 && html`<div class="lane"><span class="small one-line" dir="auto">${name}</span>
    <div class="track" role="img" aria-label=${of.map(({ part, scene }) => `${scene.title || scene.id}: ${inWords(part)}`).join('; ')}>${of.map(({ part, scene, end }) => html`<i class="span ${kindOf(part)} ${isShown ? 'edged' : ''}" style=${place(time(part.from), end)}
      title=${`${scene.title || scene.id}: ${inWords(part)}`}></i>`)}</div></div>`;
  return html`<h3 style=${{ margin: '1rem 0 .4rem' }}>On each server</h3><div class="gantt">${servers.map(server => {
    const here = spent.filter(({ part }) => part.instance === server);
    return html`${lane(server, here.filter(({ part }) => kindOf(part) !== 'queued'), true)}${lane(`${server}, its queue`, here.filter(({ part }) => kindOf(part) === 'queued'), false)}`;
  })}</div>`;
}

const time = instant => Date.parse(instant);

/** Where the time of each scene went; every part says why. The last part of a scene that goes on grows. */
export function Timeline({ scenes }) {
  const open = scenes.some(scene => scene.open);
  const now = useNow(open ? 1000 : 60_000);
  if (!scenes.length) return null;
  const start = Math.min(...scenes.map(scene => time(scene.from)));
  const end = Math.max(start + 1, ...scenes.map(scene => scene.open ? now : time(scene.to)));
  const until = (scene, index) => scene.open && index === scene.parts.length - 1 ? now : time(scene.parts[index].to);
  const place = (from, to) => ({ left: `${(from - start) / (end - start) * 100}%`, width: `${(to - from) / (end - start) * 100}%` });
  return html`<section class="box"><h2>Where the time went</h2>
    <p class="small quiet row">${KEYS.map(([kind, words]) => html`<span><i class="key span ${kind}"></i>${words}</span>`)}<span>${duration((end - start) / 1000)} in all</span></p>
    <div class="gantt">${scenes.map(scene => html`<div class="lane" key=${scene.id}>
      <span class="small one-line" dir="auto">${scene.title || scene.id}</span>
      <div class="track" role="img" aria-label=${scene.parts.map(inWords).join('; ') || 'Nothing yet'}>${scene.parts.map((part, index) => html`<i class="span ${kindOf(part)}" style=${place(time(part.from), until(scene, index))}
        title=${inWords(part)}></i>`)}</div></div>`)}</div>
    <${OnServers} scenes=${scenes} place=${place} until=${until} /></section>`;
}
