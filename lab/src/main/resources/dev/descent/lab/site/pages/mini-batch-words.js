// @ts-check
import { h } from '../core/dom.js';
import { count, counted, number } from '../core/format.js';

/**
 * What the page has been told, and its settings `s`.
 *
 * @typedef {{s: any, ground: any, runs: any, look: any, steps: any, tuned: any, clock: any}} View
 */

export const LOSSES = ['L′', 'L″', 'L'];
export const MICRO = 1e6;
/** Losses within this factor of the lowest are as good. */
const AS_GOOD = 1.1;
/** Heights below it are rounding. */
const NOTHING = 1e-12;

/** @param {View} view @param {number} batch */
export function called({ ground }, batch) {
  return batch === ground.examples ? `all ${count(batch)} rows` : `batch ${count(batch)}`;
}

/** Seconds of an update. @param {View} view @param {number} batch */
export function seconds({ ground, clock }, batch) {
  return clock.seconds[ground.sizes.indexOf(batch)];
}

/** How many examples so many updates read. @param {View} view @param {number} updates @param {number} batch */
export function examples({ ground }, updates, batch) {
  const perEpoch = Math.ceil(ground.examples / batch);
  return Math.floor(updates / perEpoch) * ground.examples + Math.min(ground.examples, (updates % perEpoch) * batch);
}

/** What the step on one loss does to another. @param {View} view @param {number} of @param {number} to */
export function change({ steps }, of, to) {
  const by = steps.after[of][to] - steps.before[to];
  return (by > 0 ? '+' : '') + number(by, 2);
}

/** Whose seconds they are. @param {View} view */
export function timed({ clock }) {
  const range = Math.max(...clock.most.map((/** @type {number} */ most, /** @type {number} */ k) => most / clock.least[k]));
  return `Seconds of this machine, for two weights on one of ${counted(clock.cores, 'core')}: one size after the other, warmed up, the median of ${clock.repeats} rounds in `
    + `rotated order, which differed by up to ${number(100 * (range - 1), 2)}%.`;
}

/** Three steps from one point and what they do to three losses. @param {View} view */
export function stepsBox(view) {
  const { steps } = view;
  return h('div', { class: 'worked secondary' }, h('span', { class: 'beat' }, `What a step does after ${counted(steps.t, 'update')}`),
    h('table', { class: 'two' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'step on'), ...LOSSES.map(word => h('th', { scope: 'col' }, `Δ${word}`)))),
      h('tbody', {}, ...LOSSES.map((word, k) => h('tr', {}, h('th', { scope: 'row' }, word), ...LOSSES.map((_, to) => h('td', {}, change(view, k, to))))))));
}

/** What the clock said: no link carries it, and no sentence of the answer. @param {View} view @param {Node} again */
export function clockBox(view, again) {
  const { ground, tuned, clock, s } = view;
  const epoch = seconds(view, 1) * ground.examples;
  const made = ground.drawn.map((/** @type {number} */ batch) => Math.floor(epoch / seconds(view, batch)));
  const heights = ground.drawn.map((/** @type {number} */ _, /** @type {number} */ k) => heightAt(view, k, made[k]));
  const lowest = least(heights);
  const spent = ground.sizes.map((/** @type {number} */ _, /** @type {number} */ k) => (tuned.tuned[k] === null ? Infinity : tuned.tuned[k] * clock.seconds[k]));
  const first = ground.sizes[least(spent)];
  const all = called(view, ground.examples);
  const cells = ground.drawn.map((/** @type {number} */ batch, /** @type {number} */ k) => [called(view, batch), number(seconds(view, batch) * MICRO),
    number(seconds(view, batch) * MICRO * Math.ceil(ground.examples / batch)), count(made[k])]);
  return h('div', { class: s.by === 'seconds' ? 'worked' : 'worked secondary' }, h('span', { class: 'beat' }, 'Seconds, measured here'),
    h('table', { class: 'two' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'size')),
      ...['µs an update', 'µs an epoch', 'updates'].map(words => h('th', { scope: 'col' }, words)))),
    h('tbody', {}, ...cells.map((/** @type {string[]} */ row) => h('tr', {}, h('th', { scope: 'row' }, row[0]), ...row.slice(1).map(cell => h('td', {}, cell)))))),
    h('p', { class: 'note' }, `Equal seconds (${number(epoch * MICRO)} µs, what batch 1 takes for an epoch) at η = ${number(s.lr)}: ${called(view, ground.drawn[lowest])} `
      + `${verb(view, ground.drawn[lowest])} lowest, at ${height(heights[lowest])}`
      + `${ground.drawn[lowest] === ground.examples ? '' : `; ${all} stand at ${height(heights.at(-1))}, ${grade(heights.at(-1), heights[lowest])}`}. `
      + (Number.isFinite(Math.min(...spent)) ? `η tuned for each: first at the target ${first === ground.examples ? 'are' : 'is'} ${called(view, first)}, in ${number(Math.min(...spent) * MICRO)} µs`
        + (first === ground.examples ? '.' : `; ${all} take ${number(spent.at(-1) * MICRO)}.`) : '')), again);
}

