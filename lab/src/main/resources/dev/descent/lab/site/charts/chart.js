// @ts-check
import { fill, h } from '../core/dom.js';

/** D3, a classic script that index.html loads before the modules. */
export const d3 = /** @type {any} */ (globalThis).d3;

let next = 0;

/**
 * What all charts share: a figure that can have the focus, a sentence that says what is drawn, and the numbers as a
 * table for who wants to read them.
 */
export class Chart {
  /**
   * @param {string} name what it is, for people who hear it
   * @param {string} [kind] a class for its size
   */
  constructor(name, kind = '') {
    this.id = `chart-${next++}`;
    this.host = h('div', {
      class: 'canvas', tabindex: '0', role: 'group', 'aria-label': name, 'aria-describedby': `${this.id}-words`,
    });
    this.words = h('figcaption', { id: `${this.id}-words` });
    this.tableHost = h('div', { class: 'numbers', hidden: true });
    this.tableButton = h('button', {
      type: 'button', class: 'table-button', 'aria-expanded': 'false', onclick: () => this.toggleTable(),
    }, 'Table');
    this.element = h('figure', { class: `chart ${kind}` }, this.host,
      h('div', { class: 'caption' }, this.words, this.tableButton), this.tableHost);
    /** @type {{columns: string[], rows: () => (string|number)[][]}|null} */
    this.table = null;
    this.laid = 0;
    new ResizeObserver(() => {
      if (this.laid !== this.host.clientWidth) {
        this.laid = this.host.clientWidth;
        this.draw();
      }
    }).observe(this.host);
  }

  /**
   * How wide it can be; a chart whose place is not laid out yet draws nothing. Kept, because a browser that is asked between
   * two drawings must lay out the whole page to answer.
   */
  width() {
    this.laid ||= this.host.clientWidth;
    return this.laid;
  }

  /** An empty picture of that size. @param {number} width @param {number} height */
  canvas(width, height) {
    const focus = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset?.keep;
    this.host.querySelector('svg')?.remove();
    const svg = d3.select(this.host).append('svg').attr('viewBox', `0 0 ${width} ${height}`)
      .attr('width', width).attr('height', height).style('max-width', `${width}px`);
    this.refocus = () => focus && /** @type {any} */ (this.host.querySelector(`[data-keep="${focus}"]`))
      ?.focus({ preventScroll: true });
    return svg;
  }

  /** @param {string} words */
  say(words) {
    this.words.textContent = words;
  }

  /** @param {string[]} columns @param {() => (string|number)[][]} rows */
  numbers(columns, rows) {
    this.table = { columns, rows };
    if (!this.tableHost.hidden) {
      this.fillTable();
    }
  }

  toggleTable() {
    this.tableHost.hidden = !this.tableHost.hidden;
    this.tableButton.setAttribute('aria-expanded', String(!this.tableHost.hidden));
    if (!this.tableHost.hidden) {
      this.fillTable();
    }
  }

  fillTable() {
    if (this.table) {
      fill(this.tableHost, h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Numbers of the chart' },
        h('table', {}, h('thead', {}, h('tr', {}, ...this.table.columns.map(column => h('th', { scope: 'col' }, column)))),
          h('tbody', {}, ...this.table.rows().map(row => h('tr', {}, ...row.map(cell => h('td', {}, cell))))))));
    }
  }

  draw() {}
}

/** Whether the projection is on: everything is drawn larger then. */
export function projected() {
  return document.documentElement.classList.contains('projection');
}

/** The colour that a token has now. @param {string} name */
export function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/**
 * An axis's ticks: as few as are read easily.
 *
 * @param {any} scale of d3
 * @param {number} pixels
 * @param {boolean} log
 */
export function ticks(scale, pixels, log) {
  const count = Math.max(2, Math.floor(pixels / (projected() ? 110 : 70)));
  if (!log) {
    return scale.ticks(count);
  }
  const [low, high] = scale.domain();
  const decades = Math.log10(high / low);
  const digits = decades > count ? [1] : decades > count / 2 ? [1, 3] : [1, 2, 5];
  const all = [];
  // One value alone is no scale.
  for (let stride = decades > 1.5 * count ? Math.ceil(decades / count) : 1; stride > 0 && all.length < 2; stride--) {
    all.length = 0;
    for (let k = Math.floor(Math.log10(low)); k <= Math.ceil(Math.log10(high)); k++) {
      for (const digit of k % stride === 0 ? digits : []) {
        const value = digit * 10 ** k;
        if (value >= low * 0.999 && value <= high * 1.001) {
          all.push(value);
        }
      }
    }
  }
  return all;
}
