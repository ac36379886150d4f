import { html, useEffect, useMemo, useRef, useState } from './lib/standalone.module.js';
import { file, get } from './data.js';

const HINTS = { UNWRITTEN: 'Its words are still to come', WAITING: 'Waits for a server', PAUSED: 'Paused', CANCELLED: 'Cancelled', FAILED: 'No picture: it failed',
  RUNNING: 'The first picture appears while it renders', AWAITING_APPROVAL: 'Waits for your approval', PUBLISHED: 'Loading its frames…' };

/** The published frames of a scene, from its manifest. */
function useFrames(story, scene) {
  const [frames, setFrames] = useState([]);
  useEffect(() => {
    if (scene.state !== 'PUBLISHED') { setFrames([]); return; }
    let alive = true;
    const folder = `scenes/${scene.sceneId}`;
    get(file(story.storyId, `${folder}/manifest.json`)).then(manifest => {
      if (alive) setFrames((manifest.frames || []).map(frame => file(story.storyId, `${folder}/frames/${frame.file || frame.name}`)));
    }, () => alive && setFrames([]));
    return () => { alive = false; };
  }, [story.storyId, scene.sceneId, scene.state]);
  return frames;
}

/** Plays the frames in a circle, each once it is there. */
function usePlaying(frames, fps, at, setAt) {
  const [isPlaying, setPlaying] = useState(false);
  const place = useRef(at);
  place.current = at;
  useEffect(() => {
    if (!isPlaying || frames.length < 2) return;
    const images = frames.map(src => Object.assign(new Image(), { src }));
    const timer = setInterval(() => {
      const next = (place.current + 1) % frames.length;
      if (images[next].complete) setAt(next);
    }, 1000 / fps);
    return () => clearInterval(timer);
  }, [isPlaying, frames, fps]);
  return [isPlaying, setPlaying];
}

export function Player({ story, scene, fps }) {
  const frames = useFrames(story, scene);
  const [at, setAt] = useState(0);
  const middle = useMemo(() => Math.floor(frames.length / 2), [frames.length]);
  useEffect(() => setAt(middle), [middle]);
  const [isPlaying, setPlaying] = usePlaying(frames, fps, at, setAt);
  const staged = scene.framesStaged ? file(story.storyId, scene.framesStaged.newest) : null;
  const src = frames[at] || staged;
  const scrub = event => {
    if (!frames.length || isPlaying || event.pointerType !== 'mouse') return;
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(frames.length - 1, Math.floor((event.clientX - box.left) / box.width * frames.length))));
  };
  const name = (scene.title || 'scene').slice(0, 60);
  return html`<div class="screen" onPointerMove=${scrub} onPointerLeave=${() => isPlaying || setAt(middle)}>
      ${src ? html`<img src=${src} alt=${frames.length ? `Frame ${at + 1} of ${frames.length} of ${name}` : `Preview of ${name}`} />` : html`<span class="hint small">${HINTS[scene.state] || ''}</span>`}</div>
    ${frames.length > 1 && html`<div class="player"><button type="button" class="icon" aria-label=${`${isPlaying ? 'Stop' : 'Play'} ${name}`} onClick=${() => setPlaying(!isPlaying)}>${isPlaying ? '❚❚' : '▶'}</button>
      <input type="range" min="0" max=${frames.length - 1} value=${at} aria-label=${`Frame of ${name}`} onInput=${event => { setPlaying(false); setAt(Number(event.target.value)); }} />
      <span class="small quiet number">${at + 1}/${frames.length}</span></div>`}`;
}
