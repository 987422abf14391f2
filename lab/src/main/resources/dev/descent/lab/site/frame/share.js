// @ts-check
import { announce, h } from '../core/dom.js';
import { MOST_CHARACTERS, write } from '../core/settings.js';
import { notice } from './notices.js';

/**
 * What a page can be taken along as.
 *
 * @typedef {object} Copies
 * @property {() => string} command the same set-up for the terminal
 * @property {() => string} java the same as a Java program
 * @property {() => string} csv the numbers behind the picture, all of them
 * @property {() => Record<string, any>|string} [frozen] what a link adds to the settings to mean what is stored, or why there is nothing
 */

/** The buttons at the top right of every page. */
export class Share {
  /** @param {import('./frame.js').Frame} frame */
  constructor(frame) {
    this.frame = frame;
    /** @type {Copies|null} */
    this.copies = null;
    this.freezing = this.button('Freeze', () => this.freeze());
    this.freezing.title = 'A link to what is stored, which notices other data and other versions';
    this.freezing.hidden = true;
    this.element = h('div', { class: 'share', role: 'group', 'aria-label': 'Take along' },
      this.button('Copy link', () => this.link()), this.freezing, this.button('PNG', () => this.picture('png')),
      this.button('SVG', () => this.picture('svg')), this.button('CSV', () => this.table()),
      this.button('Command', () => this.copy('The command line', this.copies?.command())),
      this.button('Java', () => this.copy('The Java program', this.copies?.java())));
  }

  /** @param {Copies} copies */
  offer(copies) {
    this.copies = copies;
    this.freezing.hidden = !copies.frozen;
  }

  /** @param {string} words @param {() => void} act */
  button(words, act) {
    return h('button', { type: 'button', onclick: act }, words);
  }

  /** A link to what is stored. */
  freeze() {
    const more = this.copies?.frozen?.() ?? '';
    if (typeof more === 'string') {
      notice(more);
    } else {
      this.link(more);
    }
  }

  /** @param {Record<string, any>} [more] settings beside the page's own */
  link(more = {}) {
    const { slug, values, schema } = this.frame.settings;
    const hash = write(slug, { ...values, ...more }, schema);
    if (hash.length > MOST_CHARACTERS) {
      notice(`This link would have ${hash.length} characters, more than the ${MOST_CHARACTERS} that travel well.`);
      return;
    }
    this.copy('The link', `${this.frame.lab.program} lab '${hash}'\n${hash}\n`);
  }

  /** @param {string} what @param {string|undefined} text */
  async copy(what, text) {
    if (!text) {
      return;
    }
    try {
      await navigator.clipboard.writeText(text);
      announce(`${what} is on the clipboard.`);
      flash(`${what} is on the clipboard`);
    } catch {
      show(what, text);
    }
  }

  /** @param {'svg'|'png'} kind */
  picture(kind) {
    const [chart] = this.frame.charts;
    const svgs = chart?.svgs?.() ?? Array.from(chart?.element.querySelectorAll('svg') ?? []);
    if (svgs.length) {
      exported(svgs, this.frame.page.title, this.caption()).then(file => (kind === 'svg'
        ? save(new Blob([file.text], { type: 'image/svg+xml' }), `${this.frame.page.slug}.svg`)
        : raster(file).then(blob => save(blob, `${this.frame.page.slug}.png`)))).catch(error => this.frame.fail(error));
    }
  }

  table() {
    if (this.copies) {
      save(new Blob([this.copies.csv()], { type: 'text/csv' }), `${this.frame.page.slug}.csv`);
    }
  }

  /** The line under an exported picture: how to get it again. */
  caption() {
    return `${this.frame.lab.program} lab '${this.frame.settings.hash()}'`;
  }
}

