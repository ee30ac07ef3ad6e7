// The tables and lists of the page: each takes what the feed holds and brings its part up to date.

import { byId, el, rows, say, sync, tone } from './elements.js';
import { DASH, ago, clock, count, millis, number, percent, price, rate } from './figures.js';
import { Sparks } from './charts.js';
import { alerts, engines } from './verdict.js';

const QUOTES_SHOWN = 30;
const EVENTS_SHOWN = 40;

const figure = text => ({ text, class: 'figure' });
const sum = flows => (flows && Object.keys(flows).length ? Object.values(flows).reduce((a, b) => a + Number(b), 0) : undefined);
const word = text => String(text ?? '').replaceAll('_', ' ').toLowerCase();

export function showEngines(feed, operator) {
  rows(byId('engine-rows'), engines(feed), each => each.name, each => {
    const page = each.page ?? {};
    const mode = each.mode?.mode;
    const error = page.lastError;
    return [
      each.name,
      { text: word(each.state) + (each.state === 'WARMING_UP' ? ' ' + percent(each.warmUp, 0) : ''), tone: each.tone, title: each.detail, class: 'state' },
      { text: mode === 'MIGRATING' ? `${mode} ${each.mode.phase ?? ''}` : mode ?? 'DUAL', class: 'mode ' + (mode ?? '') },
      figure(rate(sum(page.heard))), figure(rate(sum(page.said))), figure(count(page.waiting)),
      { text: count(page.failed), class: 'figure', tone: page.failed > 0 ? 'warning' : '' },
      { text: error ? `${clock(error.at, feed.now())} ${error.during}: ${error.error}` : DASH, class: 'long' },
      move(each, operator),
    ];
  });
}

function move(engine, operator) {
  const mode = engine.mode?.mode;
  if (mode === 'MIGRATING') {
    return {
      button: engine.mode.abortable ? 'Give up' : '', label: `Give up the move of ${engine.name}`,
      run: () => operator.act({
        title: `Give up the move of ${engine.name}?`, yes: 'Give up',
        text: `It stays at ${engine.mode.from ?? 'where it was'}. Nothing is lost.`,
      }, 'abort', { engine: engine.name }),
    };
  }
  if (mode === undefined) return { button: '', run: () => {} };
  const to = mode === 'LEGACY' ? 'DUAL' : 'LEGACY';
  return {
    button: 'To ' + to, label: `Move ${engine.name} to ${to}`,
    run: () => operator.act({
      title: `Move ${engine.name} from ${mode} to ${to}?`, yes: `Move to ${to}`,
      text: to === 'DUAL'
        ? 'Its messages go by the two buses then. It keeps running, and no message is lost or overtaken.'
        : 'Its messages go by main Redis then, in the old format. It keeps running, and no message is lost or overtaken.',
    }, 'move', { engine: engine.name, to }),
  };
}

const SOURCE_TONE = { UP: 'good', LIMITED: 'warning', FAILING: 'critical', NOT_CONFIGURED: 'off' };
const BREAKER = { UP: 'closed', LIMITED: 'closed, waiting', FAILING: 'open', NOT_CONFIGURED: 'off' };

export const sourceTone = state => SOURCE_TONE[state] ?? 'info';

export function showSources(feed) {
  sync(byId('source-cards'), feed.rows('sources'), row => row.key, makeCard, (card, { key, value }) => {
    const part = name => card.querySelector(`[data-part="${name}"]`);
    tone(card, sourceTone(value.state));
    say(part('name'), word(key));
    say(part('state'), word(value.state));
    tone(part('state'), sourceTone(value.state));
    say(part('connection'), `${value.openConnections ?? 0} HTTP` + (value.streams ? value.streaming ? ', streaming' : ', stream down' : ''));
    say(part('breaker'), BREAKER[value.state] ?? DASH);
    say(part('calls'), `${count(value.calls)}, ${count(value.failures)} failed, ${count(value.limited)} limited`);
    say(part('pace'), value.budget ? value.budget.pace + (value.budget.waiting > 0 ? `, ${value.budget.waiting} wait` : '') : DASH);
    gauges(part('gauges'), value.budget?.quotas ?? []);
    const error = value.lastError ? `${value.lastError} (${ago((feed.now() - Date.parse(value.lastErrorAt)) / 1000)} ago)` : 'none';
    say(part('error'), error);
    say(part('detail'), value.state === 'UP' ? '' : value.detail ?? '');
  });
}

function makeCard() {
  const line = (label, part) => [el('dt', { text: label }), el('dd', { 'data-part': part })];
  return el('article', { class: 'card' },
    el('h3', {}, el('span', { 'data-part': 'name' }), el('span', { 'data-part': 'state', class: 'state' })),
    el('p', { 'data-part': 'detail', class: 'detail' }),
    el('dl', {}, ...line('Connection', 'connection'), ...line('Breaker', 'breaker'), ...line('Calls', 'calls'),
      ...line('Pace', 'pace'), ...line('Last error', 'error')),
    el('div', { 'data-part': 'gauges' }));
}

function gauges(place, quotas) {
  sync(place, quotas, quota => quota.per, () => el('div', { class: 'gauge' }, el('span'), el('meter', { min: 0, max: 1, low: 0.7, high: 0.9, optimum: 0 })), (gauge, quota) => {
    const share = quota.allowance > 0 ? Math.min(1, quota.used / quota.allowance) : 0;
    say(gauge.firstElementChild, `${count(quota.used)} of ${count(quota.allowance)} calls a ${quota.per}`);
    gauge.lastElementChild.value = share;
    gauge.lastElementChild.setAttribute('aria-label', `${percent(share, 0)} of the calls a ${quota.per} are used`);
  });
}

