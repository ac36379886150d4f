import { html } from './lib/standalone.module.js';
import { useNow } from './data.js';
import { duration, isOver } from './words.js';

const KEYS = [['wait', 'waiting for a server'], ['queued', 'waiting on the server'], ['run', 'rendering'], ['copy', 'fetching and checking frames']];

const time = instant => instant ? Date.parse(instant) : null;

/** The parts of a prompt's time, each from where the one before ended. */
function parts(span, since, now) {
  const prepared = time(span.preparedAt);
  const begun = time(span.executionStart) ?? (span.endedAt ? time(span.endedAt) : null);
  const ended = time(span.executionEnd) ?? time(span.endedAt);
  const over = time(span.publishedAt) ?? (span.failureKind ? time(span.endedAt) : null);
  return [['wait', since, prepared], ['queued', prepared, begun ?? (ended || over ? prepared : now)],
    ['run', begun, ended ?? now], ['copy', ended, over ?? (span.failureKind ? ended : now)]]
    .filter(([, from, to]) => from !== null && to !== null && to > from);
}

export function Timeline({ story, prompts }) {
  const running = !isOver(story.state);
  const clock = useNow(running ? 1000 : 60_000);
  if (!prompts.length) return null;
  const start = time(story.acceptedAt);
  const now = running ? clock : time(story.changedAt);
  const lanes = prompts.map((span, index) => {
    const before = index > 0 && prompts[index - 1].sceneId === span.sceneId ? prompts[index - 1] : null;
    return { span, parts: parts(span, before ? time(before.endedAt) ?? time(before.preparedAt) : start, now) };
  });
  const end = Math.max(now, ...lanes.flatMap(lane => lane.parts.map(part => part[2])));
  const title = id => story.sceneList.find(scene => scene.sceneId === id)?.title || id;
  const place = (from, to) => ({ left: `${(from - start) / (end - start) * 100}%`, width: `${(to - from) / (end - start) * 100}%` });
  return html`<section class="box"><h2>What happened when</h2>
    <p class="small quiet row">${KEYS.map(([kind, words]) => html`<span><i class="key span ${kind}"></i>${words}</span>`)}<span>${duration((end - start) / 1000)} in all</span></p>
    <div class="gantt">${lanes.map(({ span, parts: all }) => html`<div class="lane" key=${span.sceneId + span.dispatch}>
      <span class="small one-line" dir="auto">${title(span.sceneId)} <span class="quiet">${span.instance === 'scene cache' ? 'used again' : `on ${span.instance}`}</span></span>
      <div class="track" role="img" aria-label=${words(span, all)}>${all.map(([kind, from, to]) => html`<i class="span ${kind}" style=${place(from, to)}
        title=${`${KEYS.find(([key]) => key === kind)[1]}: ${duration((to - from) / 1000)}`}></i>`)}</div></div>`)}</div></section>`;
}

const words = (span, all) => `${span.failureKind ? `Failed (${span.failureKind}): ` : ''}` + all.map(([kind, from, to]) => `${KEYS.find(([key]) => key === kind)[1]} ${duration((to - from) / 1000)}`).join(', ');
