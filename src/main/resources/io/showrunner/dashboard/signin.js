import { html, useEffect, useRef, useState } from './lib/standalone.module.js';
import { call } from './data.js';
import { connect, on } from './live.js';

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
