// The topology as a picture: sources, hub, the three Redises as bars, engines between them. Lines carry what flows.
// One drawing serves two shapes: bars lie on a wide screen and stand on a narrow one, so `along` runs beside a bar
// and `across` from bar to bar.

import { svg } from './elements.js';
import { bytes, number, percent, rate } from './figures.js';

const NARROW = 720;

const WIDE_PLAN = { first: 150, bar: 36, engines: 250, depth: 64, second: 382, main: 452, end: 492 };
const NARROW_PLAN = { first: 0, bar: 26, engines: 92, depth: 0, second: 0, main: 0, row: 46, top: 132 };

/** Draws a model into a picture of this width, in pixels. */
export function draw(picture, model, width) {
  const narrow = width < NARROW;
  const plan = narrow ? tall(width, model) : wide(width, model);
  picture.setAttribute('viewBox', `0 0 ${width} ${plan.height}`);
  picture.setAttribute('height', plan.height);
  picture.setAttribute('aria-label', words(model));
  picture.replaceChildren(
    svg('g', {}, ...sources(model, plan, width)),
    svg('g', {}, ...bridge(model, plan)),
    svg('g', {}, ...model.engines.flatMap((engine, i) => lines(engine, plan, i))),
    svg('g', {}, ...bars(model, plan)),
    svg('g', {}, ...hub(model, plan, width)),
    svg('g', {}, ...model.engines.map((engine, i) => box(engine, plan, i))),
  );
  if (!narrow) picture.querySelectorAll('.engine .name').forEach(name => fit(name, plan.box(0).width - 8));
}

/** A name that is too long is set closer, not cut. */
function fit(name, most) {
  if (name.getComputedTextLength() > most) {
    name.setAttribute('textLength', most);
    name.setAttribute('lengthAdjust', 'spacingAndGlyphs');
  }
}

/** What the picture shows, for those who do not see it. */
function words(model) {
  const modes = ['DUAL', 'MIGRATING', 'LEGACY'].map(mode => {
    const there = model.engines.filter(each => each.mode === mode).map(each => each.name);
    return there.length ? `${mode}: ${there.join(', ')}.` : '';
  });
  const sick = model.engines.filter(each => each.tone !== 'good').map(each => `${each.name} ${each.state}`);
  return `Topology. Hub ${model.hub.status}${model.hub.role}, ${rate(model.hub.said.marketData)} messages a second to the MarketData bus. `
    + modes.filter(Boolean).join(' ') + (sick.length ? ` Not ready: ${sick.join(', ')}.` : ' All engines are ready.');
}

function wide(width, model) {
  const step = (width - 48) / Math.max(1, model.engines.length);
  const bar = (at, name) => ({ name, x: 0, y: at, width: width - 28, height: WIDE_PLAN.bar });
  return {
    narrow: false, height: WIDE_PLAN.end, step,
    bars: { marketData: bar(WIDE_PLAN.first), engineLogic: bar(WIDE_PLAN.second), main: bar(WIDE_PLAN.main) },
    box: i => ({ x: 8 + i * step, y: WIDE_PLAN.engines, width: step - 8, height: WIDE_PLAN.depth }),
  };
}

function tall(width, model) {
  const { row, top, bar } = NARROW_PLAN;
  const height = top + model.engines.length * row + 6;
  const standing = x => ({ x, y: top - 4, width: bar, height: height - top });
  const left = 96;
  const right = width - 2 * bar - 76;
  return {
    narrow: true, height, step: row,
    bars: { marketData: standing(0), engineLogic: standing(width - 2 * bar - 8), main: standing(width - bar) },
    box: i => ({ x: left, y: top + i * row, width: right - left, height: row - 10 }),
  };
}

function line(x1, y1, x2, y2, flow, kind) {
  const n = number(flow) ?? 0;
  const strength = n <= 0 ? 1 : Math.min(6, 1.5 + Math.log10(1 + n));
  return svg('line', { x1, y1, x2, y2, class: `edge ${kind}${n > 0 ? ' flows' : ''}`, 'stroke-width': strength.toFixed(1) });
}

function text(x, y, words, style = '', anchor = 'middle') {
  return svg('text', { x, y, class: style, 'text-anchor': anchor, text: words });
}

