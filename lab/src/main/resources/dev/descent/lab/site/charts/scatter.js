// @ts-check
import { count, number } from '../core/format.js';
import { Chart, d3, projected, ticks } from './chart.js';

/** Rows as dots over two features, one unit of the one as long as one of the other. */
export class Scatter extends Chart {
  /** @param {string} name @param {string[]} axes */
  constructor(name, axes) {
    super(name, 'scatter');
    this.axes = axes;
    /** @type {Float64Array|null} */
    this.points = null;
  }

  /** @param {Float64Array} points x, y, x, y, … @param {string[]} axes */
  show(points, axes) {
    this.points = points;
    this.axes = axes;
    this.numbers(['row', ...axes], () => Array.from({ length: points.length / 2 }, (_, k) => [count(k + 1), number(points[2 * k], 5), number(points[2 * k + 1], 5)]));
    this.draw();
  }

  draw() {
    const width = this.width();
    if (!this.points || width < 120) {
      return;
    }
    const large = projected();
    const margin = large ? { left: 84, right: 20, top: 36, bottom: 56 } : { left: 58, right: 14, top: 24, bottom: 38 };
    const [w, h] = [width - margin.left - margin.right, 0.72 * width];
    const height = h + margin.top + margin.bottom;
    const at = (/** @type {number} */ axis) => Array.from(/** @type {any} */ (this.points)).filter((_, k) => k % 2 === axis);
    const extents = [d3.extent(at(0)), d3.extent(at(1))];
    // The wider of the two decides the unit of both.
    const unit = 1.1 * Math.max((extents[0][1] - extents[0][0]) / w, (extents[1][1] - extents[1][0]) / h) || 1;
    const domain = (/** @type {number[]} */ extent, /** @type {number} */ pixels) => {
      const middle = (extent[0] + extent[1]) / 2;
      return [middle - unit * pixels / 2, middle + unit * pixels / 2];
    };
    const x = d3.scaleLinear(domain(extents[0], w), [margin.left, margin.left + w]);
    const y = d3.scaleLinear(domain(extents[1], h), [margin.top + h, margin.top]);
    const svg = this.canvas(width, height);
    const axis = svg.append('g').attr('class', 'axis');
    for (const value of ticks(y, h, false)) {
      axis.append('line').attr('class', 'grid').attr('x1', margin.left).attr('x2', margin.left + w).attr('y1', y(value)).attr('y2', y(value));
      axis.append('text').attr('x', margin.left - 8).attr('y', y(value) + 4).attr('text-anchor', 'end').text(number(value));
    }
    for (const value of ticks(x, w, false)) {
      axis.append('text').attr('x', x(value)).attr('y', margin.top + h + (large ? 26 : 18)).attr('text-anchor', 'middle').text(number(value));
    }
    axis.append('line').attr('x1', margin.left).attr('x2', margin.left + w).attr('y1', margin.top + h).attr('y2', margin.top + h);
    axis.append('text').attr('class', 'axis-name').attr('x', margin.left + w).attr('y', height - 4).attr('text-anchor', 'end').text(this.axes[0]);
    axis.append('text').attr('class', 'axis-name').attr('x', 4).attr('y', large ? 22 : 13).text(this.axes[1]);
    const dots = svg.append('g').attr('class', 'rows-drawn');
    for (let k = 0; k < this.points.length; k += 2) {
      dots.append('circle').attr('cx', x(this.points[k])).attr('cy', y(this.points[k + 1])).attr('r', large ? 4 : 2.5);
    }
    this.refocus?.();
  }
}
