// @ts-check
import { number } from '../core/format.js';
import { styles } from '/theme.js';
import { Chart, d3, projected, ticks } from './chart.js';

/**
 * One line.
 *
 * @typedef {object} Series
 * @property {string} style an optimizer's name: its colour and dash
 * @property {string} label written at its end
 * @property {number[]|Float64Array} x
 * @property {number[]|Float64Array} y
 * @property {boolean} [steps] whether y keeps its value until the next x
 * @property {boolean} [diverged] whether it ended in ✕
 * @property {number[]|Float64Array} [low] the least at each x, where y is the middle of several
 * @property {number[]|Float64Array} [high] the most at each x
 * @property {boolean} [dots] whether each value was measured by itself and gets a dot
 * @property {boolean} [faint] whether it stands behind the others
 */

/**
 * What a part of the horizontal axis means.
 *
 * @typedef {object} Along
 * @property {{from: number, to: number, words: string}[]} [zones] shaded parts, named at the top
 * @property {{at: number, words: string}[]} [marks] places, named at the top of a dotted line
 * @property {{from: number, to: number, words: string}} [bracket] a part measured out over the lines
 */

const FAR = 20_000;

/** Values over updates, examples or epochs: log or linear, lines labelled at their ends, values at the pointer. */
export class Curves extends Chart {
  /**
   * @param {string} name
   * @param {object} options
   * @param {string} options.x the horizontal axis's name
   * @param {string} options.y the vertical axis's name
   * @param {boolean} [options.log] whether values stand on powers of ten
   * @param {boolean} [options.xLog] whether x does
   * @param {boolean} [options.capped] whether what explodes leaves the picture at ten times the first value
   * @param {number} [options.decades] how many powers of ten are shown at most; what lies lower stands at the bottom
   * @param {boolean} [options.tall] whether it is a page's main picture
   * @param {string} [options.kind] a class for its place
   * @param {(x: number) => void} [options.pick] somebody pointed there, or moved the hand there with the button held
   */
  constructor(name, { x, y, log = true, xLog = false, capped = !xLog, decades = 300, tall = false, kind = '', pick }) {
    super(name, `curves ${kind}`);
    this.capped = capped;
    this.decades = decades;
    this.tall = tall;
    this.names = { x, y };
    this.log = log;
    this.xLog = xLog;
    this.pick = pick;
    /** @type {Series[]} */
    this.series = [];
    /** @type {number|null} */
    this.at = null;
    /** @type {{y: number, words: string}[]} */
    this.lines = [];
    /** @type {Along} */
    this.along = {};
  }

  /**
   * @param {Series[]} series
   * @param {{y: number, words: string}[]} [lines] dotted levels with their names
   * @param {Along} [along]
   */
  show(series, lines = [], along = {}) {
    this.series = series;
    this.lines = lines;
    this.along = along;
    this.numbers([this.names.x, ...series.map(one => one.label)], () => this.rows());
    this.draw();
  }

  /** Moves the mark of the transport. @param {number} x */
  mark(x) {
    this.at = x;
    this.drawMark();
  }

  rows() {
    const all = [...new Set(this.series.flatMap(one => Array.from(one.x)))].sort((a, b) => a - b);
    return all.slice(0, 2000).map(x => [number(x), ...this.series.map(one => {
      const k = Array.from(one.x).indexOf(x);
      return k < 0 ? '' : number(one.y[k], 5);
    })]);
  }