function sources(model, plan, width) {
  const hub = hubBox(plan, width);
  const shown = model.sources;
  if (plan.narrow) {
    const step = width / Math.max(1, shown.length);
    return shown.flatMap((source, i) => {
      const x = step * (i + 0.5);
      return [line(x, 20, hub.x + hub.width / 2, hub.y, source.rate, 'source'),
        svg('circle', { cx: x, cy: 12, r: 8, class: `chip ${source.tone}` }), title(source.name + ': ' + source.state)];
    });
  }
  const step = width / Math.max(1, shown.length);
  return shown.flatMap((source, i) => {
    const x = step * (i + 0.5);
    return [
      line(x, 30, hub.x + hub.width * (i + 0.5) / shown.length, hub.y, source.rate, 'source'),
      svg('rect', { x: x - step / 2 + 6, y: 4, width: step - 12, height: 26, rx: 6, class: `chip ${source.tone}` },
        title(`${source.name}: ${source.state}, ${source.detail}`)),
      svg('circle', { cx: x - step / 2 + 20, cy: 17, r: 4, class: `dot ${source.tone}` }),
      text(x - step / 2 + 30, 21, source.name.replaceAll('_', ' ').toLowerCase(), 'small', 'start'),
    ];
  });
}

const title = words => svg('title', { text: words });

function hubBox(plan, width) {
  return plan.narrow ? { x: 0, y: 44, width, height: 44 } : { x: width / 2 - 190, y: 66, width: 380, height: 48 };
}

function hub(model, plan, width) {
  const box = hubBox(plan, width);
  const bar = plan.bars.marketData;
  const x = plan.narrow ? bar.x + bar.width / 2 : box.x + box.width / 2;
  const said = model.hub.said.marketData;
  return [
    line(x, box.y + box.height, x, bar.y, said, 'market'),
    text(x + 8, box.y + box.height + 22, rate(said) + ' msg/s', 'flow', 'start'),
    svg('rect', { ...box, rx: 8, class: `box ${model.hub.tone}` }),
    text(box.x + 14, box.y + 20, 'MarketData hub', 'name', 'start'),
    text(box.x + 14, box.y + 36, `${model.hub.status} · port 8800${model.hub.role}`, 'small', 'start'),
    text(box.x + box.width - 14, box.y + 20, `${rate(model.hub.requests)} requests/s`, 'small', 'end'),
    text(box.x + box.width - 14, box.y + 36, `${percent(model.hub.hitRate)} from cache`, 'small', 'end'),
  ];
}

function bars(model, plan) {
  return Object.entries(plan.bars).flatMap(([name, bar]) => {
    const server = model.servers[name] ?? {};
    const kind = { marketData: 'market', engineLogic: 'logic', main: 'main' }[name];
    const tone = server.reachable === false ? 'critical' : '';
    const label = { marketData: 'MarketData bus', engineLogic: 'Engine Logic bus', main: 'Main Redis' }[name];
    const load = server.inUse === false ? 'no engine is here: no connection'
      : server.reachable === false ? 'does not answer'
        : server.reachable ? `cpu ${percent(server.cpu)} · ${rate(server.commandsPerSecond)} commands/s · `
          + `${bytes(server.usedBytes)}${server.mostBytes > 0 ? ' of ' + bytes(server.mostBytes) : ''} · ${server.connections} connections` : '';
    const rect = svg('rect', { ...plain(bar), rx: 6, class: `bar ${kind} ${tone}` }, title(`${label}: ${load}`));
    if (plan.narrow) {
      const x = bar.x + bar.width / 2 + 4;
      const y = bar.y + bar.height / 2;
      const standing = text(x, y, `${label}${server.reachable ? ' · cpu ' + percent(server.cpu) : ''}`, 'name');
      standing.setAttribute('transform', `rotate(-90 ${x} ${y})`);
      return [rect, standing];
    }
    return [rect,
      text(bar.x + 14, bar.y + 23, `${label} ${server.port ?? ''}`, 'name', 'start'),
      text(bar.x + bar.width - 14, bar.y + 23, load, 'small', 'end')];
  });
}

function plain({ x, y, width, height }) {
  return { x, y, width, height };
}

