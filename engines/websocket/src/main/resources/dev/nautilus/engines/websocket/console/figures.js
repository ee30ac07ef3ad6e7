// Figures as people read them. What is missing is a dash, never a zero.

export const DASH = '\u2013';

/** A number, also of one that travels as text; undefined for anything else. */
export function number(value) {
  if (value === null || value === undefined || value === '') return undefined;
  const result = Number(value);
  return Number.isFinite(result) ? result : undefined;
}

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function count(value) {
  const n = number(value);
  return n === undefined ? DASH : n < 10_000 ? whole.format(n) : short.format(n);
}

/** Per second: 0, 0.4, 12, 1.2K. */
export function rate(value) {
  const n = number(value);
  if (n === undefined) return DASH;
  if (n > 0 && n < 9.95) return n.toFixed(1);
  return n < 1000 ? whole.format(n) : short.format(n);
}

/** Of a fraction. */
export function percent(value, digits = 1) {
  const n = number(value);
  return n === undefined ? DASH : (100 * n).toFixed(digits) + ' %';
}

/** Of milliseconds, with three figures that count. */
export function millis(value) {
  const n = number(value);
  if (n === undefined) return DASH;
  if (n >= 1000) return (n / 1000).toFixed(1) + ' s';
  return (n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n >= 1 ? n.toFixed(2) : n.toFixed(3)) + ' ms';
}

export function bytes(value) {
  let n = number(value);
  if (n === undefined) return DASH;
  for (const unit of ['B', 'KB', 'MB']) {
    if (n < 1024) return (n < 10 && unit !== 'B' ? n.toFixed(1) : n.toFixed(0)) + ' ' + unit;
    n /= 1024;
  }
  return n.toFixed(1) + ' GB';
}

/** Decimals by the size of the price, so that a column lines up. */
export function price(value) {
  const n = number(value);
  if (n === undefined) return DASH;
  return Math.abs(n) >= 10 ? n.toFixed(2) : n.toFixed(4);
}

/** How long ago, of seconds. */
export function ago(seconds) {
  if (seconds === undefined || !Number.isFinite(seconds)) return DASH;
  const s = Math.max(0, Math.round(seconds));
  if (s < 100) return s + ' s';
  if (s < 5400) return Math.round(s / 60) + ' min';
  return s < 172_800 ? Math.round(s / 3600) + ' h' : Math.round(s / 86_400) + ' d';
}

/** The time of day in UTC, with the day when it is not today. */
export function clock(instant, now) {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return DASH;
  const text = at.toISOString();
  const today = new Date(now).toISOString().slice(0, 10);
  return (text.slice(0, 10) === today ? '' : text.slice(5, 10) + ' ') + text.slice(11, 19);
}
