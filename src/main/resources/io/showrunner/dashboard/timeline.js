import { html } from './lib/standalone.module.js';
import { useNow } from './data.js';
import { duration } from './words.js';

const KEYS = [['wait', 'waiting'], ['write', 'being written'], ['queued', 'waiting on the server'], ['run', 'rendering'], ['copy', 'fetching and checking frames']];
const KINDS = { WRITING: 'write', SENDING: 'queued', QUEUED: 'queued', EXECUTING: 'run', COPYING: 'copy', PUBLISHING: 'copy' };
const kindOf = part => KINDS[part.phase] || 'wait';
const named = part => KEYS.find(([kind]) => kind === kindOf(part))[1];
const inWords = part => `${named(part)} ${duration(part.seconds)}${part.why ? `, ${part.why}` : ''}`;

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
      <div class="track" role="img" aria-label=${scene.parts.map(inWords).join('; ')}>${scene.parts.map((part, index) => html`<i class="span ${kindOf(part)}" style=${place(time(part.from), until(scene, index))}
        title=${inWords(part)}></i>`)}</div></div>`)}</div></section>`;
}
