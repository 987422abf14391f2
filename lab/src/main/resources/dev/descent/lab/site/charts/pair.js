// @ts-check
import { h } from '../core/dom.js';

/** Two charts or more beside each other, or below each other where there is no room: together they are one picture. */
export class Pair {
  /** @param {...{chart: import('./chart.js').Chart, title: string}} parts */
  constructor(...parts) {
    this.parts = parts;
    this.titles = parts.map(part => h('h2', { class: 'pair-title' }, part.title));
    this.element = h('div', { class: 'pair' }, ...parts.map((part, k) => h('div', {}, this.titles[k], part.chart.element)));
  }

  /** @param {number} k which part @param {string} words */
  title(k, words) {
    this.titles[k].textContent = words;
  }

  draw() {
    this.parts.forEach(part => part.chart.draw());
  }
}