/** Opens a link that somebody copied. */
export function openLink() {
  const field = h('input', { type: 'text', id: 'link', size: 60, autocomplete: 'off' });
  const dialog = h('dialog', { 'aria-labelledby': 'link-title' }, h('form', {
    method: 'dialog', onsubmit: () => {
      const found = /#\/[a-z0-9-]+(\?[^\s']*)?/.exec(field.value);
      if (found) {
        location.hash = found[0];
      } else if (field.value) {
        notice('There is no link in that text: it begins with #/ and a page, such as #/first-steps?lr=0.2.');
      }
    },
  }, h('h2', { id: 'link-title' }, 'Open a link'),
  h('label', { for: 'link' }, 'What was copied: the command line or what begins with #/'), field,
  h('div', { class: 'buttons' }, h('button', { type: 'submit' }, 'Open'))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {string} words */
function flash(words) {
  const box = h('div', { class: 'flash', 'aria-hidden': 'true' }, words);
  document.body.append(box);
  setTimeout(() => box.remove(), 2200);
}

/** Where the clipboard cannot be used. @param {string} what @param {string} text */
function show(what, text) {
  const dialog = h('dialog', {}, h('h2', {}, what), h('pre', {}, text),
    h('form', { method: 'dialog' }, h('button', { type: 'submit' }, 'Close')));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Hands a file to the person. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const DRAWN = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'stroke-linejoin',
  'stroke-linecap', 'opacity', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'paint-order'];

/**
 * The charts of a picture, side by side, as a file of its own: in light colours, with a title and the line that makes it
 * again.
 *
 * @param {SVGSVGElement[]} svgs
 * @param {string} title
 * @param {string} caption
 */
async function exported(svgs, title, caption) {
  const space = 'http://www.w3.org/2000/svg';
  const host = h('div', { 'data-theme': 'light', class: 'export' });
  const copies = svgs.map(svg => /** @type {SVGSVGElement} */ (svg.cloneNode(true)));
  host.append(...copies);
  document.body.append(host);
  const elements = host.querySelectorAll('svg *');
  for (const element of elements) {
    const style = getComputedStyle(element);
    for (const property of DRAWN) {
      element.setAttribute(property, style.getPropertyValue(property));
    }
  }
  // Only now: what a part looks like may hang on the class of the group around it.
  for (const element of elements) {
    element.removeAttribute('class');
    element.removeAttribute('style');
    element.removeAttribute('tabindex');
  }
  host.remove();
  let width = 0;
  const height = Math.max(...svgs.map(svg => svg.viewBox.baseVal.height));
  const parts = copies.map((copy, k) => {
    const part = document.createElementNS(space, 'g');
    part.setAttribute('transform', `translate(${width},0)`);
    part.append(...copy.childNodes);
    width += svgs[k].viewBox.baseVal.width;
    return part;
  });
  const whole = document.createElementNS(space, 'svg');
  whole.setAttribute('xmlns', space);
  whole.setAttribute('viewBox', `0 -34 ${width} ${height + 62}`);
  whole.setAttribute('width', String(width));
  whole.setAttribute('height', String(height + 62));
  whole.setAttribute('font-family', 'system-ui, sans-serif');
  const ground = document.createElementNS(space, 'rect');
  for (const [key, value] of Object.entries({ y: -34, width, height: height + 62, fill: '#ffffff' })) {
    ground.setAttribute(key, String(value));
  }
  whole.append(ground, text(16, -12, 17, '#1c2430', title, 600), ...parts,
    text(16, height + 18, 11, '#56616d', caption, 400));
  return { text: new XMLSerializer().serializeToString(whole), width, height: height + 62 };
}

/** @param {number} x @param {number} y @param {number} size @param {string} fill_ @param {string} words @param {number} weight */
function text(x, y, size, fill_, words, weight) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  for (const [key, value] of Object.entries({ x, y, 'font-size': size, fill: fill_, 'font-weight': weight })) {
    element.setAttribute(key, String(value));
  }
  element.textContent = words;
  return element;
}

/** Twice as large as drawn. @param {{text: string, width: number, height: number}} file @returns {Promise<Blob>} */
function raster(file) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => {
      const canvas = h('canvas', { width: 2 * file.width, height: 2 * file.height });
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((/** @type {Blob|null} */ blob) => (blob ? resolve(blob) : reject(new Error('no picture'))));
    };
    image.onerror = () => reject(new Error('The picture cannot be drawn as PNG.'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(file.text)}`;
  });
}
