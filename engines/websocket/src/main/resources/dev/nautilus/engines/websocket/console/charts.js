// Charts of the last minutes, drawn by uPlot, and the small lines beside prices.

import uPlot from './uPlot.js';
import { svg } from './elements.js';
import { DASH, millis, number } from './figures.js';

const HEIGHT = 190;
const SPAN = 15 * 60; // seconds
const POINTS = 60;
const WIDTH = 110;
const TALL = 26;

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axis(more) {
  return { stroke: colour('--muted'), font: '12px system-ui', grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 }, ...more };
}

/** One chart in its place, which keeps what it has shown. */
class Chart {
  constructor(place, options) {
    this.place = place;
    this.options = options;
    this.data = [[], ...options().series.slice(1).map(() => [])];
    new ResizeObserver(() => this.fit()).observe(place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
  }

  /** @param points times in seconds, each with the values of all series; null for none */
  show(points) {
    this.data = [points.map(each => each[0]), ...this.options().series.slice(1).map((_, i) => points.map(each => each[i + 1] ?? null))];
    if (this.plot) this.plot.setData(this.data);
    else this.draw();
  }

  draw() {
    this.plot?.destroy();
    this.plot = undefined;
    if (this.data[0].length === 0 || this.place.clientWidth === 0) return;
    this.plot = new uPlot({
      width: this.place.clientWidth, height: HEIGHT, tzDate: at => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC'),
      cursor: { drag: { x: false, y: false } }, ...this.options(),
    }, this.data, this.place);
  }

  fit() {
    if (this.plot) this.plot.setSize({ width: this.place.clientWidth, height: HEIGHT });
    else this.draw();
  }
}

const when = { label: 'UTC', value: '{HH}:{mm}:{ss}' };
const line = (label, name, value, more = {}) => ({ label, stroke: colour(name), width: 2, value: (plot, n) => (n === null || n === undefined ? DASH : value(n)), points: { show: false }, ...more });

export function hitRateChart(place) {
  return new Chart(place, () => ({
    scales: { y: { range: [0, 100] } },
    axes: [axis({ values: clockTicks, space: 90 }), axis({ values: (plot, ticks) => ticks.map(n => n + ' %'), size: 56 })],
    series: [when, line('from cache', '--market', n => n.toFixed(1) + ' %')],
  }));
}

export function latencyChart(place) {
  return new Chart(place, () => ({
    scales: { y: { distr: 3, log: 10 } },
    axes: [axis({ values: clockTicks, space: 90 }), axis({ values: (plot, ticks) => ticks.map(n => (n === null || !isDecade(n) ? '' : Number(n.toPrecision(1)) + ' ms')), size: 72 })],
    series: [
      when, line('served', '--market', millis), line('vendor', '--logic', millis, { dash: [8, 4] }),
      line('gateway to browser, p99, gathering included', '--main', millis, { dash: [2, 3] }),
    ],
  }));
}

const isDecade = n => Math.abs(Math.log10(n) - Math.round(Math.log10(n))) < 1e-6;

function clockTicks(plot, ticks) {
  const end = ticks.at(-1) - ticks[0] < 180 ? 19 : 16; // within a few minutes seconds tell them apart
  return ticks.map(at => new Date(at * 1000).toISOString().slice(11, end));
}

/** The look at the hub's figures as points of the two charts. */
export class Histories {
  constructor() {
    this.lags = new Map();
  }

  /** @param lag milliseconds, undefined for none */
  noteLag(at, lag) {
    if (lag > 0) this.lags.set(Math.round(at / 10), lag);
    if (this.lags.size > SPAN / 5) this.lags.delete(this.lags.keys().next().value);
  }

  points(events) {
    const newest = events.length ? Date.parse(events.at(-1).value.at) / 1000 : 0;
    return events.map(row => ({ at: Date.parse(row.value.at) / 1000, value: row.value })).filter(each => each.at > newest - SPAN);
  }

  hitRates(events) {
    return this.points(events).map(({ at, value }) => {
      const hit = number(value.efficiency_metrics?.cache_hit_rate);
      return [at, hit === undefined ? null : 100 * hit];
    });
  }

  latencies(events) {
    const positive = n => (n > 0 ? n : null);
    return this.points(events).map(({ at, value }) => [
      at, positive(number(value.latency_ms?.served)), positive(number(value.latency_ms?.vendor)), this.lags.get(Math.round(at / 10)) ?? null,
    ]);
  }
}

/** The last prices of each symbol, at most one a second. */
export class Sparks {
  constructor() {
    this.prices = new Map();
  }

  note(symbol, value, heard) {
    const known = this.prices.get(symbol) ?? [];
    if (value === undefined || (known.length && heard - known.at(-1).heard < 1000)) return;
    known.push({ value, heard });
    if (known.length > POINTS) known.shift();
    this.prices.set(symbol, known);
  }

  /** Change since the first price that is shown, a fraction. */
  change(symbol) {
    const known = this.prices.get(symbol) ?? [];
    return known.length > 1 && known[0].value !== 0 ? known.at(-1).value / known[0].value - 1 : undefined;
  }

  /** Brings a line up to date. */
  draw(picture, symbol) {
    const known = this.prices.get(symbol) ?? [];
    const values = known.map(each => each.value);
    const low = Math.min(...values);
    const span = Math.max(...values) - low || 1;
    const points = values.map((value, i) => `${(i * WIDTH / Math.max(1, POINTS - 1)).toFixed(1)},${(TALL - 3 - (value - low) / span * (TALL - 6)).toFixed(1)}`);
    picture.firstElementChild.setAttribute('points', points.join(' '));
  }

  static picture() {
    return svg('svg', { viewBox: `0 0 ${WIDTH} ${TALL}`, width: WIDTH, height: TALL, class: 'spark', 'aria-hidden': 'true' }, svg('polyline', {}));
  }
}
