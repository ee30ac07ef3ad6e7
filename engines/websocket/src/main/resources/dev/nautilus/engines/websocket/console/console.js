// The console: puts the feed, the picture, the tables and the controls together.

import { byId, el, say, sync, tone } from './elements.js';
import { DASH, ago, clock, count, millis, number, percent, rate } from './figures.js';
import { Feed } from './feed.js';
import { Histories, Sparks, hitRateChart, latencyChart } from './charts.js';
import { Operator } from './operator.js';
import { draw } from './picture.js';
import {
  noteQuotes, showActions, showAlerts, showBlocked, showCache, showEngines, showLetters, showQuotes, showSources, sourceTone,
} from './tables.js';
import { engines, problems } from './verdict.js';

const EVERY = 500; // milliseconds between two looks at what changed
const PROBLEMS_SHOWN = 8;

const sparks = new Sparks();
const histories = new Histories();
const charts = { hitRate: hitRateChart(byId('hit-rate')), latency: latencyChart(byId('latency')) };
const changed = new Set();
const calls = new Map();

const feed = new Feed({
  quotes: { maxHz: 2 }, topology: {}, modes: {}, engines: {}, servers: {}, hub: {}, sources: {}, cache: {}, efficiency: {},
  alerts: {}, dead_letters: {}, blocked_calls: {}, actions: {}, console: {}, performance: { sym: ['websocket'] },
}, name => changed.add(name), showFeed);
const operator = new Operator(token => feed.reconnect(token));

function any(...names) {
  return names.some(name => changed.has(name));
}

function show() {
  if (any('quotes')) noteQuotes(feed, sparks);
  const lag = number(feed.value('performance', 'websocket|lag_p99')?.value);
  histories.noteLag(feed.now() / 1000, lag);
  if (document.hidden) return;
  showVerdict();
  showTiles();
  if (any('topology', 'modes', 'engines', 'servers', 'hub', 'sources', 'efficiency')) showPicture();
  if (any('topology', 'modes', 'engines')) showEngines(feed, operator);
  if (any('sources')) showSources(feed);
  if (any('efficiency')) showCharts();
  if (any('cache')) showCache(feed);
  showQuotes(feed, sparks);
  if (any('alerts')) showAlerts(feed);
  if (any('blocked_calls')) showBlocked(feed);
  if (any('dead_letters')) showLetters(feed, operator);
  if (any('actions')) showActions(feed);
  if (any('quotes')) byId('simulated').hidden = !feed.rows('quotes').some(row => row.value.provenance?.simulated);
  changed.clear();
}

function showCharts() {
  const events = feed.events('efficiency');
  const hits = histories.hitRates(events);
  charts.hitRate.show(hits);
  charts.latency.show(histories.latencies(events));
  const newest = efficiency();
  byId('hit-rate').setAttribute('aria-label', `Share of requests answered from the cache, now ${percent(newest.hitRate)}`);
  byId('latency').setAttribute('aria-label', `Mean latency, now ${millis(newest.served)} served from the cache and ${millis(newest.vendor)} by vendors`);
}

function efficiency() {
  const value = feed.value('efficiency', 'hub') ?? {};
  return {
    hitRate: value.efficiency_metrics?.cache_hit_rate, saved: value.efficiency_metrics?.api_call_reduction,
    requests: value.hub_performance?.requests_per_second, calls: value.hub_performance?.vendor_calls,
    served: value.latency_ms?.served, vendor: value.latency_ms?.vendor,
  };
}

function showVerdict() {
  const found = problems(feed);
  const worst = found[0]?.tone ?? 'good';
  const known = feed.rows('topology').length + feed.rows('engines').length > 0;
  const name = !known ? 'info' : worst === 'info' ? 'good' : worst;
  tone(byId('verdict'), name);
  const many = found.filter(each => each.tone === worst).length;
  say(byId('verdict-title'), !known ? 'Looking' : name === 'good' ? 'All is well'
    : `${many} ${worst === 'critical' ? 'critical' : many === 1 ? 'warning' : 'warnings'}${worst === 'critical' && found.length > many ? `, ${found.length - many} more` : ''}`);
  const shown = found.slice(0, PROBLEMS_SHOWN);
  if (found.length > shown.length) shown.push({ tone: 'info', where: 'topology', text: `and ${found.length - shown.length} more below` });
  sync(byId('problems'), shown, each => each.text, () => el('li', {}, el('span', { class: 'word' }), el('a')), (line, each) => {
    say(line.firstElementChild, each.tone);
    tone(line.firstElementChild, each.tone);
    line.lastElementChild.setAttribute('href', '#' + each.where);
    say(line.lastElementChild, each.text);
  });
  document.title = (name === 'good' || name === 'info' ? '' : '(!) ') + 'Nautilus console';
}

