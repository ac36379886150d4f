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

export function start() {
  connect();
  // A page that slept may hold a connection that is dead without knowing it.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - lastHeard > 60_000) connect();
  });
  window.addEventListener('online', connect);
}