  draw() {
    const width = this.width();
    if (!this.series.length || width < 160) {
      return;
    }
    const large = projected();
    const height = (large ? 300 : 210) + (this.tall ? (large ? 220 : 150) : 0);
    const longest = Math.max(...[...this.series.map(one => one.label), ...this.lines.map(line => line.words)].map(words => words.length + 2));
    const margin = large ? { left: 84, right: 14 + 12.5 * longest, top: 36, bottom: 56 }
      : { left: 52, right: 12 + 7.7 * longest, top: 26, bottom: 38 };
    const values = this.series.flatMap(one => [one.y, one.low ?? [], one.high ?? []].flatMap(part => Array.from(part))).filter(v => Number.isFinite(v) && (!this.log || v > 0));
    // Over time, what explodes leaves the picture upwards at ten times the first value.
    const most = !this.capped || !this.log ? Infinity : 10 * Math.max(...this.series.map(one => one.y[0]));
    const high = Math.min(most, d3.max(values));
    const low = this.log ? Math.max(d3.min(values), high / 10 ** this.decades) : d3.min(values);
    const last = d3.max(this.series, (/** @type {Series} */ one) => one.x[one.x.length - 1]);
    const x = (this.xLog ? d3.scaleLog().domain([d3.min(this.series, (/** @type {Series} */ one) => one.x[0]), last])
      : d3.scaleLinear().domain([0, last])).range([margin.left, width - margin.right]);
    const y = (this.log ? d3.scaleLog() : d3.scaleLinear()).domain(this.log ? [low / 1.15, high * 1.15] : [Math.min(0, 1.05 * low), Math.max(0, 1.05 * high)])
      .range([height - margin.bottom, margin.top]);
    this.x = x;
    this.y = y;
    const svg = this.canvas(width, height);
    const clip = `${this.id}-clip`;
    svg.append('clipPath').attr('id', clip).append('rect').attr('x', margin.left).attr('y', margin.top - 6)
      .attr('width', width - margin.left - margin.right + 1).attr('height', height - margin.bottom - margin.top + 6);
    this.axis(svg, width, height, margin);
    const plot = svg.append('g').attr('clip-path', `url(#${clip})`);
    this.zones(plot, height, margin);
    this.series.forEach(one => this.band(plot, one));
    for (const line of this.lines) {
      const at = y(Math.max(line.y, y.domain()[0]));
      plot.append('line').attr('class', 'reference').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', at).attr('y2', at);
    }
    const ends = [...this.series.map(one => this.line(plot, one, height, margin)),
      ...this.lines.map(line => ({ words: line.words, y: y(Math.max(line.y, y.domain()[0])) }))];
    this.labels(svg, ends, margin, height);
    this.places(svg, height, margin);
    this.marker = svg.append('g');
    this.drawMark();
    this.hover(svg, width, height, margin);
    this.refocus?.();
  }

  /** A value's place, also of one that leaves the picture. @param {number} value */
  height(value) {
    const [low, high] = this.y.domain();
    return Math.max(-FAR, Math.min(FAR, this.y(Math.max(this.log ? low / 10 : -1e300, Math.min(this.log ? high * 1e9 : 1e300, value)))));
  }

  /** From the least to the most of several. */
  band(/** @type {any} */ plot, /** @type {Series} */ one) {
    const { low, high } = one;
    if (low && high) {
      plot.append('path').attr('class', 'band').style('--run', `var(--run-${one.style})`)
        .attr('d', d3.area().x((/** @type {number} */ k) => this.x(one.x[k])).y0((/** @type {number} */ k) => this.height(low[k]))
          .y1((/** @type {number} */ k) => this.height(high[k]))(d3.range(one.x.length).filter((/** @type {number} */ k) => !Number.isNaN(low[k]) && !Number.isNaN(high[k]))));
    }
  }

  zones(/** @type {any} */ plot, /** @type {number} */ height, /** @type {any} */ margin) {
    const [low, high] = this.x.domain();
    for (const [k, zone] of (this.along.zones ?? []).entries()) {
      const from = this.x(Math.max(low, Math.min(high, zone.from)));
      const to = this.x(Math.max(low, Math.min(high, zone.to)));
      plot.append('rect').attr('class', k % 2 ? 'zone between' : 'zone').attr('x', from).attr('width', Math.max(0, to - from))
        .attr('y', margin.top).attr('height', height - margin.top - margin.bottom);
      if (to - from > zone.words.length * 7) {
        plot.append('text').attr('class', 'zone-name').attr('x', (from + to) / 2).attr('y', height - margin.bottom - 8).attr('text-anchor', 'middle').text(zone.words);
      }
    }
  }