function showTiles() {
  const all = engines(feed);
  const ready = all.filter(each => each.state === 'READY').length;
  const letters = feed.rows('dead_letters').reduce((total, row) => total + Number(row.value.letters), 0);
  const now = efficiency();
  const hub = feed.value('hub', 'hub');
  const tiles = [
    ['Engines ready', `${ready} of ${all.length}`, ready === all.length ? '' : 'warning'],
    ['Hub says', rate(hub?.said?.marketData) + ' msg/s', ''],
    ['Requests', rate(now.requests) + ' /s', ''],
    ['From cache', percent(now.hitRate), ''],
    ['Calls saved', now.saved ?? DASH, ''],
    ['Vendor calls', rate(now.calls) + ' /s', ''],
    ['Served in', millis(now.served), ''],
    ['Vendors answer in', millis(now.vendor), ''],
    ['Dead letters', count(letters), letters > 0 ? 'warning' : ''],
  ];
  sync(byId('tiles'), tiles, each => each[0], () => el('div', {}, el('dt'), el('dd', { class: 'figure' })), (tile, [name, value, colour]) => {
    say(tile.firstElementChild, name);
    say(tile.lastElementChild, value);
    tone(tile, colour);
  });
}

function showPicture() {
  const width = byId('topology').clientWidth - 32;
  if (width < 200) return; // not laid out yet
  const hub = feed.value('hub', 'hub') ?? {};
  const now = efficiency();
  const all = engines(feed);
  const bridged = all.some(each => each.mode?.mode === 'LEGACY' || each.mode?.mode === 'MIGRATING');
  draw(byId('picture'), {
    hub: {
      status: hub.status ?? 'unknown', role: { LEADER: ' · leads', STANDBY: ' · stands by' }[hub.role] ?? '',
      tone: { UP: 'good', DEGRADED: 'warning', DOWN: 'critical' }[hub.status] ?? 'info',
      said: hub.said ?? {}, requests: now.requests, hitRate: now.hitRate,
    },
    sources: feed.rows('sources').map(({ key, value }) => ({
      name: key, state: value.state, detail: value.detail ?? '', tone: sourceTone(value.state), rate: callRate(key, number(value.calls)),
    })),
    servers: Object.fromEntries(feed.rows('servers').map(row => [row.key, row.value])),
    engines: all.map(each => ({
      name: each.name, state: each.state, tone: each.tone, detail: each.detail, mode: each.mode?.mode, phase: each.mode?.phase,
      heard: each.page?.heard ?? {}, said: each.page?.said ?? {},
    })),
    bridge: bridged,
  }, width);
}

/** Calls a second to a source, between two counts that differ. */
function callRate(source, total) {
  const last = calls.get(source);
  const now = performance.now();
  if (!last || total < last.total) calls.set(source, { total, at: now, rate: 0 });
  else if (now - last.at > 4000) calls.set(source, { total, at: now, rate: 1000 * (total - last.total) / (now - last.at) });
  return calls.get(source).rate;
}

function showFeed(state) {
  const place = byId('feed');
  const silent = Math.round(feed.silence());
  const names = { connecting: ['connecting', 'info'], live: ['live', 'good'], stalled: ['stalled', 'critical'], lost: ['disconnected', 'critical'] };
  const [name, colour] = names[state.name];
  say(place, name);
  tone(place, colour);
  document.body.dataset.feed = state.name;
  const banner = byId('stalled');
  const bad = state.name === 'stalled' || state.name === 'lost';
  banner.hidden = !bad;
  if (bad) {
    // Said once, not every second: readers of screens hear each change of an alert.
    say(banner, state.name === 'stalled' ? 'The feed stands still. What you see is old.' : `No connection to the gateway (${state.detail}). What you see is old; trying again. If it asks for a token, press Operator.`);
  }
  say(byId('clock'), (feed.newest.at ? clock(feed.newest.at, feed.now()) + ' UTC' : '') + (bad ? `, ${ago(silent)} ago` : ''));
}

byId('filter').addEventListener('input', () => showQuotes(feed, sparks));
new ResizeObserver(() => showPicture()).observe(byId('topology'));
setInterval(show, EVERY);
feed.connect();
