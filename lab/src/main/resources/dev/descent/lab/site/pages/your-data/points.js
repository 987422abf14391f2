// @ts-check
import { good } from '../../charts/live-picture.js';

const BLOCKS = /** @type {const} */ (['x', 'least', 'most', 'last']);

/** The measurements of the chosen run over the chosen range. The laboratory is asked only for those that are not here. */
export class Points {
  constructor() {
    this.capacity = 1024;
    this.clear();
  }

  /** Another run, or another range. */
  clear() {
    this.count = 0;
    this.stride = 1;
    this.inRange = 0;
    /** The least and the most of all, and the first. */
    this.extent = { low: Infinity, high: 0, first: NaN };
  }

  /** What is here, for the question: whole buckets, and how many marks are in each. */
  known() {
    return { have: Math.floor(this.inRange / this.stride), stride: this.stride };
  }

  /**
   * Adds an answer, and gives it all that is here instead of what was new.
   *
   * @param {any} answer of the question `curve`
   */
  take(answer) {
    const { begin, stride } = answer;
    const fresh = answer.x.length;
    if (stride === 1) {
      answer.least = answer.most = answer.last;
    }
    this.reserve(begin + fresh);
    for (const block of BLOCKS) {
      /** @type {any} */ (this.arrays)[block].set(answer[block], begin);
    }
    if (begin === 0) {
      this.extent = { low: Infinity, high: 0, first: NaN };
    }
    for (let k = 0; k < fresh; k++) {
      if (good(answer.least[k])) {
        this.extent.low = Math.min(this.extent.low, answer.least[k]);
        this.extent.high = Math.max(this.extent.high, answer.most[k]);
        this.extent.first = Number.isNaN(this.extent.first) ? answer.most[k] : this.extent.first;
      }
    }
    this.count = begin + fresh;
    this.stride = stride;
    this.inRange = answer.inRange;
    for (const block of BLOCKS) {
      answer[block] = /** @type {any} */ (this.arrays)[block].subarray(0, this.count);
    }
    return Object.assign(answer, { extent: this.extent });
  }

  /** @param {number} count */
  reserve(count) {
    if (!this.arrays || count > this.capacity) {
      const before = this.arrays;
      this.capacity = Math.max(count, 2 * this.capacity);
      this.arrays = { x: new Float64Array(this.capacity), least: new Float32Array(this.capacity), most: new Float32Array(this.capacity), last: new Float32Array(this.capacity) };
      for (const block of BLOCKS) {
        before && /** @type {any} */ (this.arrays)[block].set(before[block]);
      }
    }
  }
}
