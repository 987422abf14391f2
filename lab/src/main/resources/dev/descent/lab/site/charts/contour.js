// @ts-check
import { number, point } from '../core/format.js';
import { Chart, d3, ink, projected } from './chart.js';
import { drawAxes, drawRelief } from './relief.js';
import { drawArrows, drawTrails, FAR } from './trails.js';

/** What stands over a page's main picture, and the least height that a contour still needs, in pixels. */
const OVER = 230;
const LOWEST = 360;

/**
 * Lines of equal loss under paths, with the same unit length on both axes: a round bowl looks round. The start can be
 * dragged, and moved with the arrow keys when it has the focus.
 */
export class Contour extends Chart {
  /**
   * @param {string} name
   * @param {object} options
   * @param {string[]} options.axes what the coordinates are called
   * @param {(start: number[], done: boolean) => void} [options.drag] the start was moved
   * @param {string} [options.called] what the start is called in the picture
   */
  constructor(name, { axes, drag, called = 'start' }) {
    super(name, 'contour');
    this.axes = axes;
    this.drag = drag;
    this.called = called;
    this.namesMinima = true;
    /** @type {any} */
    this.ground = null;
    /** @type {import('./trails.js').Trail[]} */
    this.trails = [];
    /** @type {number[]|null} */
    this.start = null;
    /** @type {import('./trails.js').Arrow[]} */
    this.arrows = [];
    /** @type {{from: number[], by: number[][], style: string}|null} */
    this.rays = null;
    /** @type {{centre: number[], radius: number, marks: {at: number[], words: string, loud: boolean}[]}|null} */
    this.circle = null;
    /** @type {string|null} */
    this.drawn = null;
  }

  /**
   * @param {object} ground as Ground.java sends it: window, columns, rows, levels, grid
   * @param {number[][]} minima
   */
  on(ground, minima) {
    this.ground = { ...ground, minima };
    this.drawn = null;
    this.draw();
  }

  /** @param {import('./trails.js').Trail[]} trails @param {number[]} start @param {import('./trails.js').Arrow[]} [arrows] */
  show(trails, start, arrows = []) {
    this.trails = trails;
    this.start = start;
    this.arrows = arrows;
    this.draw();
  }

  /** The margins and the size that belong to the room across: a tall plane is drawn narrower, so that a low window holds it. @param {number} room */
  layout(room) {
    const margin = projected() ? { left: 64, right: 16, top: 14, bottom: 56 } : { left: 46, right: 12, top: 10, bottom: 40 };
    const [xLow, xHigh, yLow, yHigh] = this.ground.window;
    const [across, down] = [margin.left + margin.right, margin.top + margin.bottom];
    const highest = Math.max(LOWEST, innerHeight - OVER);
    const unit = Math.min((room - across) / (xHigh - xLow), (highest - down) / (yHigh - yLow));
    return { margin, width: Math.round(unit * (xHigh - xLow) + across), height: Math.round(unit * (yHigh - yLow) + down) };
  }

  draw() {
    const room = this.width();
    if (!this.ground || room < 160) {
      return;
    }
    const { margin, width, height } = this.layout(room);
    const [xLow, xHigh, yLow, yHigh] = this.ground.window;
    this.x = d3.scaleLinear([xLow, xHigh], [margin.left, width - margin.right]);
    this.y = d3.scaleLinear([yLow, yHigh], [height - margin.bottom, margin.top]);
    const key = [width, height, projected(), ink('relief-low')].join();
    if (key !== this.drawn) {
      this.drawGround({ x: this.x, y: this.y, width, height, margin });
      this.drawn = key;
    }
    this.drawOver();
  }

  /** @param {import('./relief.js').Place} place */
  drawGround(place) {
    const { x, y, width, height, margin } = place;
    const svg = this.canvas(width, height);
    this.svg = svg;
    const clip = `${this.id}-clip`;
    const inside = (/** @type {any} */ rect) => rect.attr('x', margin.left).attr('y', margin.top)
      .attr('width', width - margin.left - margin.right).attr('height', height - margin.top - margin.bottom);
    inside(svg.append('clipPath').attr('id', clip).append('rect'));
    const plot = svg.append('g').attr('clip-path', `url(#${clip})`);
    drawRelief(plot, this.ground, place, () => this.tint(plot));
    drawAxes(svg, this.axes, place);
    const { minima } = this.ground;
    for (const minimum of minima) {
      const at = plot.append('g').attr('transform', `translate(${x(minimum[0])},${y(minimum[1])})`);
      at.append('circle').attr('r', projected() ? 9 : 6).attr('class', 'minimum');
      at.append('circle').attr('r', 1.5).attr('class', 'minimum-dot');
      if (this.namesMinima && minima.length < 5) {
        const right = x(minimum[0]) < margin.left + (projected() ? 120 : 76);
        at.append('text').attr('x', right ? 10 : -10).attr('y', 20).attr('text-anchor', right ? 'start' : 'end').attr('class', 'on-picture minimum-label').text('minimum');
      }
    }
    this.over = plot.append('g');
    this.handleHost = svg.append('g');
    inside(svg.append('rect').attr('class', 'frame'));
    this.handle = null;
  }

