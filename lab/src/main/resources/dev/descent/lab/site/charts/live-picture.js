// @ts-check
import { number } from '../core/format.js';
import { styles } from '/theme.js';
import { d3, ticks } from './chart.js';

const WIDTH = 960;
const HEIGHT = 400;
const MARGIN = { left: 60, right: 96, top: 30, bottom: 42 };

/** What counts on an axis of powers of ten. @param {number} value */
export function good(value) {
  return Number.isFinite(value) && value > 0;
}

/**
 * The same picture as the live chart's, to be saved: lines instead of dots of light.
 *
 * @param {any} data of the question `curve` @param {any} run its row
 * @param {{x: number[], y: number[]}} domains what the axes reach from and to
 * @returns {SVGSVGElement}
 */
export function picture(data, run, domains) {
  const x = d3.scaleLinear().domain(domains.x).range([MARGIN.left, WIDTH - MARGIN.right]);
  const y = d3.scaleLog().domain(domains.y).range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const svg = d3.create('svg').attr('viewBox', `0 0 ${WIDTH} ${HEIGHT}`).attr('width', WIDTH).attr('height', HEIGHT);
  axes(svg, x, y);
  svg.append('clipPath').attr('id', 'live-clip').append('rect').attr('x', MARGIN.left).attr('width', WIDTH - MARGIN.left - MARGIN.right + 1)
    .attr('height', HEIGHT - MARGIN.bottom);
  const style = styles[run.optimizer] ? run.optimizer : 'path';
  const plot = svg.append('g').attr('clip-path', 'url(#live-clip)').append('g').attr('class', 'trail live').style('--run', `var(--run-${style})`);
  const thin = thinned(data, (WIDTH - MARGIN.left - MARGIN.right) / 2);
  const line = (/** @type {any} */ xs, /** @type {any} */ ys) => d3.line().defined((/** @type {number} */ k) => good(ys[k]))
    .x((/** @type {number} */ k) => x(xs[k])).y((/** @type {number} */ k) => y(ys[k]))(d3.range(xs.length));
  plot.append('path').attr('class', 'band').attr('d', d3.area().defined((/** @type {any} */ one) => good(one.least) && good(one.most))
    .x((/** @type {any} */ one) => x(one.x)).y0((/** @type {any} */ one) => y(one.least)).y1((/** @type {any} */ one) => y(one.most))(thin));
  plot.append('path').attr('class', 'raw').attr('d', line(thin.map(one => one.x), thin.map(one => one.last)));
  plot.append('path').attr('class', 'walked').attr('stroke-width', 2.5).attr('d', line(data.epochAt, data.train));
  plot.append('path').attr('class', 'walked validation').attr('stroke-width', 2.5).attr('stroke-dasharray', '7 4').attr('d', line(data.epochAt, data.validation));
  if (good(data.baseline)) {
    plot.append('line').attr('class', 'reference').attr('x1', MARGIN.left).attr('x2', WIDTH - MARGIN.right).attr('y1', y(data.baseline)).attr('y2', y(data.baseline));
  }
  const end = run.state === 'diverged' ? thin.filter(one => good(one.last)).at(-1) : undefined;
  if (end) {
    plot.append('path').attr('class', 'lost').attr('d', `M${x(end.x) - 6},${Math.max(MARGIN.top, y(end.last)) - 6}l12,12m0,-12l-12,12`);
  }
  for (const label of labels(data, y, 16)) {
    svg.append('text').attr('class', label.quiet ? 'quiet-label' : 'run-label').style('--run', `var(--run-${style}-text)`)
      .attr('x', WIDTH - MARGIN.right + 8).attr('y', label.y + 4).text(label.words);
  }
  return svg.node();
}

/** @param {any} svg @param {any} x @param {any} y */
function axes(svg, x, y) {
  const axis = svg.append('g').attr('class', 'axis');
  for (const value of ticks(y, (HEIGHT - MARGIN.top - MARGIN.bottom) * 1.4, true)) {
    axis.append('line').attr('class', 'grid').attr('x1', MARGIN.left).attr('x2', WIDTH - MARGIN.right).attr('y1', y(value)).attr('y2', y(value));
    axis.append('text').attr('x', MARGIN.left - 8).attr('y', y(value) + 4).attr('text-anchor', 'end').text(number(value));
  }
  for (const value of ticks(x, WIDTH - MARGIN.left - MARGIN.right, false)) {
    axis.append('text').attr('x', x(value)).attr('y', HEIGHT - MARGIN.bottom + 18).attr('text-anchor', 'middle').text(number(value));
  }
  axis.append('line').attr('x1', MARGIN.left).attr('x2', WIDTH - MARGIN.right).attr('y1', HEIGHT - MARGIN.bottom).attr('y2', HEIGHT - MARGIN.bottom);
  axis.append('text').attr('class', 'axis-name').attr('x', WIDTH - MARGIN.right).attr('y', HEIGHT - 4).attr('text-anchor', 'end').text('updates');
  axis.append('text').attr('class', 'axis-name').attr('x', 4).attr('y', 13).text('loss, log scale');
}

/**
 * What stands at the lines' ends, from above to below, without touching.
 *
 * @param {any} data @param {(loss: number) => number} y where a loss is drawn @param {number} gap
 */
export function labels(data, y, gap) {
  const last = (/** @type {any} */ values) => Array.from(values).filter(/** @type {any} */ (good)).at(-1);
  const all = [{ words: 'training', at: last(data.train), quiet: false }, { words: 'validation', at: last(data.validation), quiet: false },
    { words: 'baseline', at: last([data.baseline]), quiet: true }].filter(one => one.at !== undefined)
    .map(one => ({ words: one.words, quiet: one.quiet, y: y(/** @type {number} */ (one.at)) })).sort((a, b) => a.y - b.y);
  all.forEach((label, k) => {
    label.y = k ? Math.max(label.y, all[k - 1].y + gap) : label.y;
  });
  return all;
}

/** So many marks as can be told apart, each with the least and the most around it. @param {any} data @param {number} most */
function thinned(data, most) {
  const each = Math.max(1, Math.ceil(data.x.length / most));
  return d3.range(0, data.x.length, each).map((/** @type {number} */ from) => {
    const to = Math.min(data.x.length, from + each);
    return { x: data.x[to - 1], last: data.last[to - 1], least: d3.min(data.least.subarray(from, to)), most: d3.max(data.most.subarray(from, to)) };
  });
}
