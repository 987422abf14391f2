// @ts-check
import { number } from '../core/format.js';
import { Chart, d3, projected, ticks } from './chart.js';

/**
 * A descent along one direction, seen from the side.
 *
 * @typedef {object} Slide
 * @property {string} style its colour
 * @property {string} label written at the ball
 * @property {number[]|Float64Array} x where it stands after each update
 * @property {number[]|Float64Array} y how high
 * @property {number} at up to which update it is drawn
 * @property {boolean} [chords] whether its steps are drawn, from point to point
 * @property {number} [velocity] drawn as an arrow, in units of x
 * @property {boolean} [diverged] whether it left the finite numbers after its last point
 */

/** A loss along one direction as a slope, and what slides on it: dots for the updates, a ball where it stands now. */
export class Profile extends Chart {
  /**
   * @param {string} name
   * @param {object} options
   * @param {string} options.x the horizontal axis's name
   * @param {string} options.y the vertical axis's name
   * @param {string} [options.kind] a class for its place
   */
  constructor(name, { x, y, kind = '' }) {
    super(name, `curves profile ${kind}`);
    this.names = { x, y };
    /** @type {{x: number[]|Float64Array, y: number[]|Float64Array}|null} */
    this.slope = null;
    /** @type {Slide[]} */
    this.slides = [];
    /** @type {{at: number, words: string}[]} */
    this.marks = [];
  }

  /**
   * @param {{x: number[]|Float64Array, y: number[]|Float64Array}} slope ascending x
   * @param {Slide[]} slides
   * @param {{at: number, words: string}[]} [marks] places on the slope
   */
  show(slope, slides, marks = []) {
    this.slope = slope;
    this.slides = slides;
    this.marks = marks;
    this.numbers(['update', ...slides.flatMap(one => [`${one.label}: ${this.names.x}`, 'height'])], () => d3.range(Math.max(...slides.map(one => one.x.length)))
      .slice(0, 2000).map((/** @type {number} */ k) => [k, ...slides.flatMap(one => (k < one.x.length ? [number(one.x[k], 5), number(one.y[k], 5)] : ['', '']))]));
    this.draw();
  }

  draw() {
    const { slope } = this;
    const width = this.width();
    if (!slope || width < 120) {
      return;
    }
    const large = projected();
    const height = large ? 340 : 240;
    const margin = large ? { left: 70, right: 16, top: 36, bottom: 56 } : { left: 44, right: 10, top: 24, bottom: 38 };
    const highest = d3.max(slope.y);
    const x = d3.scaleLinear([slope.x[0], slope.x[slope.x.length - 1]], [margin.left, width - margin.right]);
    const y = d3.scaleLinear([d3.min(slope.y) - 0.06 * (highest - d3.min(slope.y)), highest], [height - margin.bottom, margin.top]);
    this.x = x;
    this.y = y;
    const svg = this.canvas(width, height);
    const clip = `${this.id}-clip`;
    svg.append('clipPath').attr('id', clip).append('rect').attr('x', margin.left).attr('y', 0)
      .attr('width', width - margin.left - margin.right).attr('height', height - margin.bottom);
    this.axis(svg, width, height, margin);
    const plot = svg.append('g').attr('clip-path', `url(#${clip})`);
    const ground = y.range()[0] + 4;
    plot.append('path').attr('class', 'slope').attr('d', d3.area().x((/** @type {number} */ k) => x(slope.x[k])).y0(ground)
      .y1((/** @type {number} */ k) => y(slope.y[k]))(d3.range(slope.x.length)));
    for (const mark of this.marks) {
      svg.append('text').attr('class', 'quiet-label').attr('text-anchor', 'middle').attr('x', x(mark.at)).attr('y', ground - 10).text(mark.words);
    }
    this.slides.forEach(one => this.slide(plot, one, margin));
  }

  slide(/** @type {any} */ plot, /** @type {Slide} */ one, /** @type {any} */ margin) {
    const { x, y } = this;
    const far = (/** @type {number} */ v) => Math.max(-9999, Math.min(9999, v));
    const at = Math.min(one.at, one.x.length - 1);
    const seen = d3.range(at + 1).map((/** @type {number} */ k) => [far(x(one.x[k])), far(y(one.y[k]))]);
    const group = plot.append('g').attr('class', 'ball').style('--run', `var(--run-${one.style})`);
    if (one.chords) {
      group.append('path').attr('class', 'chord').attr('d', d3.line()(seen));
      group.selectAll('circle').data(seen.slice(0, 400)).join('circle').attr('r', projected() ? 5 : 3.2)
        .attr('cx', (/** @type {number[]} */ p) => p[0]).attr('cy', (/** @type {number[]} */ p) => p[1]);
    }
    const radius = projected() ? 13 : 8;
    const left = x.range()[0] + radius;
    const right = x.range()[1] - radius;
    const gone = seen[at][0] < left - radius || seen[at][0] > right + radius || seen[at][1] < 0;
    const px = Math.max(left, Math.min(right, seen[at][0]));
    const py = Math.max(margin.top, seen[at][1] - (one.chords ? 0 : radius));
    if (!gone) {
      group.append('circle').attr('r', radius).attr('cx', px).attr('cy', py);
    }
    if (one.velocity && !gone) {
      const length = Math.sign(one.velocity) * Math.min(90, Math.abs(x(one.velocity) - x(0)));
      if (Math.abs(length) > 3) {
        const tip = px + length + Math.sign(length) * (radius + 8);
        group.append('path').attr('class', 'velocity').attr('d', `M${px},${py}H${tip - Math.sign(length) * 8}`);
        group.append('path').attr('class', 'head').attr('d', `M${tip},${py}l${-Math.sign(length) * 11},-6v12Z`);
      }
    }
    const middle = (left + right) / 2;
    group.append('text').attr('class', 'run-label on-ground').style('--run', `var(--run-${one.style}-text)`).attr('x', px + (px > middle ? -radius - 6 : radius + 6))
      .attr('y', Math.max(margin.top + 10, py - radius - 4 - (projected() ? 24 : 15) * this.slides.indexOf(one))).attr('text-anchor', px > middle ? 'end' : 'start')
      .text(one.label + (gone ? ': left the picture' : ''));
  }

  axis(/** @type {any} */ svg, /** @type {number} */ width, /** @type {number} */ height, /** @type {any} */ margin) {
    const { x, y } = this;
    const group = svg.append('g').attr('class', 'axis');
    const bottom = height - margin.bottom;
    for (const value of ticks(y, (height - margin.top - margin.bottom) * 1.4, false)) {
      group.append('line').attr('class', 'grid').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', y(value)).attr('y2', y(value));
      group.append('text').attr('x', margin.left - 8).attr('y', y(value) + 4).attr('text-anchor', 'end').text(number(value));
    }
    for (const value of ticks(x, width, false)) {
      group.append('text').attr('x', x(value)).attr('y', bottom + (projected() ? 26 : 18)).attr('text-anchor', 'middle').text(number(value));
    }
    group.append('line').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', bottom).attr('y2', bottom);
    group.append('text').attr('class', 'axis-name').attr('x', width - margin.right).attr('y', height - 4).attr('text-anchor', 'end').text(this.names.x);
    group.append('text').attr('class', 'axis-name').attr('x', 4).attr('y', projected() ? 20 : 12).text(this.names.y);
  }
}