  /** Marks and the bracket, over the lines. */
  places(/** @type {any} */ svg, /** @type {number} */ height, /** @type {any} */ margin) {
    const [left, right] = this.x.range();
    const size = projected() ? 11 : 6.6;
    for (const [k, mark] of (this.along.marks ?? []).entries()) {
      const at = this.x(mark.at);
      if (at >= left && at <= right) {
        const end = at + 6 + size * mark.words.length > right;
        svg.append('line').attr('class', 'reference').attr('x1', at).attr('x2', at).attr('y1', margin.top - 4).attr('y2', height - margin.bottom);
        svg.append('text').attr('class', 'quiet-label on-ground').attr('x', at + (end ? -5 : 5)).attr('y', margin.top + 8 + k * (projected() ? 22 : 15))
          .attr('text-anchor', end ? 'end' : 'start').text(mark.words);
      }
    }
    const { bracket } = this.along;
    if (bracket) {
      const from = Math.max(left, this.x(bracket.from));
      const to = Math.max(from + 2, Math.min(right, this.x(bracket.to)));
      const y = height - margin.bottom - 12;
      svg.append('path').attr('class', 'bracket').attr('d', `M${from},${y - 6}v12M${from},${y}H${to}M${to},${y - 6}v12`);
      const half = size * bracket.words.length / 2;
      svg.append('text').attr('class', 'run-label bracket-words on-ground').attr('x', Math.max(left + half, Math.min(right - half, (from + to) / 2))).attr('y', y - 9)
        .attr('text-anchor', 'middle').text(bracket.words);
    }
  }

  line(/** @type {any} */ plot, /** @type {Series} */ one, /** @type {number} */ height, /** @type {any} */ margin) {
    const style = styles[one.style];
    const path = d3.line().x((/** @type {number} */ k) => this.x(one.x[k])).y((/** @type {number} */ k) => this.height(one.y[k]))
      .curve(one.steps ? d3.curveStepAfter : d3.curveLinear).digits(1);
    const shown = d3.range(one.x.length).filter((/** @type {number} */ k) => Number.isFinite(one.y[k]) && (!this.log || one.y[k] > 0));
    const group = plot.append('g').attr('class', one.faint ? 'trail faint' : 'trail').style('--run', `var(--run-${one.style})`);
    group.append('path').attr('class', 'walked').attr('d', path(shown))
      .attr('stroke-width', (projected() ? 2 : 1) * style.width).attr('stroke-dasharray', style.dash.join(' ') || null);
    if (one.dots) {
      group.selectAll('circle').data(shown).join('circle').attr('r', projected() ? 5 : 3.5)
        .attr('cx', (/** @type {number} */ k) => this.x(one.x[k])).attr('cy', (/** @type {number} */ k) => this.height(one.y[k]));
    }
    const last = shown[shown.length - 1];
    const at = [this.x(one.x[last]), Math.max(margin.top, Math.min(height - margin.bottom, this.y(one.y[last])))];
    if (one.diverged) {
      group.append('path').attr('class', 'lost').attr('d', `M${at[0] - 5},${at[1] - 5}l10,10m0,-10l-10,10`);
    }
    return { one, y: at[1] };
  }

  labels(/** @type {any} */ svg, /** @type {any[]} */ ends, /** @type {any} */ margin, /** @type {number} */ height) {
    const gap = projected() ? 26 : 16;
    ends.sort((a, b) => a.y - b.y);
    ends.forEach((end, k) => {
      end.y = Math.max(end.y, k ? ends[k - 1].y + gap : margin.top);
    });
    // Pressed up from below again, but only as far as they touch.
    for (let k = ends.length - 1, bottom = height - margin.bottom; k >= 0; k--, bottom -= gap) {
      ends[k].y = Math.min(ends[k].y, bottom);
    }
    for (const end of ends) {
      const text = svg.append('text').attr('x', this.x.range()[1] + 8).attr('y', end.y + 4);
      if (end.one) {
        text.attr('class', 'run-label').style('--run', `var(--run-${end.one.style}-text)`).text(end.one.label + (end.one.diverged ? ' ✕' : ''));
      } else {
        text.attr('class', 'quiet-label').text(end.words);
      }
    }
  }

