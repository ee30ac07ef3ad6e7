// Texts whose contrast is too low by WCAG 2.1 AA (1.4.3): 4.5, or 3 for large ones. Colours are those that were computed.
(() => {
  const parse = colour => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mix = (x, y) => x * top.a + y * (1 - top.a);
    return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1 };
  };
  const linear = c => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = ({ r, g, b }) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ratio = (x, y) => {
    const [high, low] = [light(x), light(y)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour.a === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  // A text of a picture stands on the last shape drawn before it that it is within, else on what is behind the picture.
  const behindDrawn = text => {
    const place = text.getBoundingClientRect();
    const x = place.x + place.width / 2;
    const y = place.y + place.height / 2;
    const all = [...text.ownerSVGElement.querySelectorAll('rect, text')];
    const under = all.slice(0, all.indexOf(text)).filter(each => {
      const box = each.getBoundingClientRect();
      return each.tagName === 'rect' && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
    }).at(-1);
    return under ? parse(getComputedStyle(under).fill) : behind(text.ownerSVGElement.parentElement);
  };
  const found = [];
  let seen = 0;
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent.trim()).join(' ').trim();
    const style = getComputedStyle(element);
    if (!own || element.closest('dialog:not([open]), noscript, script, title') || element.tagName === 'title') continue;
    if (style.visibility !== 'visible' || !element.getClientRects().length) continue;
    seen++;
    const drawn = element instanceof SVGElement;
    const below = drawn ? behindDrawn(element) : behind(element);
    const contrast = ratio(over(parse(drawn ? style.fill : style.color), below), below);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) found.push(`${element.tagName}.${element.getAttribute('class') ?? ''} '${own.slice(0, 30)}' ${contrast.toFixed(2)}`);
  }
  return JSON.stringify({ seen, found });
})()
