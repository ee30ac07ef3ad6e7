// What an operator can do: each call shows a token, which lives in this page only, and asks once before it acts.

import { byId, say, tone } from './elements.js';

export class Operator {
  /** @param signedIn called with the token when the gateway has taken it */
  constructor(signedIn) {
    this.signedIn = signedIn;
    this.token = null;
    this.name = null;
    this.waiting = null;
    byId('sign-in').addEventListener('click', () => (this.token ? this.signOut() : this.ask('')));
    byId('token-form').addEventListener('submit', event => {
      event.preventDefault();
      this.offer(byId('token').value.trim());
    });
    byId('token-cancel').addEventListener('click', () => byId('token-dialog').close());
    byId('token-dialog').addEventListener('close', () => {
      byId('token').value = '';
      this.waiting?.(this.token !== null);
      this.waiting = null;
    });
  }

  /** Asks for a token; true when there is one then. */
  ask(error) {
    say(byId('token-error'), error);
    if (!byId('token-dialog').open) byId('token-dialog').showModal();
    byId('token').focus();
    return new Promise(resolve => { this.waiting = resolve; });
  }

  async offer(token) {
    const answer = await request('GET', 'api/v1/controls', token);
    if (!answer.ok && answer.status !== 403) {
      say(byId('token-error'), answer.text);
      return;
    }
    // A token that is not for admin may still open a feed at a gateway that asks for one.
    if (!answer.ok) notice(`This token is for looking only. ${answer.text}`, 'warning');
    this.token = token;
    this.name = answer.body.caller ?? 'looking only';
    this.show();
    byId('token-dialog').close();
    this.signedIn(token);
  }

  signOut() {
    this.token = null;
    this.name = null;
    this.show();
    notice('The token is forgotten.', 'info');
  }

  show() {
    say(byId('sign-in'), this.token ? `${this.name}: sign out` : 'Operator');
  }

  /** Asks whether to do something, does it, and tells how it ended. */
  async act(question, path, body) {
    if (!this.token && !(await this.ask(''))) return;
    if (!(await confirm(question))) return;
    const answer = await request('POST', 'api/v1/controls/' + path, this.token, body);
    if (answer.status === 401 || answer.status === 403) {
      this.token = null;
      this.show();
    }
    notice(answer.ok ? answer.body.outcome : `Refused: ${answer.text}`, answer.ok ? 'good' : 'critical');
  }
}

async function request(method, path, token, body) {
  try {
    const headers = { Authorization: 'Bearer ' + token, Accept: 'application/json' };
    if (body) headers['Content-Type'] = 'application/json';
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: 'no-store' });
    const json = await response.json().catch(() => ({}));
    return { ok: response.ok, status: response.status, body: json, text: json.detail ?? `status ${response.status}` };
  } catch (e) {
    return { ok: false, status: 0, body: {}, text: 'the gateway does not answer (' + e.message + ')' };
  }
}

function confirm({ title, text, yes }) {
  const dialog = byId('confirm-dialog');
  say(byId('confirm-title'), title);
  say(byId('confirm-text'), text);
  say(byId('confirm-ok'), yes);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'ok'), { once: true });
  });
}

let hiding;

/** Tells how something ended; goes away by itself when it ended well. */
export function notice(text, name) {
  const place = byId('notice');
  place.hidden = false;
  tone(place, name);
  say(place, text);
  clearTimeout(hiding);
  hiding = setTimeout(() => { place.hidden = true; }, name === 'critical' ? 30_000 : 8_000);
}
