// Elements of the page. Data goes into text nodes and attributes only, never into markup.

import { DASH } from './figures.js';

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes and children; `text` is its text, functions are listeners (`onclick`). */
export function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for a picture. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') element.textContent = value;
    else if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

export const byId = id => document.getElementById(id);

/** Sets a text where it is another one, so that readers of screens hear of changes only. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows a state by a word and a colour; the colour alone never says anything. */
export function tone(element, name) {
  if (element.dataset.tone !== name) element.dataset.tone = name;
}

/**
 * Makes the children of a parent those of a list, by key: what stays keeps its element, and with it the focus.
 * `make(item)` gives an element, `update(element, item)` brings it up to date.
 */
export function sync(parent, items, key, make, update) {
  const known = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let before = null;
  for (const item of items) {
    const name = String(key(item));
    let child = known.get(name);
    if (child) known.delete(name);
    else {
      child = make(item);
      child.dataset.key = name;
    }
    update(child, item);
    const place = before ? before.nextElementSibling : parent.firstElementChild;
    if (place !== child) parent.insertBefore(child, place);
    before = child;
  }
  for (const gone of known.values()) gone.remove();
}

/**
 * Rows of a table. `cells(item)` gives one of these for each column: a text, `{text, tone, class}`, or
 * `{button, run, disabled}`, or `{node}`, which is kept while it is the same.
 */
export function rows(body, items, key, cells) {
  const labels = [...body.closest('table').tHead.rows[0].cells].map(cell => cell.textContent);
  sync(body, items, key, item => {
    const line = el('tr');
    for (const [i, cell] of cells(item).entries()) {
      const place = el(i === 0 ? 'th' : 'td', i === 0 ? { scope: 'row' } : {});
      place.dataset.label = labels[i] ?? '';
      if (cell?.button !== undefined) place.append(el('button', { type: 'button', class: 'small', onclick: () => place.run() }));
      line.append(place);
    }
    return line;
  }, (line, item) => {
    for (const [i, cell] of cells(item).entries()) fill(line.cells[i], cell);
  });
}

function fill(place, cell) {
  if (cell?.node) {
    if (place.firstChild !== cell.node) place.replaceChildren(cell.node);
    return;
  }
  if (cell?.button !== undefined) {
    const button = place.firstElementChild;
    place.run = cell.run;
    say(button, cell.button);
    button.hidden = cell.button === '';
    place.toggleAttribute('data-none', button.hidden);
    button.setAttribute('aria-label', cell.label ?? cell.button);
    return;
  }
  const { text, tone: name = '', class: style = '' } = typeof cell === 'object' ? cell : { text: cell };
  say(place, String(text ?? ''));
  place.toggleAttribute('data-none', place.textContent === DASH);
  tone(place, name);
  if (place.className !== style) place.className = style;
  if (cell?.title) place.title = cell.title;
}
