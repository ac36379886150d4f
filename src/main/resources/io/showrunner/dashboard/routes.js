import { html, useEffect, useState } from './lib/standalone.module.js';
import { useData } from './data.js';
import { Loaded, useTitle } from './parts.js';
import { ago, clock, duration, plural } from './words.js';

const AGAIN_MILLIS = 3000;
const COLUMNS = [['id', 'Route'], ['exchanges', 'Runs'], ['failed', 'Failed'], ['inFlight', 'Now'], ['meanSeconds', 'Mean'], ['lastSeconds', 'Last'], ['longestSeconds', 'Longest lately'], ['lastEndedAt', 'Ran']];

export function Routes() {
  useTitle('Routes');
  const loaded = useData('/api/routes');
  const [words, setWords] = useState('');
  const [by, setBy] = useState('exchanges');
  useEffect(() => {
    const timer = setInterval(() => document.hidden || loaded.reload(), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [loaded.reload]);
  const order = (a, b) => by === 'id' ? a.id.localeCompare(b.id) : by === 'lastEndedAt' ? (b[by] || '').localeCompare(a[by] || '') || a.id.localeCompare(b.id) : (b[by] ?? -1) - (a[by] ?? -1) || a.id.localeCompare(b.id);
  const time = seconds => seconds === undefined ? '–' : duration(seconds);
  return html`<div class="stack"><div class="head"><h1>Routes</h1><input type="search" aria-label="Find a route" placeholder="Find a route" value=${words} onInput=${event => setWords(event.target.value)} style=${{ width: '14rem' }} /></div>
    <p class="quiet">Every stage of Showrunner is an Apache Camel route. Those with a file can be edited while they run: save the file, and it acts within two seconds.</p>
    <${Loaded} of=${loaded}>${routes => { const shown = routes.filter(route => `${route.id} ${route.file || ''} ${route.description || ''}`.toLowerCase().includes(words.toLowerCase())).sort(order);
      return html`<p class="small quiet">${plural(shown.length, 'route')}, ${plural(shown.filter(route => route.failed).length, 'with failures', 'with failures')}</p>
      <div class="box table-box scroll" tabindex="0" role="region" aria-label="Routes"><table class="routes"><thead><tr>${COLUMNS.map(([key, name]) => html`<th class=${key === 'id' ? '' : 'number'} aria-sort=${key === by ? (key === 'id' ? 'ascending' : 'descending') : undefined}>
        <button class="plain" onClick=${() => setBy(key)}>${name}${key === by ? ' ↓' : ''}</button></th>`)}</tr></thead>
      <tbody>${shown.map(route => html`<tr key=${route.id}><td><strong>${route.id}</strong> ${route.state !== 'Started' && html`<span class="badge warn">${route.state}</span>`}<br />
        <span class="small quiet">${route.description || ''}</span><br /><code class="small quiet">${route.file || 'in the program'}</code></td>
        <td class="number">${route.exchanges}</td><td class="number">${route.failed ? html`<span class="badge bad">${route.failed}</span>` : 0}</td><td class="number">${route.inFlight}</td>
        <td class="number">${time(route.meanSeconds)}</td><td class="number">${time(route.lastSeconds)}</td><td class="number">${time(route.longestSeconds)}</td><td class="number small" title=${route.lastEndedAt ? clock(route.lastEndedAt) : ''}>${route.lastEndedAt ? ago(route.lastEndedAt) : '–'}</td></tr>`)}</tbody></table></div>`; }}<//></div>`;
}
