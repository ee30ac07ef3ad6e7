// The live feed: one socket, what each channel holds, and how fresh that is.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const STALLED_AFTER = 12_000; // two looks at the tables of the gateway and some
const GIVEN_UP_AFTER = 45_000; // two pings of the gateway: the connection is dead, whatever it says
const EVENTS_KEPT = 400;

/** The document after a JSON Merge Patch (RFC 7396). */
export function merge(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merge(result[name], value);
  }
  return result;
}

/** The document after the steps that the gateway writes (RFC 6902: add, remove, replace). */
export function apply(document, steps) {
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

/** What a channel holds: of values the newest by key, of events the last ones. */
class Channel {
  constructor(name, wish) {
    this.name = name;
    this.wish = { ch: name, sym: ['*'], maxHz: 2, ...wish };
    this.rows = new Map();
    this.events = [];
    this.begins = false;
  }

  /** Takes one row in; false when something before it is missing. */
  take(row) {
    const before = this.rows.get(row.key);
    if (row.deleted) {
      this.rows.delete(row.key);
      return true;
    }
    if (row.patch !== undefined && (!before || before.seq !== row.from)) return false;
    const value = row.patch === undefined ? row.data
      : Array.isArray(row.patch) ? apply(before.value, row.patch) : merge(before.value, row.patch);
    const taken = { key: row.key, seq: row.seq, at: row.at, value, heard: performance.now() };
    this.rows.set(row.key, taken);
    this.events.push(taken);
    if (this.events.length > EVENTS_KEPT) this.events.splice(0, this.events.length - EVENTS_KEPT);
    return true;
  }

  /** Subscribes anew, or goes on where the page was: cheaper, and nothing on it flickers. */
  request() {
    const goesOn = this.rows.size > 0 && this.rows.size <= 1000;
    this.begins = !goesOn;
    if (!goesOn) return { op: 'subscribe', ...this.wish };
    const fromSeq = Object.fromEntries([...this.rows].map(([key, row]) => [key, row.seq]));
    return { op: 'resume', ...this.wish, fromSeq };
  }

  forget() {
    this.rows.clear();
    this.events = [];
  }
}

export class Feed {
  /**
   * @param wishes what is asked of each channel, by its name
   * @param changed called with a channel's name when it holds something new
   * @param turned called when the state of the feed is another one
   */
  constructor(wishes, changed, turned) {
    this.channels = new Map(Object.entries(wishes).map(([name, wish]) => [name, new Channel(name, wish)]));
    this.changed = changed;
    this.turned = turned;
    this.state = { name: 'connecting', detail: '' };
    this.pause = FIRST_PAUSE;
    this.heard = performance.now(); // anything, also a heartbeat
    this.told = performance.now(); // data
    this.newest = { at: 0, heard: 0 };
    this.token = null;
    setInterval(() => this.watch(), 1000);
    addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.hurry());
  }

  rows(channel) {
    return [...this.channels.get(channel).rows.values()];
  }

  /** One value; undefined when there is none. */
  value(channel, key) {
    return this.channels.get(channel).rows.get(key)?.value;
  }

  /** What happened, the oldest first. */
  events(channel) {
    return this.channels.get(channel).events;
  }

  /** The fleet's time, from what was heard last: this machine's clock may be wrong. */
  now() {
    return this.newest.at === 0 ? Date.now() : this.newest.at + performance.now() - this.newest.heard;
  }

  /** Seconds since data came. */
  silence() {
    return (performance.now() - this.told) / 1000;
  }

  connect() {
    clearTimeout(this.timer);
    const url = new URL('ws', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const protocols = ['nautilus.v1'];
    if (this.token) {
      const text = btoa(String.fromCharCode(...new TextEncoder().encode(this.token)));
      protocols.push('nautilus.bearer.' + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
    }
    const socket = new WebSocket(url, protocols);
    this.socket = socket;
    socket.onopen = () => {
      this.pause = FIRST_PAUSE;
      this.heard = this.told = performance.now();
      this.turn('live', '');
      for (const channel of this.channels.values()) socket.send(JSON.stringify(channel.request()));
    };
    socket.onmessage = event => socket === this.socket && this.take(JSON.parse(event.data));
    socket.onclose = event => socket === this.socket && this.lost(event);
  }

  /** Opens a session anew, as whoever has this token. */
  reconnect(token) {
    this.token = token;
    this.pause = FIRST_PAUSE;
    const old = this.socket;
    this.connect();
    old?.close();
  }

  take(message) {
    this.heard = performance.now();
    if (message.op === 'error') this.turn('live', message.message); // a token may be for some channels only
    const channel = this.channels.get(message.ch);
    if (!channel || (message.op !== 'snapshot' && message.op !== 'delta')) return;
    this.told = this.heard;
    if (this.state.name !== 'live') this.turn('live', '');
    if (channel.begins && message.op === 'snapshot') {
      channel.forget();
      channel.begins = false;
    }
    for (const row of message.rows) {
      this.note(row.at);
      if (!channel.take(row)) {
        channel.forget();
        this.send({ op: 'unsubscribe', ch: channel.name });
        this.send(channel.request());
        break;
      }
    }
    this.changed(channel.name);
  }

  note(instant) {
    const at = Date.parse(instant);
    if (at > this.newest.at) this.newest = { at, heard: performance.now() };
  }

  send(request) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(request));
  }

  lost(event) {
    const why = event.reason || (event.code === 1006 ? 'no answer' : 'code ' + event.code);
    this.turn('lost', why);
    // Many pages that lose one gateway must not come back in one instant.
    this.timer = setTimeout(() => this.connect(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  hurry() {
    if (this.state.name === 'lost') {
      this.pause = FIRST_PAUSE;
      this.connect();
    }
  }

  watch() {
    if (this.state.name === 'live' && 1000 * this.silence() > STALLED_AFTER) this.turn('stalled', '');
    if (this.state.name === 'stalled' && performance.now() - this.heard > GIVEN_UP_AFTER) {
      const dead = this.socket;
      this.socket = null;
      dead.close();
      this.lost({ code: 1006, reason: 'the connection is dead' });
    }
    this.turned(this.state);
  }

  turn(name, detail) {
    this.state = { name, detail };
    this.turned(this.state);
  }
}
