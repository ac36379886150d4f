import { html, useEffect, useState } from './lib/standalone.module.js';
import { file, get } from './data.js';

/** Why a story has no film: its own account, or the setting. */
export function FilmNote({ story }) {
  const [notes, setNotes] = useState(null);
  useEffect(() => {
    let alive = true;
    get(`/api/stories/${story.storyId}/files`)
      .then(files => files.some(one => (one.path || one.name || one) === 'film.json') ? get(file(story.storyId, 'film.json')) : { notes: [] })
      .then(record => alive && setNotes(record.notes || []), () => alive && setNotes(null));
    return () => { alive = false; };
  }, [story.storyId, story.state]);
  if (!notes) return null;
  return html`<section class="box"><h2>The film</h2>${notes.length ? notes.map(note => html`<p class="note warn small" dir="auto">${note.replace(/^[A-Z_]+: /, '')}</p>`)
    : html`<p class="small quiet">None was made: <code>showrunner.film</code> in <code>config/</code> says what is made of a finished story.</p>`}</section>`;
}
