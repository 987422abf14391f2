// @ts-check
import { announce, h } from '../core/dom.js';
import { count, number } from '../core/format.js';
import { styles } from '/theme.js';
import { Chart, d3, ink, projected, ticks } from './chart.js';
import { good, labels, picture } from './live-picture.js';

/** How often the laboratory looks for more. What came in at once is laid out over this time. */
const ROUND_MILLIS = 100;
const COMPRESSED = 1e3;

/** The library of the curve, asked for when the first is shown. @type {Promise<any>|null} */
let library = null;

/**
 * The losses of a run while it trains, all of them, sixty times a second: each frame draws what came in since the last.
 * The lines of the epochs lie over them; a range is chosen by dragging or with + and −.
 */
export class LiveCurve extends Chart {
  /** @param {(low: number|null, high: number|null) => void} zoom somebody chose a range, or all of it */
  constructor(zoom) {
    super('Loss of the run over its updates', 'curves live');
    this.zoom = zoom;
    this.tip = h('p', { class: 'reading', 'aria-hidden': 'true' });
    /** @type {any} */
    this.data = null;
    /** @type {any} */
    this.run = null;
    /** @type {any} */
    this.plot = null;
    /** @type {number|null} */
    this.low = null;
    /** @type {number|null} */
    this.high = null;
    /** What the vertical axis must hold. @type {number[]} */
    this.losses = [];
    this.shown = 0;
    this.due = 0;
    this.before = 0;
    this.host.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => this.key(event));
  }

  /** @param {any} data of the question `curve`, with all its points @param {any} run its row */
  async show(data, run) {
    const other = this.run?.id !== run.id || data.begin === 0 || this.shown > data.x.length;
    this.data = data;
    this.run = run;
    this.losses = [...data.train, ...data.validation, data.baseline, data.extent.low, data.extent.high].filter(good);
    const still = run.state !== 'running' || matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.shown = other || still ? data.x.length : this.shown;
    this.numbers(['update', 'lowest', 'highest', 'last'], () => Array.from(data.x.slice(-2000), (x, k) => {
      const at = k + Math.max(0, data.x.length - 2000);
      return [count(x), number(data.least[at], 4), number(data.most[at], 4), number(data.last[at], 4)];
    }));
    if (!this.plot) {
      library ??= import(/** @type {any} */ ('/lib/uplot')).then(module => module.default);
      this.uPlot = await library;
      this.draw();
    } else if (this.plot.series[2].show !== data.stride > 1) {
      this.draw();
    }
    this.due ||= requestAnimationFrame(now => this.frame(now));
  }

  clear() {
    cancelAnimationFrame(this.due);
    this.due = 0;
    this.data = this.run = null;
    this.plot?.destroy();
    this.plot = null;
  }

  /** One frame: as many of the points that are still to be drawn as belong to its time. @param {number} now */
  frame(now) {
    this.due = 0;
    if (!this.data || !this.plot) {
      return;
    }
    const behind = this.data.x.length - this.shown;
    this.shown += Math.ceil(behind * Math.min(1, Math.max(0, now - this.before) / ROUND_MILLIS));
    this.before = now;
    this.paint();
    if (this.shown < this.data.x.length) {
      this.due = requestAnimationFrame(next => this.frame(next));
    }
  }

  paint() {
    const { plot, data, shown } = this;
    const { x, y } = this.domains();
    const blocks = [data.x, data.last, data.most, data.least].map(block => block.subarray(0, shown));
    plot.batch(() => {
      plot.setData(blocks, false);
      plot.setScale('x', { min: x[0], max: x[1] });
      plot.setScale('y', { min: y[0], max: y[1] });
    });
    this.host.dataset.shown = String(shown);
  }

  /** What the axes reach from and to. */
  domains() {
    const { data, shown, losses } = this;
    const start = Math.min(data.x[0] ?? Infinity, data.epochAt[0] ?? Infinity);
    const end = Math.max(data.x[shown - 1] ?? 0, shown === data.x.length ? data.epochAt.at(-1) ?? 0 : 0, Number.isFinite(start) ? start + 1 : 1);
    const first = good(data.extent.first) ? data.extent.first : losses[0];
    return {
      x: [this.low ?? 0, this.high ?? end],
      y: losses.length ? [d3.min(losses) / 1.15, Math.min(d3.max(losses), COMPRESSED * first) * 1.15] : [0.1, 1],
    };
  }

  /** Builds the picture anew: sizes and colours may be others. */
  draw() {
    const width = this.width();
    if (!this.data || !this.uPlot || width < 160) {
      return;
    }
    this.plot?.destroy();
    // In projection on a phone the large margins would leave nothing between them.
    const large = projected() && width > 420;
    this.large = large;
    const style = styles[this.run.optimizer] ? this.run.optimizer : 'path';
    const inks = Object.fromEntries(['text', 'quiet', 'axis', 'grid', 'ground'].map(name => [name, ink(name)]));
    this.inks = { ...inks, run: ink(`run-${style}`), words: ink(`run-${style}-text`) };
    this.font = `${large ? 19 : 12}px ${ink('sans') || 'sans-serif'}`;
    const { x, y } = this.domains();
    const edge = { show: this.data.stride > 1, auto: false, stroke: 'transparent', width: 0, points: { show: false } };
    this.plot = new this.uPlot({
      width, height: large ? 520 : 360,
      padding: [large ? 40 : 28, large ? 150 : 92, large ? 20 : 14, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 8, fill: this.inks.run, stroke: this.inks.ground, width: 1.5 } },
      scales: { x: { time: false, auto: false, min: x[0], max: x[1], range: (/** @type {any} */ _, /** @type {number} */ a, /** @type {number} */ b) => [a, b] },
        y: { distr: 3, auto: false, min: y[0], max: y[1], range: (/** @type {any} */ _, /** @type {number} */ a, /** @type {number} */ b) => [a, b] } },
      axes: [this.axis(false), this.axis(true)],
      series: [{}, { auto: false, stroke: this.inks.run, alpha: 0.4, width: 1, points: { size: 3 } }, { ...edge }, { ...edge }],
      bands: [{ series: [2, 3], fill: this.inks.run + '22' }],
      hooks: {
        draw: [() => this.over()],
        setSelect: [(/** @type {any} */ plot) => plot.select.width > 8 && this.range(plot.posToVal(plot.select.left, 'x'), plot.posToVal(plot.select.left + plot.select.width, 'x'))],
        setCursor: [(/** @type {any} */ plot) => this.read(plot.cursor.idx)],
      },
    }, Array.from({ length: 4 }, () => new Float64Array(0)), this.host);
    this.plot.over.addEventListener('dblclick', () => this.range(null, null));
    this.plot.over.append(this.tip);
    this.paint();
  }

  /** @param {boolean} log */
  axis(log) {
    return {
      scale: log ? 'y' : 'x', side: log ? 3 : 2, size: log ? (this.large ? 92 : 56) : (this.large ? 40 : 26), gap: this.large ? 8 : 6, font: this.font, stroke: this.inks.quiet,
      splits: (/** @type {any} */ plot, /** @type {number} */ _, /** @type {number} */ low, /** @type {number} */ high) => ticks((log ? d3.scaleLog() : d3.scaleLinear()).domain([low, high]),
        (log ? plot.over.clientHeight * 1.4 : plot.over.clientWidth), log),
      values: (/** @type {any} */ _, /** @type {number[]} */ values) => values.map(value => number(value)),
      filter: (/** @type {any} */ _, /** @type {number[]} */ values) => values,
      grid: { show: log, stroke: this.inks.grid, width: 1 }, ticks: { show: false }, border: { show: !log, stroke: this.inks.axis, width: 1 },
    };
  }

  /** What lies over the points: the epochs' lines, what must be beaten, where it was lost, and the words. */
  over() {
    const { plot, data, large } = this;
    const pen = plot.ctx;
    const ratio = devicePixelRatio;
    const at = { x: (/** @type {number} */ v) => plot.valToPos(v, 'x', true), y: (/** @type {number} */ v) => plot.valToPos(v, 'y', true) };
    const { left, top, width, height } = plot.bbox;
    pen.save();
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, width + ratio, top + height);
    pen.clip();
    pen.lineJoin = 'round';
    pen.strokeStyle = this.inks.run;
    pen.lineWidth = (large ? 5 : 2.5) * ratio;
    this.epochs(pen, at, data.train, []);
    this.epochs(pen, at, data.validation, large ? [16, 13] : [7, 4]);
    if (good(data.baseline)) {
      this.stroke(pen, this.inks.quiet, ratio, [2, 3], [[left, at.y(data.baseline)], [left + width, at.y(data.baseline)]]);
    }
    const end = this.run.state === 'diverged' ? data.last.findLastIndex(good) : -1;
    if (end >= 0) {
      const [x, y] = [at.x(data.x[end]), Math.max(top, at.y(data.last[end]))];
      const d = 6 * ratio;
      this.stroke(pen, this.inks.run, 2.5 * ratio, [], [[x - d, y - d], [x + d, y + d]]);
      this.stroke(pen, this.inks.run, 2.5 * ratio, [], [[x + d, y - d], [x - d, y + d]]);
    }
    pen.restore();
    this.names(pen, ratio);
    pen.restore();
  }

  epochs(/** @type {any} */ pen, /** @type {any} */ at, /** @type {any} */ values, /** @type {number[]} */ dash) {
    const { data, shown } = this;
    const last = shown === data.x.length ? Infinity : data.x[shown - 1];
    const points = Array.from(values, (value, k) => [data.epochAt[k], value]).filter(point => good(point[1]) && point[0] <= last);
    this.stroke(pen, this.inks.run, pen.lineWidth, dash, points.map(point => [at.x(point[0]), at.y(point[1])]));
    if (points.length === 1) {
      pen.fillStyle = this.inks.run;
      pen.fillRect(at.x(points[0][0]) - pen.lineWidth, at.y(points[0][1]) - pen.lineWidth, 2 * pen.lineWidth, 2 * pen.lineWidth);
    }
  }

  stroke(/** @type {any} */ pen, /** @type {string} */ colour, /** @type {number} */ width, /** @type {number[]} */ dash, /** @type {number[][]} */ points) {
    pen.beginPath();
    points.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash.map(part => part * devicePixelRatio));
    pen.stroke();
  }

  names(/** @type {any} */ pen, /** @type {number} */ ratio) {
    const { plot, data, large } = this;
    const { left, top, width } = plot.bbox;
    const size = (large ? 19 : 12) * ratio;
    const family = ink('sans') || 'sans-serif';
    pen.setLineDash([]);
    pen.textBaseline = 'alphabetic';
    pen.textAlign = 'left';
    pen.fillStyle = this.inks.quiet;
    pen.font = `${size}px ${family}`;
    pen.fillText('loss, log scale', 4 * ratio, size + ratio);
    pen.textAlign = 'right';
    pen.fillText('updates', left + width, pen.canvas.height - 4 * ratio);
    pen.textAlign = 'left';
    if (!data.x.length && !data.epochAt.length) {
      pen.fillText(this.run.state === 'diverged' ? 'It diverged before anything was measured.' : 'Nothing is measured yet.', left + 12 * ratio, top + 3 * size);
    }
    for (const label of labels(data, loss => plot.valToPos(loss, 'y', true), (large ? 26 : 16) * ratio)) {
      pen.font = `${label.quiet ? '' : '600 '}${(large ? 21 : 13) * ratio}px ${family}`;
      pen.fillStyle = label.quiet ? this.inks.quiet : this.inks.words;
      pen.fillText(label.words, left + width + 8 * ratio, label.y + 4 * ratio);
    }
  }

  /** @param {number|null|undefined} index */
  read(index) {
    const { data, plot } = this;
    const known = index !== null && index !== undefined && index < this.shown;
    this.tip.textContent = known ? `${number(data.last[index], 4)} at ${count(data.x[index])}` : '';
    this.tip.classList.toggle('end', known && plot.valToPos(data.x[index], 'x') > plot.over.clientWidth / 2);
    return this.tip.textContent;
  }

  /** ← and → read along the line, + and − look closer and farther, Escape shows all. @param {KeyboardEvent} event */
  key(event) {
    const { data, plot } = this;
    if (event.key === 'Escape') {
      this.range(null, null);
    }
    if (!plot || !this.shown || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { x } = this.domains();
    const step = Math.max(1, Math.round(this.shown / (event.shiftKey ? 20 : 200)));
    const last = this.shown - 1;
    const at = Math.min(last, plot.cursor.idx ?? last);
    const to = /** @type {Record<string, number>} */ ({ ArrowLeft: Math.max(0, at - step), ArrowRight: Math.min(last, at + step), Home: 0, End: last })[event.key];
    if (to !== undefined) {
      event.preventDefault();
      plot.setCursor({ left: plot.valToPos(data.x[to], 'x'), top: plot.over.clientHeight / 2 });
      announce(`Loss ${this.read(to)} updates`);
    } else if (event.key === '+' || event.key === '-') {
      const half = (x[1] - x[0]) * (event.key === '+' ? 0.25 : 1);
      const middle = Math.min(Math.max(data.x[at], x[0] + half), event.key === '+' ? x[1] - half : Infinity);
      this.range(middle - half, middle + half);
    }
  }

  /** @param {number|null} low @param {number|null} high */
  range(low, high) {
    this.low = low === null ? null : Math.max(0, Math.floor(low));
    this.high = high === null ? null : Math.ceil(high);
    this.plot?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.zoom(this.low, this.high);
  }

  /** What is saved as a picture. */
  svgs() {
    return this.data ? [picture(this.data, this.run, this.domains())] : [];
  }
}
