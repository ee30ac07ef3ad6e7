// Shows channels as tables: what a browser must do to follow a feed, and no more.
'use strict';

const CHANNELS = ['quotes', 'bars', 'topology', 'modes', 'sources', 'cache', 'alerts', 'dead_letters', 'blocked_calls', 'vpin'];
const EVENTS_SHOWN = 50;
const feeds = new Map();
let token = null;
let pause = 500;

/** The document after a JSON Merge Patch (RFC 7396). */
function merge(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merge(result[name], value);
  }
  return result;
}

/** The document after the steps that the gateway writes (RFC 6902: add, remove, replace). */
function apply(document, steps) {
  const root = { document: structuredClone(document) };
  for (const step of steps) {
    const names = ('/document' + step.path).split('/').slice(1)
      .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = names.pop();
    const parent = names.reduce((at, name) => at[name], root);
    if (!Array.isArray(parent)) {
      if (step.op === 'remove') delete parent[last]; else parent[last] = step.value;
    } else if (step.op === 'replace') parent[last] = step.value;
    else if (step.op === 'remove') parent.splice(Number(last), 1);
    else parent.splice(Number(last), 0, step.value);
  }
  return root.document;
}

function feed(channel) {
  if (!feeds.has(channel)) {
    const section = document.createElement('section');
    section.id = 'ch-' + channel;
    const title = document.createElement('h2');
    title.textContent = channel;
    const table = document.createElement('table');
    section.append(title, table);
    document.getElementById('channels').append(section);
    feeds.set(channel, { rows: new Map(), table });
  }
  return feeds.get(channel);
}

/** Takes one row in; false when something before it is missing. */
function take(known, row) {
  const before = known.rows.get(row.key);
  if (row.deleted) {
    known.rows.delete(row.key);
    before?.line.remove();
    return true;
  }
  if (row.patch !== undefined && (!before || before.seq !== row.from)) return false;
  let value = row.data;
  if (row.patch !== undefined) {
    value = Array.isArray(row.patch) ? apply(before.value, row.patch) : merge(before.value, row.patch);
  }
  const line = before?.line ?? known.table.insertRow(0);
  if (!before) {
    line.insertCell().textContent = row.key;
    line.insertCell().className = 'value';
  }
  line.cells[1].textContent = JSON.stringify(value);
  line.dataset.seq = row.seq;
  known.rows.set(row.key, { seq: row.seq, value, line });
  while (known.table.rows.length > EVENTS_SHOWN * 4) known.table.deleteRow(-1);
  return true;
}

function wish(channel) {
  return { ch: channel, sym: ['*'], maxHz: 5 };
}

function connect() {
  const url = new URL('ws', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const protocols = ['nautilus.v1'];
  if (token) protocols.push('nautilus.bearer.' + btoa(token).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
  const socket = new WebSocket(url, protocols);
  const send = request => socket.send(JSON.stringify(request));
  socket.onopen = () => {
    pause = 500;
    show(true, 'connected');
    for (const channel of CHANNELS) {
      const known = feed(channel);
      const fromSeq = Object.fromEntries([...known.rows].map(([key, row]) => [key, row.seq]));
      // After a break the page goes on where it was; at first, and when it knows too much, it asks for all.
      const goesOn = known.rows.size > 0 && known.rows.size <= 1000;
      send({ op: goesOn ? 'resume' : 'subscribe', ...wish(channel), ...(goesOn ? { fromSeq } : {}) });
    }
  };
  socket.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.op === 'error') show(true, message.message);
    if (message.op !== 'snapshot' && message.op !== 'delta') return;
    const known = feed(message.ch);
    if (!message.rows.every(row => take(known, row))) send({ op: 'unsubscribe', ch: message.ch }), send({ op: 'subscribe', ...wish(message.ch) });
  };
  socket.onclose = event => {
    show(false, `closed (${event.code}${event.reason ? ': ' + event.reason : ''})`);
    document.getElementById('token-form').hidden = event.code !== 1006 && event.code !== 1008;
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, 15000);
  };
}

function show(open, text) {
  const state = document.getElementById('state');
  state.dataset.open = open;
  state.textContent = text;
}

document.getElementById('token-form').addEventListener('submit', event => {
  event.preventDefault();
  token = document.getElementById('token').value;
});
connect();