export function showCache(feed) {
  const types = Object.entries(feed.value('cache', 'hub')?.types ?? {});
  rows(byId('cache-rows'), types, ([type]) => type, ([type, each]) => [
    word(type), word(each.mode), figure(number(each.lifetimeMillis) >= 1000 ? ago(each.lifetimeMillis / 1000) : millis(each.lifetimeMillis)),
    figure(count(each.served)), figure(count(each.called)), figure(count(each.refused)), figure(percent(each.hitRate)),
  ]);
  byId('cache').hidden = types.length === 0;
}

/** The lines beside prices grow with each quote, whatever is shown. */
export function noteQuotes(feed, sparks) {
  for (const row of feed.rows('quotes')) sparks.note(row.key, middle(row.value), row.heard);
}

function middle(quote) {
  const bid = number(quote.bid);
  const ask = number(quote.ask);
  return bid === undefined ? ask : ask === undefined ? bid : (bid + ask) / 2;
}

const pictures = new Map();

export function showQuotes(feed, sparks) {
  const wanted = byId('filter').value.trim().toUpperCase();
  const all = feed.rows('quotes').filter(row => row.key.toUpperCase().includes(wanted)).sort((a, b) => a.key.localeCompare(b.key));
  const shown = all.slice(0, QUOTES_SHOWN);
  say(byId('quotes-shown'), all.length > shown.length ? `${shown.length} of ${all.length} shown` : `${all.length} shown`);
  rows(byId('quote-rows'), shown, row => row.key, row => {
    const { value, key } = row;
    const bid = number(value.bid);
    const ask = number(value.ask);
    const mid = middle(value);
    if (!pictures.has(key)) pictures.set(key, Sparks.picture());
    sparks.draw(pictures.get(key), key);
    const change = sparks.change(key);
    const spread = bid !== undefined && ask !== undefined && mid ? (1e4 * (ask - bid) / mid).toFixed(1) + ' bp' : DASH;
    return [
      key, figure(price(bid)), figure(price(ask)), figure(spread), { node: pictures.get(key) },
      { text: change === undefined ? DASH : (change >= 0.00005 ? '+' : '') + percent(Math.abs(change) < 0.00005 ? 0 : change, 2), class: 'figure', tone: change >= 0.00005 ? 'up' : change <= -0.00005 ? 'down' : '' },
      figure(ago((feed.now() - Date.parse(row.at)) / 1000)),
      { text: (value.provenance?.source ?? DASH).replaceAll?.('_', ' ') + (value.provenance?.simulated ? ' · simulated' : ''), class: 'quiet' },
    ];
  });
}

function events(list, none, items, key, parts) {
  sync(byId(list), items.slice(0, EVENTS_SHOWN), key, () => el('li', {}, el('time'), el('span', { class: 'word' }), el('span', { class: 'what' })), (line, item) => {
    const { at, word: name, tone: colour, what } = parts(item);
    say(line.children[0], at);
    say(line.children[1], name);
    tone(line.children[1], colour);
    say(line.children[2], what);
  });
  byId(none).hidden = items.length > 0;
}

export function showAlerts(feed) {
  events('alert-rows', 'no-alerts', alerts(feed), each => each.id, each => ({
    at: clock(each.at, feed.now()), word: each.code || word(each.kind), tone: each.tone, what: `${each.subject}: ${each.detail}`,
  }));
}

export function showBlocked(feed) {
  events('blocked-rows', 'no-blocked', [...feed.events('blocked_calls')].reverse(), row => row.key + row.seq, ({ at, value }) => ({
    at: clock(at, feed.now()), word: value.blocked ? 'refused' : 'NOT refused', tone: value.blocked ? 'warning' : 'critical',
    what: `${value.engine} called ${value.host}:${value.port} ${count(value.attempts)} times, from ${value.caller}`,
  }));
}

export function showActions(feed) {
  events('action-rows', 'no-actions', [...feed.events('actions')].reverse(), row => row.key + row.seq, ({ at, value }) => ({
    at: clock(at, feed.now()), word: value.what, tone: value.outcome.startsWith('refused') || value.outcome === 'failed' ? 'warning' : 'good',
    what: `${value.caller}: ${value.subject} ${value.detail}. ${value.outcome}`,
  }));
}

export function showLetters(feed, operator) {
  const letters = feed.rows('dead_letters').flatMap(({ key, value }) => (value.oldest ?? []).map(letter => ({ queue: key, ...letter })));
  rows(byId('letter-rows'), letters, each => each.queue + '/' + each.id, each => [
    { text: each.id, class: 'figure first' }, each.queue, each.type || DASH, { text: word(each.reason), tone: 'warning' },
    { text: `${each.exception.split('.').at(-1)}: ${each.error}`, class: 'long' }, figure(count(each.attempts)),
    figure(clock(each.lastFailedAt, feed.now())),
    {
      button: 'Replay', label: `Replay letter ${each.id} of ${each.queue}`,
      run: () => operator.act({
        title: `Replay letter ${each.id}?`, yes: 'Replay',
        text: `It is handed to ${each.queue.split('/').at(-1)} again, and to nobody else. Mend the cause first: what fails again comes back as a new letter.`,
      }, 'replay', { queue: each.queue, letter: each.id }),
    },
  ]);
  byId('no-letters').hidden = letters.length > 0;
  byId('letter-table').hidden = letters.length === 0;
}
