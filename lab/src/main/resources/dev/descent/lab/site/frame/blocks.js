// @ts-check
import { fill, h } from '../core/dom.js';

/** A part of the page under the picture: a heading and what stands under it. */
export class Block {
  /** @param {string} title */
  constructor(title) {
    this.body = h('div', {});
    this.element = h('section', { class: 'table-block' }, h('h2', {}, title), this.body);
  }

  /** Blocks stand beside charts, which are drawn when sizes change. */
  draw() {}

  /** @param {...(Node|string|null|undefined|false)} children */
  fill(...children) {
    fill(this.body, ...children);
  }
}

/**
 * A table that scrolls in its place.
 *
 * @param {string} name what it is, for people who hear it
 * @param {string[]} columns
 * @param {Node[]} rows
 */
export function table(name, columns, rows) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name }, h('table', { class: 'rows' },
    h('thead', {}, h('tr', {}, ...columns.map(column => h('th', { scope: 'col' }, column)))), h('tbody', {}, ...rows)));
}
