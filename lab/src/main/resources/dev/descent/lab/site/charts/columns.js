// @ts-check
import { number } from '../core/format.js';
import { Chart, d3, projected, ticks } from './chart.js';

/** How far apart the spreads of columns are: one bar each, all on one axis of powers of ten. */
export class ColumnSpread extends Chart {
  constructor() {
    super('Spread of the columns with numbers', 'columns');
    /** @type {{name: string, sigma: number, target: boolean}[]} */
    this.columns = [];
  }

  /** @param {{name: string, sigma: number, target: boolean}[]} columns with a spread above 0 */
  show(columns) {
    this.columns = columns;
    this.numbers(['column', 'σ'], () => columns.map(one => [one.name, number(one.sigma, 5)]));
    this.draw();
  }

  draw() {
    const width = this.width();
    if (width < 160) {
      return;
    }
    const large = projected();
    const shown = this.columns.slice(0, 24);
    const row = large ? 44 : 28;
    const longest = Math.min(24, Math.max(6, ...shown.map(one => one.name.length)));
    const margin = { left: Math.min(0.42 * width, (large ? 12 : 8) * longest + 14), right: large ? 120 : 74, top: 10, bottom: large ? 64 : 42 };
    const height = margin.top + margin.bottom + Math.max(1, shown.length) * row;
    const svg = this.canvas(width, height);
    if (!shown.length) {
      svg.append('text').attr('x', width / 2).attr('y', height / 2).attr('text-anchor', 'middle').text('No column of numbers varies.');
      return;
    }
    const sigmas = shown.map(one => one.sigma);
    const low = 10 ** Math.floor(Math.log10(Math.min(...sigmas, 1)) - 0.3);
    const high = 10 ** Math.ceil(Math.log10(Math.max(...sigmas, 1)));
    const x = d3.scaleLog().domain([low, high]).range([margin.left, width - margin.right]);
    const axis = svg.append('g').attr('class', 'axis');
    const bottom = height - margin.bottom;
    for (const value of ticks(x, 0.7 * (width - margin.left - margin.right), true)) {
      axis.append('line').attr('class', 'grid').attr('x1', x(value)).attr('x2', x(value)).attr('y1', margin.top).attr('y2', bottom);
      axis.append('text').attr('x', x(value)).attr('y', bottom + (large ? 26 : 18)).attr('text-anchor', 'middle').text(number(value));
    }
    axis.append('line').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', bottom).attr('y2', bottom);
    axis.append('text').attr('class', 'axis-name').attr('x', width - margin.right).attr('y', height - 4).attr('text-anchor', 'end')
      .text('standard deviation σ, in each column\'s own unit, log scale');
    shown.forEach((one, k) => {
      const y = margin.top + (k + 0.5) * row;
      const name = one.name.length > longest ? `${one.name.slice(0, longest - 1)}…` : one.name;
      svg.append('path').attr('class', one.target ? 'spread target' : 'spread').attr('d', `M${margin.left},${y - 0.23 * row}H${x(one.sigma)}v${0.46 * row}H${margin.left}Z`);
      svg.append('text').attr('class', 'bar-name').attr('x', margin.left - 8).attr('y', y + 4).attr('text-anchor', 'end').text(name);
      svg.append('text').attr('x', x(one.sigma) + 7).attr('y', y + 4).text(number(one.sigma) + (one.target ? ' (target)' : ''));
    });
  }
}
