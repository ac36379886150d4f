import { html, useEffect, useRef, useState } from './lib/standalone.module.js';

/** Lets a person put a list into another order: with buttons, which keep the focus, or by dragging. What was done is said. */
export function useOrder(list, idOf, setList) {
  const [said, setSaid] = useState('');
  const [held, setHeld] = useState(null);
  const [over, setOver] = useState(null);
  const focus = useRef('');
  useEffect(() => {
    const button = document.getElementById(focus.current);
    focus.current = '';
    if (button) (button.disabled ? button.parentNode.querySelector('button:not(:disabled)') : button).focus();
  }, [list]);
  function put(from, to) {
    const next = [...list];
    next.splice(to, 0, ...next.splice(from, 1));
    setSaid(`Scene ${from + 1} is now scene ${to + 1} of ${list.length}.`);
    setList(next);
  }
  const letGo = () => { setHeld(null); setOver(null); };
  return {
    said, count: list.length,
    move(place, by, button) { focus.current = `${idOf(list[place])}-${button}`; put(place, place + by); },
    grip: place => ({ draggable: true, onDragEnd: letGo, onDragStart: event => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', String(place + 1)); setHeld(place); } }),
    row: place => ({
      class: over === place && held !== place ? 'over' : '',
      onDragOver: event => { if (held === null) return; event.preventDefault(); setOver(place); },
      onDrop: event => { if (held === null) return; event.preventDefault(); event.stopPropagation(); if (held !== place) put(held, place); letGo(); },
    }),
  };
}

/** What a list item is moved with. */
export const Moves = ({ order, place, id, name }) => html`<span class="grip" aria-hidden="true" title="Drag to another place" ...${order.grip(place)}>⠿</span>
  <button type="button" id=${`${id}-up`} disabled=${place === 0} aria-label=${`Earlier: ${name}`} onClick=${() => order.move(place, -1, 'up')}>↑ Earlier</button>
  <button type="button" id=${`${id}-down`} disabled=${place === order.count - 1} aria-label=${`Later: ${name}`} onClick=${() => order.move(place, 1, 'down')}>↓ Later</button>`;
