// What happens on the server. After every gap that cannot be filled the event "reset" says: load everything again.
const listeners = new Set();
let source = null;
let timer = 0;
let lastHeard = Date.now();
let isConnected = null;

export function on(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = event => [...listeners].forEach(listener => listener(event));

function connected(now) {
  if (now !== isConnected) {
    isConnected = now;
    tell({ type: 'connection', connected: now });
  }
}

export const isOnline = () => isConnected !== false;

function connect() {
  clearTimeout(timer);
  source?.close();
  source = new EventSource('/api/events');
  source.onopen = () => { lastHeard = Date.now(); connected(true); };
  source.onmessage = message => {
    lastHeard = Date.now();
    tell(JSON.parse(message.data));
  };
  source.onerror = () => {
    connected(false);
    // The browser comes back by itself after a lost connection, but not after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, 3000);
  };
}

const HIDDEN_MILLIS = 30_000;

/** A page that nobody sees gives its connection back, since browsers have few; seen again it loads everything anew. */
export function start() {
  connect();
  let hiding = 0;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(() => { clearTimeout(timer); source.close(); }, HIDDEN_MILLIS);
    } else if (source.readyState === EventSource.CLOSED || Date.now() - lastHeard > 60_000) {
      connect();
    }
  });
  window.addEventListener('online', connect);
}