/** The height at so many updates, or the last one before that was measured; where it diverged, infinite. @param {View} view @param {number} k @param {number} updates */
function heightAt({ runs }, k, updates) {
  const marks = runs[`updates${k}`];
  const at = marks.findLastIndex((/** @type {number} */ mark) => mark <= updates);
  return runs.diverged[k] && updates > (marks.at(-1) ?? 0) ? Infinity : at < 0 ? runs.startHeight : runs[`heights${k}`][at];
}

/** The place of the least. @param {number[]} all */
function least(all) {
  return all.indexOf(Math.min(...all));
}

/** @param {number} value @param {number} lowest */
function grade(value, lowest) {
  return value > AS_GOOD * lowest && value > NOTHING ? 'worse' : 'as good';
}

/** @param {number} value */
function height(value) {
  return value < NOTHING ? 'less than 1e−12' : Number.isFinite(value) ? number(value) : 'nowhere: diverged';
}

/** @param {View} view @param {number} batch */
function verb({ ground }, batch) {
  return batch === ground.examples ? 'stand' : 'stands';
}

/** @param {(number|null)[]} values null is what diverged */
function finite(values) {
  return values.map(value => value ?? Infinity);
}

/** @param {View} view */
export function verdict({ s, ground, runs }) {
  if (s.guess === null || s.guess === 'skip') {
    return undefined;
  }
  const best = least(finite(runs.afterEpochs));
  return (best === 0 ? 'one' : best === ground.drawn.length - 1 ? 'all' : 'between') === s.guess ? 'As you predicted.' : 'Not as you predicted.';
}

/** The answer. All of it depends on data, settings and seed alone. @param {View} view @returns {(Node|string)[]} */
export function sentence(view) {
  const { s, ground, runs } = view;
  const epochs = finite(runs.afterEpochs);
  if (!Number.isFinite(Math.min(...epochs))) {
    return [`At η = ${number(s.lr)} every size diverged: for all rows at once the limit is 2/λ max = ${number(ground.stableRate)}, for single rows it is lower.`];
  }
  const lost = ground.drawn.filter((/** @type {number} */ _, /** @type {number} */ k) => runs.diverged[k]);
  return [...equalEpochs(view, epochs), ...equalUpdates(view, finite(runs.afterUpdates)),
    ...(lost.length ? [`At this η ${lost.map((/** @type {number} */ batch) => called(view, batch)).join(' and ')} diverged: single rows bend more than their mean. `] : []),
    ...eachAtItsBest(view)];
}

/** @param {View} view @param {number[]} heights */
function equalEpochs(view, heights) {
  const { s, ground, runs } = view;
  const best = ground.drawn[least(heights)];
  return [`Equal epochs (${runs.epochs}) at one η = ${number(s.lr)}: `, h('b', {}, called(view, best)), ` ${verb(view, best)} lowest, ${height(Math.min(...heights))} above the minimum`,
    ...(best === ground.examples ? ['. '] : [`; ${called(view, ground.examples)} stand at `, h('b', {}, height(heights[heights.length - 1])),
      ` and are ${grade(heights[heights.length - 1], Math.min(...heights))}, since an epoch of them is 1 update, not ${count(Math.ceil(ground.examples / best))}. `])];
}

/** @param {View} view @param {number[]} heights */
function equalUpdates(view, heights) {
  const { ground, runs } = view;
  const best = ground.drawn[least(heights)];
  return [`Equal updates (${runs.updates}): `, h('b', {}, called(view, best)), ` ${verb(view, best)} lowest, at ${height(Math.min(...heights))}`,
    best === 1 ? '. ' : Number.isFinite(heights[0]) ? `; batch 1 stands at ${height(heights[0])}. ` : '. '];
}

/** @param {View} view */
function eachAtItsBest(view) {
  const { ground, tuned } = view;
  const [one, all] = [tuned.tuned[0], tuned.tuned.at(-1)];
  if (one === null || all === null) {
    return ['With η tuned for each, not every size reaches the target.'];
  }
  return [`η tuned for each: to the target ${called(view, ground.examples)} need `, h('b', {}, counted(all, 'update')), ` at η = ${number(tuned.tunedRate.at(-1))}, batch 1 needs `,
    h('b', {}, count(one)), ` at ${number(tuned.tunedRate[0])}. Over updates the large batch is ${all <= one ? 'not worse' : 'worse even so'}; over examples, ${count(all * ground.examples)} against ${count(one)}, `
    + `${all * ground.examples > one ? 'it is' : 'it is not either'}.`];
}
