// @ts-check
import { Chart, ink, projected } from './chart.js';
import { Contour } from './contour.js';

/** Room for a panel's title. */
const TITLE = { small: 26, large: 40 };
const GAP = 14;

/**
 * What a panel shows.
 *
 * @typedef {object} Basin
 * @property {string} title
 * @property {Int32Array|null} ends where each cell's walk ends, row by row from below: a minimum, −1 nowhere, −2 diverged
 * @property {number} side cells along each side
 * @property {number[]} lowest the minima that are lowest
 * @property {import('./trails.js').Trail} trail
 */

/**
 * Which start ends where, in two panels over the same ground: beside each other, on narrow screens below each other. Both
 * show the path from one start, which can be dragged in either.
 */
export class Basins extends Chart {
  /**
   * @param {string} name
   * @param {object} options
   * @param {string[]} options.axes
   * @param {(start: number[], done: boolean) => void} options.drag
   */
  constructor(name, { axes, drag }) {
    super(name, 'contour');
    this.panels = [new Panel(this, { axes, drag }), new Panel(this, { axes, drag })];
    /** @type {string|null} */
    this.drawn = null;
    this.ready = false;
  }

  /** @param {any} ground @param {number[][]} minima */
  on(ground, minima) {
    this.panels.forEach(panel => {
      panel.axes = ground.axes;
      panel.ground = { ...ground, minima };
    });
    this.drawn = null;
  }

  /** @param {Basin[]} maps @param {number[]} start */
  show(maps, start) {
    this.panels.forEach((panel, k) => {
      if (panel.map?.ends !== maps[k].ends) {
        this.drawn = null;
      }
      panel.map = maps[k];
      panel.trails = [maps[k].trail];
      panel.start = start;
    });
    this.ready = true;
    this.draw();
  }

  draw() {
    const width = this.width();
    if (!this.ready || width < 160) {
      return;
    }
    const beside = width >= 560;
    const each = beside ? (width - GAP) / 2 : width;
    const title = projected() ? TITLE.large : TITLE.small;
    const { height: whole, margin } = this.panels[0].layout(each);
    const height = whole - margin.top + title;
    const key = [width, projected(), ink('relief-low')].join();
    if (key !== this.drawn) {
      const svg = this.canvas(width, height * (beside ? 1 : 2));
      this.panels.forEach((panel, k) => {
        const at = beside ? [k * (each + GAP), 0] : [0, k * height];
        panel.place(svg.append('g').attr('transform', `translate(${at[0]},${at[1]})`), each, title);
      });
      this.drawn = key;
    }
    this.panels.forEach(panel => panel.draw());
    this.refocus?.();
  }
}

/** One of the two: a contour in a part of the picture. */
class Panel extends Contour {
  /** @param {Basins} pair @param {any} options */
  constructor(pair, options) {
    super('', options);
    this.pair = pair;
    // The rings say it, and two small pictures have no room for words.
    this.namesMinima = false;
    /** @type {Basin|null} */
    this.map = null;
    this.wide = 0;
  }

  width() {
    return this.wide;
  }

  /** @param {any} group @param {number} wide @param {number} title */
  place(group, wide, title) {
    this.wide = wide;
    this.drawn = null;
    const { margin } = this.layout(wide);
    group.append('text').attr('class', 'panel-title').attr('x', margin.left).attr('y', title - (projected() ? 14 : 9)).text(this.map?.title ?? '');
    this.heading = group.select('.panel-title');
    this.part = group.append('g').attr('transform', `translate(0,${title - margin.top})`);
  }

  canvas() {
    this.part.selectAll('*').remove();
    return this.part;
  }

  draw() {
    super.draw();
    this.heading.text(this.map?.title ?? '');
  }

  /** Each kind of end as one area; the lowest minima have the picture's own colour. @param {any} plot */
  tint(plot) {
    if (!this.map?.ends) {
      return;
    }
    const { ends, side, lowest } = this.map;
    const [xLow, xHigh, yLow, yHigh] = this.ground.window;
    const wide = Math.abs(this.x(xHigh) - this.x(xLow)) / side;
    const high = Math.abs(this.y(yHigh) - this.y(yLow)) / side;
    /** @type {Map<string, string[]>} */
    const areas = new Map();
    for (let j = 0; j < side; j++) {
      for (let i = 0, from = 0; i < side; i = from) {
        const end = ends[j * side + i];
        while (from < side && ends[j * side + from] === end) {
          from++;
        }
        const kind = end === -2 ? 'diverged' : end === -1 ? 'nowhere' : lowest.includes(end) ? `lowest shade-${lowest.indexOf(end) % 4}`
          : `other shade-${end % 4}`;
        const area = areas.get(kind) ?? [];
        areas.set(kind, area);
        const x = this.x(xLow) + i * wide;
        const y = this.y(yLow) - (j + 1) * high;
        area.push(`M${x.toFixed(2)},${y.toFixed(2)}h${((from - i) * wide).toFixed(2)}v${high.toFixed(2)}h${(-(from - i) * wide).toFixed(2)}z`);
      }
    }
    const host = plot.append('g').attr('class', 'basins');
    for (const [kind, parts] of areas) {
      host.append('path').attr('class', kind).attr('d', parts.join(''));
    }
  }

  drawHandle() {
    super.drawHandle();
    // One start, one slider for who hears the page; the other panel's can be dragged as well.
    if (this !== this.pair.panels[0]) {
      this.handle?.attr('tabindex', null).attr('role', null).attr('data-keep', null).attr('aria-label', null)
        .attr('aria-valuenow', null).attr('aria-valuemin', null).attr('aria-valuemax', null).attr('aria-valuetext', null)
        .attr('aria-orientation', null).attr('aria-hidden', 'true');
    }
  }
}
