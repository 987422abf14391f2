// @ts-check
import { number, point } from '../core/format.js';
import { styles } from '/theme.js';
import { Chart, d3, ink, projected, ticks } from './chart.js';

/**
 * A path on the ground.
 *
 * @typedef {object} Trail
 * @property {string} style an optimizer's name: its colour and dash
 * @property {string} label written at its end
 * @property {Float64Array} points x, y, x, y, …
 * @property {number} at up to which point it is drawn boldly
 * @property {boolean} diverged whether it left the finite numbers after its last point
 * @property {boolean[]} [hollow] of which points the dot is a ring
 */

const FAR = 20_000;

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
   */
  constructor(name, { axes, drag }) {
    super(name, 'contour');
    this.axes = axes;
    this.drag = drag;
    this.namesMinima = true;
    /** @type {any} */
    this.ground = null;
    /** @type {Trail[]} */
    this.trails = [];
    /** @type {number[]|null} */
    this.start = null;
    /** @type {{from: number[], by: number[], words: string}[]} */
    this.arrows = [];
    /** @type {{centre: number[], radius: number, marks: {at: number[], words: string, loud: boolean}[]}|null} */
    this.circle = null;
    /** @type {number[][]} */
    this.labelled = [];
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

  /** @param {Trail[]} trails @param {number[]} start @param {{from: number[], by: number[], words: string}[]} [arrows] */
  show(trails, start, arrows = []) {
    this.trails = trails;
    this.start = start;
    this.arrows = arrows;
    this.draw();
  }

  /** How wide it can be. */
  width() {
    return this.host.clientWidth;
  }

  /** The margins and the height that belong to a width. @param {number} width */
  layout(width) {
    const margin = projected() ? { left: 64, right: 16, top: 14, bottom: 56 } : { left: 46, right: 12, top: 10, bottom: 40 };
    const [xLow, xHigh, yLow, yHigh] = this.ground.window;
    const unit = (width - margin.left - margin.right) / (xHigh - xLow);
    return { margin, height: Math.round(unit * (yHigh - yLow) + margin.top + margin.bottom) };
  }

  draw() {
    const width = this.width();
    if (!this.ground || width < 160) {
      return;
    }
    const large = projected();
    const { margin, height } = this.layout(width);
    const [xLow, xHigh, yLow, yHigh] = this.ground.window;
    this.x = d3.scaleLinear([xLow, xHigh], [margin.left, width - margin.right]);
    this.y = d3.scaleLinear([yLow, yHigh], [height - margin.bottom, margin.top]);
    const key = [width, height, large, ink('relief-low')].join();
    if (key !== this.drawn) {
      this.drawGround(width, height, margin);
      this.drawn = key;
    }
    this.drawTrails();
  }

  /** @param {number} width @param {number} height @param {any} margin */
  drawGround(width, height, margin) {
    const { x, y } = this;
    const { window, columns, rows, levels, grid, minima } = this.ground;
    const svg = this.canvas(width, height);
    this.svg = svg;
    const clip = `${this.id}-clip`;
    svg.append('clipPath').attr('id', clip).append('rect').attr('x', margin.left).attr('y', margin.top)
      .attr('width', width - margin.left - margin.right).attr('height', height - margin.top - margin.bottom);
    const plot = svg.append('g').attr('clip-path', `url(#${clip})`);
    // The root of the height rises evenly around a minimum, so lines between grid points come out right there.
    const lowest = d3.min(grid);
    // What overflowed is as high as anything.
    const highest = d3.max(grid);
    const roots = Array.from(grid, value => Math.sqrt(Math.max(0, (Number.isFinite(value) ? value : highest) - lowest)));
    const areas = d3.contours().size([columns, rows])
      .thresholds([-1, ...levels.map((/** @type {number} */ level) => Math.sqrt(Math.max(0, level - lowest)))])(roots);
    const toX = (/** @type {number} */ i) => x(window[0] + ((i - 0.5) / (columns - 1)) * (window[1] - window[0]));
    const toY = (/** @type {number} */ j) => y(window[2] + ((j - 0.5) / (rows - 1)) * (window[3] - window[2]));
    const geo = d3.geoPath(d3.geoTransform({
      point(/** @type {number} */ i, /** @type {number} */ j) {
        /** @type {any} */ (this).stream.point(toX(i), toY(j));
      },
    }));
    const shade = d3.interpolateRgb(ink('relief-low'), ink('relief-high'));
    plot.append('g').selectAll('path').data(areas).join('path').attr('d', geo)
      .attr('fill', (/** @type {any} */ _, /** @type {number} */ k) => shade(k / Math.max(1, areas.length - 1)))
      .attr('class', 'level');
    this.tint(plot);
    this.levelValues(plot, areas.slice(1), levels, toX, toY, columns, rows);
    this.axis(svg, x, y, width, height, margin);
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
    svg.append('rect').attr('class', 'frame').attr('x', margin.left).attr('y', margin.top)
      .attr('width', width - margin.left - margin.right).attr('height', height - margin.top - margin.bottom);
    this.handle = null;
  }

  /** What colours the ground beyond its height. @param {any} _plot */
  tint(_plot) {}

  /** Writes the levels on their lines, where the line leaves upwards to the right and no other value is near. */
  levelValues(/** @type {any} */ plot, /** @type {any[]} */ lines, /** @type {number[]} */ levels,
    /** @type {any} */ toX, /** @type {any} */ toY, /** @type {number} */ columns, /** @type {number} */ rows) {
    /** @type {number[][]} */
    const taken = [];
    const size = projected() ? 15 : 10.5;
    lines.forEach((line, k) => {
      // An area's rings are its outer rim, often the picture's, and its holes: the line is where most points are inside.
      const inside = d3.greatest(line.coordinates.flat().map((/** @type {number[][]} */ ring) => ring.filter(
        p => p[0] > 6 && p[0] < columns - 6 && p[1] > 5 && p[1] < rows - 5)), (/** @type {number[][]} */ ring) => ring.length) ?? [];
      const best = d3.greatest(inside, (/** @type {number[]} */ p) => 0.6 * p[0] - p[1]);
      if (best) {
        const at = [toX(best[0]), toY(best[1])];
        if (taken.every(other => Math.abs(other[0] - at[0]) > 2.6 * size || Math.abs(other[1] - at[1]) > 1.4 * size)) {
          taken.push(at);
          plot.append('text').attr('class', 'level-value').attr('x', at[0]).attr('y', at[1] + size / 3).text(number(levels[k]));
        }
      }
    });
  }

  axis(/** @type {any} */ svg, /** @type {any} */ x, /** @type {any} */ y, /** @type {number} */ width,
    /** @type {number} */ height, /** @type {any} */ margin) {
    const bottom = height - margin.bottom;
    const group = svg.append('g').attr('class', 'axis');
    for (const value of ticks(x, width, false)) {
      group.append('line').attr('x1', x(value)).attr('x2', x(value)).attr('y1', bottom).attr('y2', bottom + 5);
      group.append('text').attr('x', x(value)).attr('y', bottom + (projected() ? 24 : 18)).attr('text-anchor', 'middle').text(number(value));
    }
    for (const value of ticks(y, height, false)) {
      group.append('line').attr('x1', margin.left - 5).attr('x2', margin.left).attr('y1', y(value)).attr('y2', y(value));
      group.append('text').attr('x', margin.left - 9).attr('y', y(value) + 4).attr('text-anchor', 'end').text(number(value));
    }
    group.append('text').attr('class', 'axis-name').attr('x', width - margin.right).attr('y', height - 6).attr('text-anchor', 'end').text(this.axes[0]);
    // A name of more than a letter or two would run into the numbers: it stands in the picture.
    const long = this.axes[1].length > 3;
    group.append('text').attr('class', `axis-name${long ? ' on-picture' : ''}`).attr('x', long ? margin.left + 10 : 6).attr('y', margin.top + (long ? 20 : 12)).text(this.axes[1]);
  }

  drawTrails() {
    const { x, y, over } = this;
    over.selectAll('*').remove();
    const bounded = (/** @type {number} */ v) => Math.max(-FAR, Math.min(FAR, v));
    const large = projected();
    /** @type {number[][]} */
    this.labelled = [];
    for (const trail of this.trails) {
      const style = styles[trail.style];
      const count = trail.points.length / 2;
      const at = Math.min(trail.at, count - 1);
      const pixels = d3.range(count).map((/** @type {number} */ k) => [bounded(x(trail.points[2 * k])), bounded(y(trail.points[2 * k + 1]))]);
      const line = d3.line();
      const color = `var(--run-${trail.style})`;
      const group = over.append('g').attr('class', 'trail').style('--run', color);
      group.append('path').attr('d', line(pixels)).attr('class', 'ahead').attr('stroke-width', style.width);
      group.append('path').attr('d', line(pixels.slice(0, at + 1))).attr('class', 'casing').attr('stroke-width', (large ? 2 : 1) * style.width + 3);
      group.append('path').attr('d', line(pixels.slice(0, at + 1))).attr('class', 'walked')
        .attr('stroke-width', (large ? 2 : 1) * style.width).attr('stroke-dasharray', style.dash.join(' ') || null);
      const every = Math.max(1, Math.ceil(count / 200));
      group.selectAll('circle').data(pixels.slice(0, at + 1).filter((/** @type {any} */ _, /** @type {number} */ k) => k % every === 0))
        .join('circle').attr('class', (/** @type {any} */ _, /** @type {number} */ k) => (trail.hollow?.[k * every] ? 'hollow' : null)).attr('r', large ? 4 : 2.6).attr('cx', (/** @type {number[]} */ p) => p[0]).attr('cy', (/** @type {number[]} */ p) => p[1]);
      const end = pixels[at];
      if (trail.diverged && at === count - 1) {
        group.append('path').attr('class', 'lost').attr('d', `M${end[0] - 6},${end[1] - 6}l12,12m0,-12l-12,12`);
      } else {
        group.append('circle').attr('class', 'now').attr('r', large ? 8 : 5.5).attr('cx', end[0]).attr('cy', end[1]);
      }
      if (at > 0 || trail.diverged) {
        this.label(group, trail, end);
      }
    }
    for (const arrow of this.arrows) {
      const from = [x(arrow.from[0]), y(arrow.from[1])];
      const to = [x(arrow.from[0] + arrow.by[0]), y(arrow.from[1] + arrow.by[1])];
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (length > 4 && length < FAR) {
        const way = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
        const group = over.append('g').attr('class', 'arrow');
        const head = large ? 16 : 10;
        const neck = [to[0] - way[0] * head, to[1] - way[1] * head];
        group.append('path').attr('class', 'shaft').attr('d', `M${from}L${neck}`);
        group.append('path').attr('class', 'head').attr('d',
          `M${to}L${neck[0] - way[1] * head * 0.45},${neck[1] + way[0] * head * 0.45}L${neck[0] + way[1] * head * 0.45},${neck[1] - way[0] * head * 0.45}Z`);
        const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
        group.append('text').attr('class', 'on-picture').attr('text-anchor', 'middle')
          .attr('x', middle[0] - Math.abs(way[1]) * 24).attr('y', middle[1] - Math.abs(way[0]) * 12).text(arrow.words);
      }
    }
    this.drawCircle();
    this.drawHandle();
    this.refocus?.();
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

  /** Direct labels: at the path's end, and aside where another path's label stands. */
  label(/** @type {any} */ group, /** @type {Trail} */ trail, /** @type {number[]} */ end) {
    const index = this.trails.indexOf(trail);
    const right = this.x.range()[1];
    const size = projected() ? 20 : 13;
    const near = end[0] > right - 130;
    const px = Math.max(this.x.range()[0] + 6, Math.min(right - 6, end[0] + (near ? -12 : 12)));
    let py = Math.max(this.y.range()[1] + size, Math.min(this.y.range()[0] - 6, end[1] + (index % 2 ? -size * 0.7 : size * 1.5)));
    // Where paths end together their names stand one under the other.
    while (this.labelled.some(at => Math.abs(at[0] - px) < size * 5 && Math.abs(at[1] - py) < size * 1.15)) {
      py += size * 0.3;
    }
    this.labelled.push([px, py]);
    group.append('text').attr('class', 'on-picture run-label').style('--run', `var(--run-${trail.style}-text)`)
      .attr('x', px).attr('y', py).attr('text-anchor', near ? 'end' : 'start')
      .text(trail.label + (trail.diverged && trail.at >= trail.points.length / 2 - 1 ? ': diverged here' : ''));
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
      this.handle.append('text').attr('class', 'on-picture').attr('x', -12).attr('y', -12).attr('text-anchor', 'end').text('start');
      if (this.drag) {
        this.handle.attr('tabindex', 0).attr('role', 'slider').attr('data-keep', 'start').attr('aria-label', 'Start')
          .attr('aria-orientation', 'horizontal').on('keydown', (/** @type {KeyboardEvent} */ event) => this.nudge(event));
        this.dragging();
      }
    }
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
