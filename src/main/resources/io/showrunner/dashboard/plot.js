import { html } from './lib/standalone.module.js';

const WIDTH = 300, HEIGHT = 88, EDGE = 4;

/** A curve over time; `points` are [time, value], a value of null makes a gap. */
export function Plot({ points, most, label }) {
  const known = points.filter(([, value]) => value !== null);
  if (known.length < 2) return html`<div class="plot" role="img" aria-label=${`${label}: no figures yet`}></div>`;
  const first = points[0][0], span = Math.max(1, points[points.length - 1][0] - first), top = Math.max(most, 1);
  const x = time => (time - first) / span * WIDTH;
  const y = value => HEIGHT - EDGE - Math.min(1, value / top) * (HEIGHT - 2 * EDGE);
  const curve = known.map(([time, value], index) => `${index ? 'L' : 'M'}${x(time).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  return html`<svg class="plot" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${label}>
    <path class="area" d=${`${curve}L${x(known[known.length - 1][0]).toFixed(1)} ${HEIGHT}L${x(known[0][0]).toFixed(1)} ${HEIGHT}Z`} /><path class="curve" d=${curve} /></svg>`;
}