function lines(engine, plan, i) {
  const box = plan.box(i);
  const onMain = engine.mode === 'LEGACY';
  const heard = engine.heard;
  const said = engine.said;
  const all = flows => (number(flows.marketData) ?? 0) + (number(flows.engineLogic) ?? 0);
  const known = flows => number(flows.marketData) !== undefined;
  const out = known(said) ? rate(onMain ? all(said) : said.engineLogic) : '';
  const into = known(heard) ? rate(onMain ? all(heard) : heard.engineLogic) : '';
  const target = onMain ? plan.bars.main : plan.bars.engineLogic;
  const kind = onMain ? 'main' : 'logic';
  const strengthOut = onMain ? all(said) : said.engineLogic;
  const strengthIn = onMain ? all(heard) : heard.engineLogic;
  if (plan.narrow) {
    const y = box.y + box.height / 2;
    const bar = plan.bars.marketData;
    return [
      ...(onMain ? [] : [line(bar.x + bar.width, y, box.x, y, heard.marketData, 'market'),
        text((bar.x + bar.width + box.x) / 2, y - 5, known(heard) ? rate(heard.marketData) : '', 'flow')]),
      line(box.x + box.width, y - 7, target.x, y - 7, strengthOut, kind),
      line(box.x + box.width, y + 7, target.x, y + 7, strengthIn, kind),
      text(box.x + box.width + 33, y - 10, out ? '→ ' + out : '', 'flow'),
      text(box.x + box.width + 33, y + 4, into ? '← ' + into : '', 'flow'),
    ];
  }
  const x = box.x + box.width / 2;
  const bottom = box.y + box.height;
  const bar = plan.bars.marketData;
  const gap = plan.bars.engineLogic.y - bottom;
  return [
    ...(onMain ? [] : [line(x, bar.y + bar.height, x, box.y, heard.marketData, 'market'),
      text(x + 6, box.y - 24, known(heard) ? '↓ ' + rate(heard.marketData) : '', 'flow', 'start')]),
    line(x - 10, bottom, x - 10, target.y, strengthOut, kind),
    line(x + 10, bottom, x + 10, target.y, strengthIn, kind),
    text(x - 15, bottom + gap * 0.38, out ? '↓ ' + out : '', 'flow', 'end'),
    text(x + 15, bottom + gap * 0.72, into ? '↑ ' + into : '', 'flow', 'start'),
  ];
}

function box(engine, plan, i) {
  const place = plan.box(i);
  const mode = engine.mode ?? '';
  const state = `${engine.state}${engine.phase ? ' ' + engine.phase : ''}`;
  const group = svg('g', { class: 'engine' }, title(`${engine.name}: ${state}, ${mode}. ${engine.detail}`),
    svg('rect', { ...place, rx: 6, class: `box ${engine.tone}` }));
  const middle = place.x + place.width / 2;
  if (plan.narrow) {
    group.append(text(place.x + 10, place.y + 15, engine.name, 'name', 'start'),
      text(place.x + 10, place.y + 29, engine.state.replaceAll('_', ' ').toLowerCase(), `state ${engine.tone}`, 'start'),
      text(place.x + place.width - 8, place.y + 29, mode, `mode ${mode}`, 'end'));
    return group;
  }
  group.append(text(middle, place.y + 20, engine.name, 'name'),
    text(middle, place.y + 37, engine.state.replaceAll('_', ' ').toLowerCase(), `state ${engine.tone}`),
    text(middle, place.y + 54, engine.phase || mode, `mode ${mode}`));
  return group;
}

/** The hub carries between main Redis and the buses while somebody needs it. */
function bridge(model, plan) {
  if (!model.bridge) return [];
  const bars = Object.values(plan.bars);
  if (plan.narrow) {
    const y = bars[0].y + bars[0].height - 3;
    return [line(bars[1].x + bars[1].width, y - 10, bars[2].x, y - 10, 0, 'carry')];
  }
  const x = bars[0].width + 14;
  const ends = bars.map(bar => bar.y + bar.height / 2);
  const label = text(x + 5, (ends[0] + ends[1]) / 2, 'bridge', 'small');
  label.setAttribute('transform', `rotate(90 ${x + 5} ${(ends[0] + ends[1]) / 2})`);
  return [
    svg('path', { d: `M ${bars[0].width} ${ends[0]} H ${x} V ${ends[2]} H ${bars[2].width} M ${x} ${ends[1]} H ${bars[1].width}`, class: 'edge carry' }),
    label,
  ];
}
