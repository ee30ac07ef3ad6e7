// What is wrong, the worst first: the one list that an operator reads in five seconds.

import { ago, bytes, count, number, percent } from './figures.js';

const SILENT_AFTER = 30; // seconds; an engine says how it is every 5
const RECENT = 15 * 60; // seconds for which an alert without an all-clear counts
const BLOCKED_FOR = 60 * 60;
const ORDER = { critical: 0, warning: 1, info: 2 };

const seconds = (feed, instant) => (feed.now() - Date.parse(instant)) / 1000;

/** The state of each engine, by name: what its instances say on the bus, its page, its mode. */
export function engines(feed) {
  const all = new Map();
  const of = name => {
    if (!all.has(name)) all.set(name, { name, instances: [], page: undefined, mode: undefined });
    return all.get(name);
  };
  for (const row of feed.rows('engines')) of(row.key).page = row.value;
  for (const row of feed.rows('modes')) of(row.key).mode = row.value;
  for (const row of feed.rows('topology')) of(row.value.engine).instances.push({ ...row.value, at: row.at });
  for (const engine of all.values()) Object.assign(engine, judge(feed, engine));
  return [...all.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function judge(feed, engine) {
  const fresh = engine.instances.filter(each => seconds(feed, each.at) < SILENT_AFTER);
  const best = ['READY', 'DEGRADED', 'WARMING_UP', 'STARTING', 'STOPPING', 'FAILED']
    .map(status => fresh.find(each => each.status === status)).find(each => each);
  if (best) return { state: best.status, detail: best.detail ?? '', tone: toneOf(best.status), warmUp: best.warmUp };
  if (engine.page?.reachable) {
    return { state: engine.page.state, detail: engine.page.reason ?? '', tone: toneOf(engine.page.state) };
  }
  const last = engine.instances.map(each => each.at).sort().at(-1);
  const detail = last ? 'Last heard of ' + ago(seconds(feed, last)) + ' ago' : engine.page?.detail ?? 'Never heard of';
  return { state: 'SILENT', detail, tone: 'critical' };
}

function toneOf(state) {
  return { READY: 'good', DEGRADED: 'warning', FAILED: 'critical' }[state] ?? 'info';
}

/** Alerts of all kinds in one form, the newest first. */
export function alerts(feed) {
  return feed.events('alerts').map(row => {
    const [subject, kind = ''] = row.key.split('|');
    const value = row.value;
    const base = { id: row.key + row.seq, at: row.at, subject, kind, code: value.code ?? '', detail: value.detail ?? '' };
    if (kind === 'system_alert') return { ...base, tone: { CRITICAL: 'critical', WARNING: 'warning' }[value.severity] ?? 'info' };
    if (kind === 'system_failure') return { ...base, tone: 'critical' };
    if (kind === 'error_alert') return { ...base, tone: 'warning', detail: `${base.detail} (${count(value.occurrences)} times)` };
    if (kind === 'flash_crash_alert') {
      return { ...base, tone: 'critical', code: 'FLASH_CRASH', detail: `${percent(value.move)} from ${value.from} to ${value.to}` };
    }
    const entered = value.change === 'ENTERED';
    return { ...base, tone: entered ? 'warning' : 'info', code: 'TOXICITY_' + value.change, detail: `score ${number(value.score)?.toFixed(3)}` };
  }).reverse();
}

/** Those that still stand: the newest of a subject and code, recent, and no all-clear. */
function standing(feed) {
  const seen = new Set();
  return alerts(feed).filter(each => {
    const name = each.subject + '|' + each.kind + '|' + (each.kind === 'toxicity_alert' ? '' : each.code);
    const first = !seen.has(name);
    seen.add(name);
    return first && each.tone !== 'info' && seconds(feed, each.at) < RECENT;
  });
}

/** What is wrong. */
export function problems(feed) {
  const found = [
    ...ofEngines(feed), ...ofServers(feed), ...ofHub(feed), ...ofSources(feed),
    ...ofAlerts(feed), ...ofLetters(feed), ...ofBlocked(feed), ...ofTables(feed), ...ofQuotes(feed),
  ];
  return found.sort((a, b) => ORDER[a.tone] - ORDER[b.tone]);
}

function ofEngines(feed) {
  const found = sick(feed);
  for (const each of engines(feed)) {
    if (each.mode?.mode === 'MIGRATING') {
      found.push({ tone: 'info', where: 'engines', text: `${each.name} moves to ${each.mode.to ?? '?'}: ${each.mode.phase ?? ''}` });
    }
    if (each.page && each.page.capacity > 0 && each.page.waiting > each.page.capacity / 2) {
      found.push({ tone: 'warning', where: 'engines', text: `${each.name} is behind: ${count(each.page.waiting)} messages wait` });
    }
  }
  return found;
}

/** Engines that are not well: by name, and many that are alike in one line, for one cause stands behind them as a rule. */
function sick(feed) {
  const alike = new Map();
  for (const each of engines(feed).filter(engine => engine.tone !== 'good')) {
    const name = each.tone + each.state;
    alike.set(name, [...(alike.get(name) ?? []), each]);
  }
  return [...alike.values()].flatMap(group => (group.length > 2
    ? [{ tone: group[0].tone, where: 'engines', text: `${group.length} engines are ${group[0].state}: ${group.map(each => each.name).join(', ')}` }]
    : group.map(each => ({ tone: each.tone, where: 'engines', text: `${each.name} is ${each.state}${each.detail ? ': ' + each.detail : ''}` }))));
}

export const SERVERS = { main: 'main Redis', marketData: 'MarketData bus', engineLogic: 'Engine Logic bus' };

function ofServers(feed) {
  const found = [];
  for (const { key, value } of feed.rows('servers')) {
    const name = SERVERS[key] ?? key;
    const share = value.mostBytes > 0 ? value.usedBytes / value.mostBytes : 0;
    if (value.reachable === false) found.push({ tone: 'critical', text: `${name} does not answer: ${value.detail}` });
    else if (share >= 0.7) {
      found.push({ tone: share >= 0.8 ? 'critical' : 'warning', text: `${name} is ${percent(share, 0)} full: ${bytes(value.usedBytes)}` });
    } else if (value.cpu > 0.9) found.push({ tone: 'warning', text: `${name} uses ${percent(value.cpu, 0)} of a core` });
  }
  return found.map(each => ({ ...each, where: 'topology' }));
}

function ofHub(feed) {
  const hub = feed.value('hub', 'hub');
  if (!hub) return [];
  const found = Object.entries(hub.parts ?? {})
    .filter(([name, part]) => !name.startsWith('source.') && part.status !== 'UP' && part.status !== 'NOT_CONFIGURED')
    .map(([name, part]) => ({ tone: part.status === 'DOWN' ? 'critical' : 'warning', text: `Hub, ${name}: ${part.detail}` }));
  if (hub.status === 'DOWN') found.push({ tone: 'critical', text: 'The hub is DOWN: no source can be used' });
  return found.map(each => ({ ...each, where: 'topology' }));
}

function ofSources(feed) {
  const found = [];
  for (const { key, value } of feed.rows('sources')) {
    if (value.state === 'FAILING') found.push({ tone: 'warning', text: `Source ${key} fails: ${value.lastError ?? value.detail}` });
    else if (value.state === 'LIMITED') found.push({ tone: 'warning', text: `Source ${key} is limited: ${value.detail}` });
    for (const quota of value.budget?.quotas ?? []) {
      const share = quota.allowance > 0 ? quota.used / quota.allowance : 0;
      if (share >= 0.9) found.push({ tone: 'warning', text: `Source ${key} has used ${percent(share, 0)} of its calls a ${quota.per}` });
    }
  }
  return found.map(each => ({ ...each, where: 'sources' }));
}

function ofAlerts(feed) {
  return standing(feed).map(each => ({ tone: each.tone, where: 'alerts', text: `${each.code} of ${each.subject}: ${each.detail}` }));
}

function ofLetters(feed) {
  return feed.rows('dead_letters').map(({ key, value }) => ({
    tone: 'warning', where: 'letters', text: `${count(value.letters)} dead letter${value.letters === 1 ? '' : 's'} in ${key}`,
  }));
}

function ofBlocked(feed) {
  const recent = feed.events('blocked_calls').filter(row => seconds(feed, row.at) < BLOCKED_FOR);
  const by = new Map();
  for (const { value } of recent) {
    const name = `${value.engine} called ${value.host} itself` + (value.blocked ? ' and was refused' : ' and was NOT refused');
    by.set(name, (by.get(name) ?? 0) + (number(value.attempts) ?? 1));
  }
  return [...by].map(([name, attempts]) => ({ tone: 'warning', where: 'blocked', text: `${name}: ${count(attempts)} in an hour` }));
}

function ofTables(feed) {
  return feed.rows('console').filter(row => !row.value.ok).map(row => ({
    tone: 'warning', where: 'topology', text: `Not up to date: ${row.key.replaceAll('_', ' ')}, because ${row.value.detail}`,
  }));
}

/** Prices that came in and stopped; a market that closes looks the same, so it is no more than a warning. */
function ofQuotes(feed) {
  const newest = Math.max(...feed.rows('quotes').map(row => Date.parse(row.at)));
  const silent = (feed.now() - newest) / 1000;
  return Number.isFinite(silent) && silent > 60
    ? [{ tone: 'warning', where: 'quotes', text: `No quote for ${ago(silent)}` }] : [];
}
