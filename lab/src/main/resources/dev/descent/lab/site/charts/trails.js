// @ts-check
import { styles } from '/theme.js';
import { d3, projected } from './chart.js';

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

/**
 * An arrow on the ground.
 *
 * @typedef {object} Arrow
 * @property {number[]} from
 * @property {number[]} by
 * @property {string} words
 * @property {boolean} [whole] whether it stands for all rows, in the colour of text
 */

/** Beyond this many pixels it makes no difference how far. */
export const FAR = 20_000;

/**
 * Paths with a dot for each update, or for every other where they are many, each labelled where it has come to.
 *
 * @param {any} over
 * @param {Trail[]} trails
 * @param {any} x scale of the first coordinate
 * @param {any} y scale of the second
 */
export function drawTrails(over, trails, x, y) {
  const bounded = (/** @type {number} */ v) => Math.max(-FAR, Math.min(FAR, v));
  const large = projected();
  const line = d3.line().digits(1);
  const labels = new Labels(trails, x, y);
  for (const trail of trails) {
    const style = styles[trail.style];
    const count = trail.points.length / 2;
    const at = Math.min(trail.at, count - 1);
    const pixels = d3.range(count).map((/** @type {number} */ k) => [bounded(x(trail.points[2 * k])), bounded(y(trail.points[2 * k + 1]))]);
    const walked = line(pixels.slice(0, at + 1));
    const wide = (large ? 2 : 1) * style.width;
    const group = over.append('g').attr('class', 'trail').style('--run', `var(--run-${trail.style})`);
    const path = (/** @type {string} */ kind, /** @type {string} */ d, /** @type {number} */ width) =>
      group.append('path').attr('class', kind).attr('d', d).attr('stroke-width', width);
    if (at < count - 1) {
      path('ahead', line(pixels), style.width);
    }
    path('casing', walked, wide + 3);
    path('walked', walked, wide).attr('stroke-dasharray', style.dash.join(' ') || null);
    const every = Math.max(1, Math.ceil(count / 200));
    const dots = d3.range(0, at + 1, every);
    const radius = large ? 4 : 2.6;
    if (trail.hollow) {
      group.selectAll('circle').data(dots).join('circle').attr('class', (/** @type {number} */ k) => (trail.hollow?.[k] ? 'hollow' : null))
        .attr('r', radius).attr('cx', (/** @type {number} */ k) => pixels[k][0]).attr('cy', (/** @type {number} */ k) => pixels[k][1]);
    } else {
      // A line of no length with round ends is a dot: a thousand of them follow a hand as two lines, not as a thousand circles.
      const round = dots.map((/** @type {number} */ k) => `M${pixels[k][0].toFixed(1)},${pixels[k][1].toFixed(1)}h0`).join('');
      path('casing', round, 2 * radius + 1);
      path('dots', round, 2 * radius - 1);
    }
    const end = pixels[at];
    const lost = trail.diverged && at === count - 1;
    if (lost) {
      group.append('path').attr('class', 'lost').attr('d', `M${end[0] - 6},${end[1] - 6}l12,12m0,-12l-12,12`);
    } else {
      group.append('circle').attr('class', 'now').attr('r', large ? 8 : 5.5).attr('cx', end[0]).attr('cy', end[1]);
    }
    if (at > 0 || trail.diverged) {
      labels.write(group, trail, end, lost);
    }
  }
}

/** Direct labels: at the path's end, and aside where another path's label stands. */
class Labels {
  /** @param {Trail[]} trails @param {any} x @param {any} y */
  constructor(trails, x, y) {
    this.trails = trails;
    this.x = x;
    this.y = y;
    /** @type {number[][]} */
    this.taken = [];
  }

  write(/** @type {any} */ group, /** @type {Trail} */ trail, /** @type {number[]} */ end, /** @type {boolean} */ lost) {
    const index = this.trails.indexOf(trail);
    const [left, right] = this.x.range();
    const [bottom, top] = this.y.range();
    const size = projected() ? 20 : 13;
    const near = end[0] > right - 130;
    const px = Math.max(left + 6, Math.min(right - 6, end[0] + (near ? -12 : 12)));
    let py = Math.max(top + size, Math.min(bottom - 6, end[1] + (index % 2 ? -size * 0.7 : size * 1.5)));
    // Where paths end together their names stand one under the other.
    while (this.taken.some(at => Math.abs(at[0] - px) < size * 5 && Math.abs(at[1] - py) < size * 1.15)) {
      py += size * 0.3;
    }
    this.taken.push([px, py]);
    group.append('text').attr('class', 'on-picture run-label').style('--run', `var(--run-${trail.style}-text)`)
      .attr('x', px).attr('y', py).attr('text-anchor', near ? 'end' : 'start').text(trail.label + (lost ? ': diverged here' : ''));
  }
}

/**
 * Arrows with their words beside them; those too short to be seen are left out.
 *
 * @param {any} over
 * @param {Arrow[]} arrows
 * @param {any} x
 * @param {any} y
 */
export function drawArrows(over, arrows, x, y) {
  for (const arrow of arrows) {
    const from = [x(arrow.from[0]), y(arrow.from[1])];
    const to = [x(arrow.from[0] + arrow.by[0]), y(arrow.from[1] + arrow.by[1])];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length > 4 && length < FAR) {
      const way = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
      const group = over.append('g').attr('class', arrow.whole ? 'arrow whole' : 'arrow');
      const head = projected() ? 16 : 10;
      const neck = [to[0] - way[0] * head, to[1] - way[1] * head];
      group.append('path').attr('class', 'shaft').attr('d', `M${from}L${neck}`);
      group.append('path').attr('class', 'head').attr('d',
        `M${to}L${neck[0] - way[1] * head * 0.45},${neck[1] + way[0] * head * 0.45}L${neck[0] + way[1] * head * 0.45},${neck[1] - way[0] * head * 0.45}Z`);
      const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      group.append('text').attr('class', 'on-picture').attr('text-anchor', 'middle')
        .attr('x', middle[0] - Math.abs(way[1]) * 24).attr('y', middle[1] - Math.abs(way[0]) * 12).text(arrow.words);
    }
  }
}
