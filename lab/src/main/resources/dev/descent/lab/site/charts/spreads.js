// @ts-check
import { number } from '../core/format.js';
import { Chart, d3, projected, ticks } from './chart.js';

/**
 * One column of a table.
 *
 * @typedef {object} Spread
 * @property {string} name
 * @property {number[]} raw lowest, mean, highest, standard deviation
 * @property {number[]} scaled the same after scaling
 * @property {boolean} chosen whether the picture above is about it
 */

/**
 * From lowest to highest, and one standard deviation around the mean, of all columns on one common axis: as they are, and
 * beside it scaled.
 */
export class Spreads extends Chart {
  /** @param {string} name */
  constructor(name) {
    super(name, 'spreads');
    /** @type {Spread[]} */
    this.columns = [];
    this.titles = ['', ''];
  }

  /** @param {Spread[]} columns @param {string[]} titles of both sides */
  show(columns, titles) {
    this.columns = columns;
    this.titles = titles;
    this.numbers(['column', ...['lowest', 'mean', 'highest', 'standard deviation'].flatMap(word => [word, `${word}, ${titles[1]}`])],
      () => columns.map(one => [one.name, ...one.raw.flatMap((value, k) => [number(value, 4), number(one.scaled[k], 4)])]));
    this.draw();
  }

  draw() {
    const width = this.width();
    if (!this.columns.length || width < 160) {
      return;
    }
    const large = projected();
    const row = large ? 40 : 26;
    const top = large ? 40 : 26;
    const bottom = large ? 40 : 26;
    const names = Math.min(0.28 * width, 14 + (large ? 12 : 7.4) * Math.max(...this.columns.map(one => one.name.length)));
    const height = top + row * this.columns.length + bottom;
    const gap = large ? 50 : 30;
    const half = (width - names - gap - 12) / 2;
    const svg = this.canvas(width, height);
    this.columns.forEach((one, k) => svg.append('text').attr('class', one.chosen ? 'spread-name chosen' : 'spread-name').attr('x', 0)
      .attr('y', top + row * (k + 0.5) + 4).text(one.name));
    this.side(svg, 'raw', [names, names + half], this.titles[0], row, top, height - bottom);
    this.side(svg, 'scaled', [names + half + gap, width - 12], this.titles[1], row, top, height - bottom);
  }

  side(/** @type {any} */ svg, /** @type {'raw'|'scaled'} */ which, /** @type {number[]} */ range, /** @type {string} */ title,
    /** @type {number} */ row, /** @type {number} */ top, /** @type {number} */ bottom) {
    const all = this.columns.map(one => one[which]);
    const low = Math.min(0, ...all.map(one => one[0]));
    const high = Math.max(0, ...all.map(one => one[2]));
    const x = d3.scaleLinear(low === high ? [low - 1, high + 1] : [low, high], range);
    const axis = svg.append('g').attr('class', 'axis');
    for (const value of ticks(x, range[1] - range[0], false)) {
      axis.append('line').attr('class', 'grid').attr('x1', x(value)).attr('x2', x(value)).attr('y1', top).attr('y2', bottom);
      axis.append('text').attr('x', x(value)).attr('y', bottom + (projected() ? 26 : 16)).attr('text-anchor', 'middle').text(number(value));
    }
    axis.append('text').attr('class', 'axis-name').attr('x', range[0]).attr('y', projected() ? 24 : 14).text(title);
    this.columns.forEach((one, k) => {
      const [from, mean, to, deviation] = one[which];
      const at = top + row * (k + 0.5);
      const group = svg.append('g').attr('class', one.chosen ? 'spread chosen' : 'spread');
      group.append('line').attr('x1', x(from)).attr('x2', Math.max(x(to), x(from) + 1)).attr('y1', at).attr('y2', at);
      group.append('rect').attr('x', x(Math.max(from, mean - deviation))).attr('y', at - row * 0.26).attr('height', row * 0.52)
        .attr('width', Math.max(1.5, x(Math.min(to, mean + deviation)) - x(Math.max(from, mean - deviation))));
    });
  }
}
