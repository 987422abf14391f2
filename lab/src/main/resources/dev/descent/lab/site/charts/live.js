// @ts-check
import { number } from '../core/format.js';
import { styles } from '/theme.js';
import { Chart, d3, projected, ticks } from './chart.js';

/**
 * The losses of a run as the server sends them: buckets of about two pixels, each with its lowest, highest and last loss,
 * so that a spike is seen at any width. Drawn once per frame, however often it is told.
 */
export class LiveCurve extends Chart {
  /** @param {(low: number|null, high: number|null) => void} zoom somebody chose a range, or all of it */
  constructor(zoom) {
    super('Loss of the run over its updates', 'curves live');
    this.zoom = zoom;
    /** @type {any} */
    this.data = null;
    /** @type {any} */
    this.run = null;
    this.due = 0;
    this.frames = 0;
    this.host.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && zoom(null, null));
  }

  /** How many buckets can be seen. */
  buckets() {
    return Math.max(64, Math.min(4096, Math.floor((this.width() || 800) / 2)));
  }

  /** @param {any} data of the question `curve` @param {any} run its row */
  show(data, run) {
    this.data = data;
    this.run = run;
    if (!this.due) {
      this.due = requestAnimationFrame(() => {
        this.due = 0;
        this.frames++;
        this.draw();
      });
    }
    this.numbers(['update', 'lowest', 'highest', 'last'], () => Array.from(data.x, (x, k) => [number(x, 6),
      number(data.least[k], 4), number(data.most[k], 4), number(data.last[k], 4)]).slice(-2000));
  }

  clear() {
    cancelAnimationFrame(this.due);
    this.due = 0;
    this.data = null;
    this.host.querySelector('svg')?.remove();
  }

  draw() {
    const width = this.width();
    const { data, run } = this;
    if (!data || width < 160) {
      return;
    }
    // In projection on a phone the large margins would leave nothing between them.
    const large = projected() && width > 420;
    const height = large ? 520 : 360;
    const margin = large ? { left: 92, right: 150, top: 40, bottom: 60 } : { left: 56, right: 92, top: 28, bottom: 40 };
    const svg = this.canvas(width, height);
    const good = (/** @type {number} */ v) => Number.isFinite(v) && v > 0;
    const all = [...data.least, ...data.most, ...data.train, ...data.validation].filter(good);
    if (!all.length) {
      svg.append('text').attr('x', width / 2).attr('y', height / 2).attr('text-anchor', 'middle')
        .text(run.state === 'diverged' ? 'It diverged before anything was measured.' : 'Nothing is measured yet.');
      return;
    }
    if (good(data.baseline)) {
      all.push(data.baseline);
    }
    const start = data.epochAt.length || data.x.length ? Math.min(data.x[0] ?? Infinity, data.epochAt[0] ?? Infinity) : 0;
    const end = Math.max(data.x.at(-1) ?? 0, data.epochAt.at(-1) ?? 0, start + 1);
    const x = d3.scaleLinear().domain([this.low ?? 0, this.high ?? end]).range([margin.left, width - margin.right]);
    const y = d3.scaleLog().domain([d3.min(all) / 1.15, Math.min(d3.max(all), 1e3 * all[0]) * 1.15]).range([height - margin.bottom, margin.top]);
    this.scales = { x, y, margin, width, height };
    const clip = `${this.id}-clip`;
    svg.append('clipPath').attr('id', clip).append('rect').attr('x', margin.left).attr('y', 0).attr('width', width - margin.left - margin.right + 1)
      .attr('height', height - margin.bottom);
    const axis = svg.append('g').attr('class', 'axis');
    for (const value of ticks(y, (height - margin.top - margin.bottom) * 1.4, true)) {
      axis.append('line').attr('class', 'grid').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', y(value)).attr('y2', y(value));
      axis.append('text').attr('x', margin.left - 8).attr('y', y(value) + 4).attr('text-anchor', 'end').text(number(value));
    }
    for (const value of ticks(x, width - margin.left - margin.right, false)) {
      axis.append('text').attr('x', x(value)).attr('y', height - margin.bottom + (large ? 26 : 18)).attr('text-anchor', 'middle').text(number(value));
    }
    axis.append('line').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', height - margin.bottom).attr('y2', height - margin.bottom);
    axis.append('text').attr('class', 'axis-name').attr('x', width - margin.right).attr('y', height - 4).attr('text-anchor', 'end').text('updates');
    axis.append('text').attr('class', 'axis-name').attr('x', 4).attr('y', large ? 22 : 13).text('loss, log scale');
    const style = styles[run.optimizer] ? run.optimizer : 'path';
    const plot = svg.append('g').attr('clip-path', `url(#${clip})`).append('g').attr('class', 'trail live')
      .style('--run', `var(--run-${style})`);
    const marks = d3.range(data.x.length);
    plot.append('path').attr('class', 'band').attr('d', d3.area().defined((/** @type {number} */ k) => good(data.least[k]) && good(data.most[k]))
      .x((/** @type {number} */ k) => x(data.x[k])).y0((/** @type {number} */ k) => y(data.least[k])).y1((/** @type {number} */ k) => y(data.most[k]))(marks));
    plot.append('path').attr('class', 'raw').attr('d', this.path(data.x, data.last, marks, good));
    const epochs = d3.range(data.epochAt.length);
    plot.append('path').attr('class', 'walked').attr('stroke-width', large ? 5 : 2.5).attr('d', this.path(data.epochAt, data.train, epochs, good));
    plot.append('path').attr('class', 'walked validation').attr('stroke-width', large ? 5 : 2.5).attr('stroke-dasharray', large ? '16 13' : '7 4')
      .attr('d', this.path(data.epochAt, data.validation, epochs, good));
    if (good(data.baseline)) {
      plot.append('line').attr('class', 'reference').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', y(data.baseline)).attr('y2', y(data.baseline));
    }
    this.ends(svg, style, good);
    if (run.state === 'diverged') {
      const k = d3.range(data.x.length).filter((/** @type {number} */ i) => good(data.last[i])).at(-1);
      if (k !== undefined) {
        const [px, py] = [x(data.x[k]), Math.max(margin.top, y(data.last[k]))];
        plot.append('path').attr('class', 'lost').attr('d', `M${px - 6},${py - 6}l12,12m0,-12l-12,12`);
      }
    }
    this.brush(svg);
    this.refocus?.();
  }

  path(/** @type {any} */ xs, /** @type {any} */ ys, /** @type {number[]} */ indices, /** @type {(v: number) => boolean} */ good) {
    const { x, y } = /** @type {any} */ (this.scales);
    return d3.line().defined((/** @type {number} */ k) => good(ys[k])).x((/** @type {number} */ k) => x(xs[k])).y((/** @type {number} */ k) => y(ys[k]))(indices);
  }

  ends(/** @type {any} */ svg, /** @type {string} */ style, /** @type {(v: number) => boolean} */ good) {
    const { y, margin, width } = /** @type {any} */ (this.scales);
    const last = (/** @type {any} */ values) => Array.from(values).filter(/** @type {any} */ (good)).at(-1);
    const labels = [{ words: 'training', at: last(this.data.train) }, { words: 'validation', at: last(this.data.validation) },
      { words: 'baseline', at: last([this.data.baseline]), quiet: true }]
      .filter(one => one.at !== undefined).map(one => ({ ...one, y: y(one.at) })).sort((a, b) => a.y - b.y);
    const gap = projected() ? 26 : 16;
    labels.forEach((label, k) => {
      label.y = k ? Math.max(label.y, labels[k - 1].y + gap) : label.y;
      svg.append('text').attr('class', label.quiet ? 'quiet-label' : 'run-label').style('--run', `var(--run-${style}-text)`).attr('x', width - margin.right + 8)
        .attr('y', label.y + 4).text(label.words);
    });
  }

  /** A range is chosen by dragging; a double click shows all again. */
  brush(/** @type {any} */ svg) {
    const { x, margin, width, height } = /** @type {any} */ (this.scales);
    const band = svg.append('rect').attr('class', 'chosen').attr('y', margin.top).attr('height', height - margin.top - margin.bottom).attr('width', 0);
    /** @type {number|null} */
    let from = null;
    svg.append('rect').attr('class', 'sensor').attr('x', margin.left).attr('y', margin.top).attr('width', width - margin.left - margin.right)
      .attr('height', height - margin.top - margin.bottom)
      .on('pointerdown', (/** @type {any} */ event) => { from = d3.pointer(event, svg.node())[0]; })
      .on('pointermove', (/** @type {any} */ event) => {
        if (from !== null) {
          const to = d3.pointer(event, svg.node())[0];
          band.attr('x', Math.min(from, to)).attr('width', Math.abs(to - from));
        }
      })
      .on('pointerup', (/** @type {any} */ event) => {
        const to = d3.pointer(event, svg.node())[0];
        if (from !== null && Math.abs(to - from) > 8) {
          this.range(x.invert(Math.min(from, to)), x.invert(Math.max(from, to)));
        }
        from = null;
      })
      .on('dblclick', () => this.range(null, null));
  }

  /** @param {number|null} low @param {number|null} high */
  range(low, high) {
    this.low = low === null ? null : Math.max(0, Math.floor(low));
    this.high = high === null ? null : Math.ceil(high);
    this.zoom(this.low, this.high);
  }
}
