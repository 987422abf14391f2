// @ts-check
import { count } from '../core/format.js';
import { Chart, d3, projected } from './chart.js';

/** Shades of a row's place in its file. */
const SHADES = 12;

/**
 * Which rows form each batch: a strip for each epoch, read from left to right, each row in the shade of its place in the
 * file. The file as it stands makes an even ramp, a shuffled one noise, and the same noise again where it is shuffled once.
 */
export class Order extends Chart {
  /** @param {string} name */
  constructor(name) {
    super(name, 'order');
    /** @type {{order: Int32Array, rows: number, size: number}|null} */
    this.shown = null;
    this.t = 0;
  }

  /** @param {Int32Array} order epoch after epoch @param {number} rows of an epoch @param {number} size of a batch */
  show(order, rows, size) {
    this.shown = { order, rows, size };
    this.numbers(['epoch', 'batch', 'rows, counted from 1'], () => this.table());
    this.draw();
  }

  /** Marks the batch of an update. @param {number} t from 0 */
  mark(t) {
    this.t = t;
    this.drawMark();
  }

  /** The rows of the batch of an update, counted from 1. @param {number} t */
  batch(t) {
    const { order, rows, size } = /** @type {any} */ (this.shown);
    const [epoch, batch] = this.place(t);
    return Array.from(order.slice(epoch * rows + batch * size, epoch * rows + Math.min(rows, (batch + 1) * size)), row => row + 1);
  }

  /** Epoch and batch of an update, from 0. @param {number} t */
  place(t) {
    const { rows, size } = /** @type {any} */ (this.shown);
    const perEpoch = Math.ceil(rows / size);
    return [Math.floor(t / perEpoch), t % perEpoch];
  }

  table() {
    const { order, rows, size } = /** @type {any} */ (this.shown);
    const batches = (order.length / rows) * Math.ceil(rows / size);
    return Array.from({ length: Math.min(batches, 200) }, (_, t) => {
      const [epoch, batch] = this.place(t);
      const all = this.batch(t);
      return [epoch + 1, batch + 1, all.slice(0, 20).join(', ') + (all.length > 20 ? ', …' : '')];
    });
  }

  draw() {
    const width = this.width();
    if (!this.shown || width < 160) {
      return;
    }
    const large = projected();
    const { order, rows, size } = this.shown;
    const epochs = order.length / rows;
    this.row = large ? 44 : 30;
    this.gap = large ? 14 : 9;
    this.left = large ? 100 : 62;
    const right = 8;
    this.x = d3.scaleLinear([0, rows], [this.left, width - right]);
    const height = epochs * (this.row + this.gap) + (large ? 40 : 26);
    const svg = this.canvas(width, height);
    for (let epoch = 0; epoch < epochs; epoch++) {
      const top = epoch * (this.row + this.gap);
      svg.append('text').attr('x', 0).attr('y', top + this.row / 2 + 4).text(`epoch ${epoch + 1}`);
      const cells = Array.from({ length: SHADES }, () => '');
      for (let k = 0; k < rows; k++) {
        const shade = Math.floor((order[epoch * rows + k] * SHADES) / rows);
        cells[shade] += `M${this.x(k).toFixed(2)},${top}H${this.x(k + 1).toFixed(2)}v${this.row}H${this.x(k).toFixed(2)}Z`;
      }
      cells.forEach((path, shade) => svg.append('path').attr('d', path).attr('fill-opacity', 0.06 + (0.94 * shade) / (SHADES - 1)));
      // Edges as long as they leave something of the rows to be seen.
      if (this.x(size) - this.x(0) > 6) {
        d3.range(size, rows, size).forEach((/** @type {number} */ k) => svg.append('line').attr('class', 'edge').attr('x1', this.x(k)).attr('x2', this.x(k))
          .attr('y1', top).attr('y2', top + this.row));
      }
    }
    const foot = height - 6;
    svg.append('text').attr('x', this.left).attr('y', foot).text('read first');
    svg.append('text').attr('x', width - right).attr('y', foot).attr('text-anchor', 'end').text('read last');
    this.marker = svg.append('g');
    this.drawMark();
  }

  drawMark() {
    if (!this.marker || !this.shown) {
      return;
    }
    this.marker.selectAll('*').remove();
    const { order, rows, size } = this.shown;
    const [epoch, batch] = this.place(this.t);
    if (epoch < order.length / rows) {
      const from = this.x(batch * size);
      const to = this.x(Math.min(rows, (batch + 1) * size));
      this.marker.append('rect').attr('class', 'batch').attr('x', from - 2).attr('width', to - from + 4)
        .attr('y', epoch * (this.row + this.gap) - 2).attr('height', this.row + 4);
    }
  }

  /** For the sentence under it. @param {number} t */
  sentence(t) {
    const [epoch, batch] = this.place(t);
    const all = this.batch(t);
    return `Update ${count(t + 1)} looks at batch ${count(batch + 1)} of epoch ${epoch + 1}: `
      + `${all.length === 1 ? 'row' : 'rows'} ${all.slice(0, 10).map(count).join(', ')}${all.length > 10 ? ', …' : ''}.`;
  }
}