  axis(/** @type {any} */ svg, /** @type {number} */ width, /** @type {number} */ height, /** @type {any} */ margin) {
    const { x, y } = this;
    const large = projected();
    const group = svg.append('g').attr('class', 'axis');
    const bottom = height - margin.bottom;
    for (const value of ticks(y, (height - margin.top - margin.bottom) * 1.4, this.log)) {
      group.append('line').attr('class', 'grid').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', y(value)).attr('y2', y(value));
      group.append('text').attr('x', margin.left - 8).attr('y', y(value) + 4).attr('text-anchor', 'end').text(number(value));
    }
    for (const value of ticks(x, width - margin.left - margin.right, this.xLog)) {
      group.append('text').attr('x', x(value)).attr('y', bottom + (projected() ? 26 : 18)).attr('text-anchor', 'middle').text(number(value));
    }
    group.append('line').attr('x1', margin.left).attr('x2', width - margin.right).attr('y1', bottom).attr('y2', bottom);
    group.append('text').attr('class', 'axis-name').attr('x', width - margin.right).attr('y', height - 4).attr('text-anchor', 'end').text(this.names.x);
    group.append('text').attr('class', 'axis-name').attr('x', 4).attr('y', large ? 20 : 12).text(this.names.y + (this.log ? ', log scale' : ''));
  }

  drawMark() {
    if (!this.marker) {
      return;
    }
    this.marker.selectAll('*').remove();
    if (this.at !== null) {
      const px = this.x(Math.max(this.x.domain()[0], Math.min(this.at, this.x.domain()[1])));
      this.marker.append('line').attr('class', 'mark').attr('x1', px).attr('x2', px).attr('y1', this.y.range()[0]).attr('y2', this.y.range()[1]);
    }
  }

  hover(/** @type {any} */ svg, /** @type {number} */ width, /** @type {number} */ height, /** @type {any} */ margin) {
    const tip = svg.append('g').attr('class', 'tip');
    svg.append('rect').attr('class', 'sensor').attr('x', margin.left).attr('y', margin.top)
      .attr('width', width - margin.left - margin.right).attr('height', height - margin.top - margin.bottom)
      .on('pointermove', (/** @type {any} */ event) => {
        const at = this.x.invert(d3.pointer(event, svg.node())[0]);
        tip.selectAll('*').remove();
        for (const one of this.series) {
          const k = Math.max(0, Math.min(one.x.length - 1, d3.bisect(Array.from(one.x), at + 1e-9) - 1));
          const px = this.x(one.x[k]);
          const py = Math.max(margin.top + 10, this.y(one.y[k]));
          tip.append('circle').attr('r', 4).attr('cx', px).attr('cy', py).style('--run', `var(--run-${one.style})`);
          tip.append('text').attr('class', 'run-label on-picture').style('--run', `var(--run-${one.style}-text)`)
            .attr('x', px + 8).attr('y', py - 7).text(`${number(one.y[k], 4)} at ${number(one.x[k])}`);
        }
      })
      .on('pointerleave', () => tip.selectAll('*').remove())
      .on('click', (/** @type {any} */ event) => this.pick?.(this.x.invert(d3.pointer(event, svg.node())[0])));
    if (this.pick) {
      const [low, high] = this.x.domain();
      svg.select('.sensor').call(d3.drag().container(svg.node()).on('drag', (/** @type {any} */ event) => this.pick?.(Math.max(low, Math.min(high, this.x.invert(event.x))))));
    }
  }
}
