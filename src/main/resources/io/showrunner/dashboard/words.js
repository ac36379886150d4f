// Plain words for states, times and sizes.
const STORY = {
  ACCEPTED: ['Waiting for its words', 'idle'], WRITING: ['Being written', 'busy'], PAUSED: ['Paused', 'warn'],
  WRITTEN: ['Rendering', 'busy'], FINISHED: ['Finished', 'good'], INCOMPLETE: ['Incomplete', 'warn'],
  FAILED: ['Failed', 'bad'], CANCELLED: ['Cancelled', 'idle'], AWAITING_APPROVAL: ['Wants your approval', 'warn'],
};
const SCENE = {
  UNWRITTEN: ['Not written yet', 'idle'], WAITING: ['Waiting', 'idle'], RUNNING: ['Rendering', 'busy'], PUBLISHED: ['Done', 'good'],
  FAILED: ['Failed', 'bad'], CANCELLED: ['Cancelled', 'idle'], PAUSED: ['Paused', 'warn'], AWAITING_APPROVAL: ['Wants your approval', 'warn'],
};
const SERVER = {
  UP: ['Ready', 'good'], SATURATED: ['Full', 'busy'], LOW_VRAM: ['Too little memory', 'warn'], DRAINING: ['Drained', 'warn'], DOWN: ['Not reachable', 'bad'], LENT: ['Lent to the language model', 'busy'], ELSEWHERE: ['Driven by another node', 'idle'],
};
const BREAKER = { CLOSED: ['Closed', 'good'], OPEN: ['Open', 'bad'], HALF_OPEN: ['On trial', 'warn'] };
const IDLE = {
  busy: 'rendering', server: 'idle: the server is not ready', breaker: 'idle: its breaker is open', low_vram: 'idle: too little memory',
  paused: 'idle: rendering is paused', copy: 'idle: frames are being fetched', dispatch: 'idle: the next prompt is being sent',
  llm_late: 'idle: scenes are still being written', no_work: 'idle: nothing waits',
};
const STAGES = { intake: 'Taking briefs', write: 'Writing', render: 'Rendering', collect: 'Collecting frames', assemble: 'Assembling' };

const word = (table, key) => table[key] || [key ? sentence(key) : 'Unknown', 'idle'];
const sentence = key => key.charAt(0) + key.slice(1).toLowerCase().replaceAll('_', ' ');

/** The pictures of a storyboard are there, and no film was made of them yet. */
export const wantsFilm = story => story.storyboard && !story.storyboard.film && isOver(story.state) && story.scenes.published > 0;

/** A story whose scenes are written says by their states what it waits for. */
export function storyState(story) {
  if (wantsFilm(story)) return STORY.AWAITING_APPROVAL;
  const { running, waiting, published, failed, total } = story.scenes;
  if (story.state !== 'WRITTEN' || running > 0) return word(STORY, story.state);
  if (waiting > 0) return ['Waiting for a server', 'idle'];
  return published + failed < total ? ['Paused', 'warn'] : ['Being put together', 'busy'];
}

export const sceneState = state => word(SCENE, state);
export const serverState = state => word(SERVER, state);
export const breakerState = state => word(BREAKER, state);
export const gpuNow = cause => IDLE[cause] || cause;
export const stageName = stage => STAGES[stage] || stage;
export const isOver = state => ['FINISHED', 'INCOMPLETE', 'FAILED', 'CANCELLED'].includes(state);
export const plural = (count, noun, many = noun + 's') => `${count} ${count === 1 ? noun : many}`;

/** 45 s, 3 min 50 s, 2 h 5 min. */
export function duration(seconds) {
  if (seconds < 1) return seconds <= 0 ? '0 s' : `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min` + (whole % 60 ? ` ${whole % 60} s` : '');
  const minutes = Math.round(whole / 60);
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` + (minutes % 60 ? ` ${minutes % 60} min` : '') : plural(Math.round(minutes / 1440), 'day');
}

/** Time left, in steps that do not flicker. */
export const left = seconds => duration(seconds < 20 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 5) * 5);

export function ago(instant) {
  const seconds = (Date.now() - Date.parse(instant)) / 1000;
  return seconds < 5 ? 'just now' : seconds < 172800 ? `${duration(seconds < 60 ? Math.round(seconds / 5) * 5 : Math.round(seconds / 60) * 60)} ago`
    : new Date(instant).toLocaleDateString(undefined, { dateStyle: 'medium' });
}

export const clock = instant => new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const CODE = /\b[A-Z][A-Z_]{3,}: /g;

/** What is said of a story, without the codes that programs read; empty while it only warns of what was mended. */
export const toldOf = story => story.storyboard && story.state === 'FINISHED' ? '' : isOver(story.state) && story.state !== 'FINISHED' || !story.message?.match(CODE) ? uncoded(story.message || '') : '';
export const warnings = story => toldOf(story) || !story.message?.match(CODE) ? '' : story.message.replace(CODE, '\n').trim();

/** Why nothing goes on, as far as a person wants to know it. */
export const obstacleOf = forecast => forecast?.obstacle ? plain(forecast.obstacle.split('; counted')[0]).replace(' takes scenes now', ' can be used now') : '';
export const uncoded = words => words.replace(CODE, '');
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** A sentence of the server with its times as people here read them. */
export const plain = words => words.replace(INSTANT, instant => clock(instant));

export const gigabytes = mb => `${(mb / 1024).toFixed(1)} GB`;
export const bytes = count => count < 1 << 20 ? `${Math.ceil(count / 1024)} kB` : `${(count / (1 << 20)).toFixed(1)} MB`;

/** Everything in one line. */
export function summary(forecast, now) {
  const waiting = forecast.queued, rendering = forecast.rendering, write = forecast.storiesToWrite;
  if (rendering + waiting + write === 0) return forecast.storiesToApprove ? '' : 'Nothing to do.';
  const parts = [];
  if (rendering + waiting > 0) parts.push(plural(rendering + waiting, 'scene'), `${rendering} rendering`, `${waiting} waiting`);
  if (write > 0) parts.push(`${plural(write, 'story', 'stories')} to write`);
  if (forecast.backlog && !forecast.obstacle) parts.push(`about ${left(Math.max(1, (Date.parse(forecast.backlog.p50) - now) / 1000))} left`);
  return parts.join(', ');
}
