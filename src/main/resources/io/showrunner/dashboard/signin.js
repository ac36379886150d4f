import { html, useEffect, useRef, useState } from './lib/standalone.module.js';
import { call, get } from './data.js';
import { toast } from './parts.js';
import { connect, on } from './live.js';

/** Lets the browser forget who is signed in; shown only where the port asks for tokens. */
export function SignOut() {
  const [session, setSession] = useState(null);
  const look = () => get('/api/session').then(setSession, () => setSession(null));
  useEffect(() => { look(); return on(event => event.type === 'reset' && look()); }, []);
  if (!session?.required || !session.signedIn) return null;
  async function out() {
    try {
      await call('DELETE', '/api/session');
      location.reload();
    } catch (error) { toast(error.message, 'bad'); }
  }
  return html`<button type="button" onClick=${out} title=${session.name ? `Signed in as ${session.name}` : undefined}>Sign out</button>`;
}

/** Asks for a token as soon as the server wants one; what is entered on the page meanwhile stays. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState('');
  const dialog = useRef();
  useEffect(() => on(event => event.type === 'signed-out' && !dialog.current.open && dialog.current.showModal()), []);
  async function show(event) {
    event.preventDefault();
    try {
      await call('POST', '/api/session', JSON.stringify({ token }));
      setToken('');
      setProblem('');
      dialog.current.close();
      connect();
    } catch (error) {
      setProblem(error.message);
    }
  }
  return html`<dialog ref=${dialog} aria-labelledby="sign-in"><form onSubmit=${show}><h2 id="sign-in">Sign in</h2>
    <div class="field"><label for="token">Token</label>
      <input id="token" type="password" autocomplete="current-password" required value=${token} aria-describedby="token-said"
        aria-invalid=${problem ? 'true' : undefined} onInput=${event => setToken(event.target.value)} />
      <div class="said ${problem ? 'bad' : ''}" id="token-said" role="status">${problem || 'Who runs this server has it.'}</div></div>
    <div><button type="submit" class="primary">Sign in</button></div></form></dialog>`;
}
