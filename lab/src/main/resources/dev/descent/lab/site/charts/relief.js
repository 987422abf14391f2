// @ts-check
import { number } from '../core/format.js';
import { d3, ink, projected, ticks } from './chart.js';

/**
 * Where a contour chart stands in its picture.
 *
 * @typedef {object} Place
 * @property {any} x scale of the first coordinate, to pixels
 * @property {any} y scale of the second
 * @property {number} width
 * @property {number} height
 * @property {{left: number, right: number, top: number, bottom: number}} margin
 */

/**
 * The ground of a contour chart: areas between lines of equal height.
 *
 * @param {any} plot
 * @param {any} ground as Ground.java sends it: window, columns, rows, levels, grid
 * @param {Place} place
 * @param {() => void} tint colours it further, under the heights that are written on the lines
 */
export function drawRelief(plot, { window, columns, rows, levels, grid }, { x, y }, tint) {
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
  tint();
  /** @type {number[][]} */
  const taken = [];
  const size = projected() ? 15 : 10.5;
  areas.slice(1).forEach((/** @type {any} */ line, /** @type {number} */ k) => {
    const at = leaving(line, columns, rows);
    const place = at && [toX(at[0]), toY(at[1])];
    if (place && taken.every(other => Math.abs(other[0] - place[0]) > 2.6 * size || Math.abs(other[1] - place[1]) > 1.4 * size)) {
      taken.push(place);
      plot.append('text').attr('class', 'level-value').attr('x', place[0]).attr('y', place[1] + size / 3).text(number(levels[k]));
    }
  });
}

/** Where a line leaves upwards to the right. @returns {number[]|undefined} */
function leaving(/** @type {any} */ line, /** @type {number} */ columns, /** @type {number} */ rows) {
  // An area's rings are its outer rim, often the picture's, and its holes: the line is where most points are inside.
  const inside = d3.greatest(line.coordinates.flat().map((/** @type {number[][]} */ ring) => ring.filter(
    p => p[0] > 6 && p[0] < columns - 6 && p[1] > 5 && p[1] < rows - 5)), (/** @type {number[][]} */ ring) => ring.length) ?? [];
  return d3.greatest(inside, (/** @type {number[]} */ p) => 0.6 * p[0] - p[1]);
}

/**
 * The numbers along both coordinates, and what these are called.
 *
 * @param {any} svg
 * @param {string[]} names
 * @param {Place} place
 */
export function drawAxes(svg, names, { x, y, width, height, margin }) {
  const bottom = height - margin.bottom;
  const group = svg.append('g').attr('class', 'axis');
  for (const value of ticks(x, width, false)) {
    group.append('line').attr('x1', x(value)).attr('x2', x(value)).attr('y1', bottom).attr('y2', bottom + 5);
    group.append('text').attr('x', x(value)).attr('y', bottom + (projected() ? 24 : 18)).attr('text-anchor', 'middle').text(number(value));
  }
  // The axis's name stands where the uppermost value would.
  const below = margin.top + (projected() ? 40 : 24);
  for (const value of ticks(y, height, false).filter((/** @type {number} */ v) => y(v) > below)) {
    group.append('line').attr('x1', margin.left - 5).attr('x2', margin.left).attr('y1', y(value)).attr('y2', y(value));
    group.append('text').attr('x', margin.left - 9).attr('y', y(value) + 4).attr('text-anchor', 'end').text(number(value));
  }
  group.append('text').attr('class', 'axis-name').attr('x', width - margin.right).attr('y', height - 6).attr('text-anchor', 'end').text(names[0]);
  // A name of more than a letter or two would run into the numbers: it stands in the picture.
  const long = names[1].length > 3;
  group.append('text').attr('class', `axis-name${long ? ' on-picture' : ''}`).attr('x', long ? margin.left + 10 : 6).attr('y', margin.top + (long ? 20 : 12)).text(names[1]);
}