  /** What colours the ground beyond its height. @param {any} _plot */
  tint(_plot) {}

  /** Everything that moves. */
  drawOver() {
    this.over.selectAll('*').remove();
    drawTrails(this.over, this.trails, this.x, this.y);
    this.drawRays();
    drawArrows(this.over, this.arrows, this.x, this.y);
    this.drawCircle();
    this.drawHandle();
    this.refocus?.();
  }

  /** Many directions from one point, as thin lines. */
  drawRays() {
    if (this.rays) {
      const { from, by, style } = this.rays;
      const ends = by.map(([dx, dy]) => `M${this.x(from[0])},${this.y(from[1])}L${this.x(from[0] + dx)},${this.y(from[1] + dy)}`);
      this.over.append('g').attr('class', 'rays').style('--run', `var(--run-${style})`).append('path').attr('d', ends.join(''));
    }
  }

  /** A circle around a point, with what lies in it. */
  drawCircle() {
    const { circle, over, x, y } = this;
    if (!circle) {
      return;
    }
    const unit = Math.abs(x(1) - x(0));
    const [cx, cy] = [x(circle.centre[0]), y(circle.centre[1])];
    over.append('circle').attr('class', 'taylor').attr('cx', cx).attr('cy', cy).attr('r', Math.min(FAR, circle.radius * unit));
    for (const mark of circle.marks) {
      const [px, py] = [cx + mark.at[0] * unit, cy - mark.at[1] * unit];
      const group = over.append('g').attr('class', mark.loud ? 'taylor-mark loud' : 'taylor-mark');
      group.append('circle').attr('r', projected() ? 8 : 5).attr('cx', px).attr('cy', py);
      const right = px >= cx;
      group.append('text').attr('class', 'on-picture').attr('x', px + (right ? 10 : -10)).attr('y', py + (mark.loud ? -8 : 16))
        .attr('text-anchor', right ? 'start' : 'end').text(mark.words);
    }
  }

  drawHandle() {
    const start = this.start;
    if (!start) {
      return;
    }
    if (!this.handle) {
      this.handle = this.handleHost.append('g').attr('class', 'handle');
      this.handle.append('circle').attr('r', 16).attr('class', 'target');
      this.handle.append('circle').attr('r', projected() ? 10 : 7).attr('class', 'grip');
      this.handle.append('text').attr('class', 'on-picture').attr('x', -12).attr('y', -12).attr('text-anchor', 'end').text(this.called);
      if (this.drag) {
        this.handle.attr('tabindex', 0).attr('role', 'slider').attr('data-keep', 'start').attr('aria-label', 'Start')
          .attr('aria-orientation', 'horizontal').on('keydown', (/** @type {KeyboardEvent} */ event) => this.nudge(event));
        this.dragging();
      }
    }
    const right = this.x(start[0]) < this.x.range()[0] + (projected() ? 80 : 50);
    this.handle.select('text').attr('x', right ? 12 : -12).attr('text-anchor', right ? 'start' : 'end');
    this.handle.attr('transform', `translate(${this.x(start[0])},${this.y(start[1])})`)
      .attr('aria-valuenow', start[0]).attr('aria-valuemin', this.ground.window[0]).attr('aria-valuemax', this.ground.window[1])
      .attr('aria-valuetext', `${this.axes[0]} ${number(start[0])}, ${this.axes[1]} ${number(start[1])}`);
  }

  dragging() {
    const move = (/** @type {any} */ event, /** @type {boolean} */ done) => {
      const [px, py] = d3.pointer(event.sourceEvent ?? event, this.svg.node());
      this.moved([this.x.invert(px), this.y.invert(py)], done);
    };
    this.handle.call(d3.drag().container(this.svg.node()).on('drag', (/** @type {any} */ event) => move(event, false))
      .on('end', (/** @type {any} */ event) => move(event, true)));
    this.svg.on('dblclick', (/** @type {any} */ event) => move(event, true));
  }

  /** @param {KeyboardEvent} event */
  nudge(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (way && this.start) {
      event.preventDefault();
      event.stopPropagation();
      const [xLow, xHigh] = this.ground.window;
      const step = ((xHigh - xLow) / 100) * (event.shiftKey ? 5 : 1);
      this.moved([this.start[0] + way[0] * step, this.start[1] + way[1] * step], true);
    }
  }

  /** Keeps it in the picture, and as round as it can be seen. @param {number[]} to @param {boolean} done */
  moved(to, done) {
    const [xLow, xHigh, yLow, yHigh] = this.ground.window;
    const digits = Math.max(0, 2 - Math.floor(Math.log10(xHigh - xLow)));
    const bounded = [Math.max(xLow, Math.min(xHigh, to[0])), Math.max(yLow, Math.min(yHigh, to[1]))];
    this.drag?.(bounded.map(value => Number(value.toFixed(digits))), done);
  }

  /** For the sentence under it. */
  where() {
    return this.start ? point(this.start) : '';
  }
}
