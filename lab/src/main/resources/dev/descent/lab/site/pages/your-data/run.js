// @ts-check
import { h } from '../../core/dom.js';
import { counted, number } from '../../core/format.js';

/** @typedef {import('./desk.js').Row} Row */

/** @param {number} seconds */
export function duration(seconds) {
  return seconds < 90 ? `${number(seconds, 2)} s` : `${number(seconds / 60, 2)} min`;
}

/** How much of the baseline's error went, as far as the run tells. @param {Row} run */
function gain(run) {
  const result = run.result;
  const ours = result?.metrics;
  const theirs = result?.baseline?.metrics;
  const error = (/** @type {any} */ m) => (m?.rmse ?? (m?.accuracy === undefined || m.accuracy === null ? null : 1 - m.accuracy));
  const before = error(theirs);
  const after = error(ours);
  return before > 0 && after !== null ? { before, after, share: 1 - after / before, unit: ours.rmse === undefined ? 'share of wrong answers' : 'root mean square error' } : null;
}

/** How a prediction fared. @param {Row} run @param {string|null} guess */
export function verdict(run, guess) {
  const won = gain(run);
  if (!won || guess === null || guess === 'skip') {
    return undefined;
  }
  const right = won.share < 0.1 ? 'none' : won.share <= 0.5 ? 'some' : 'most';
  return right === guess ? 'As you predicted.' : 'Not as you predicted.';
}

/** The answer for a run. @param {Row} run @param {any} curve what it measured, if known @returns {(Node|string)[]} */
export function sentence(run, curve) {
  if (run.state === 'diverged') {
    return [h('b', {}, `${run.id} diverged. `), run.result?.divergence?.message ?? 'Its loss left the finite numbers.'];
  }
  const won = gain(run);
  if (won) {
    return [`On ${run.measuredOn === 'test' ? 'rows that it never saw' : `its ${run.measuredOn} rows`}, the ${won.unit} fell from ${number(won.before)} (baseline) to `,
      h('b', {}, number(won.after)), `: ${number(100 * won.share, 2)}% of the error is gone after ${counted(run.updates, 'update')}. `,
      run.state === 'interrupted' ? 'It was paused; it can go on. ' : ''];
  }
  const known = curve?.run === run.id;
  return [`${run.id} is ${run.state}: ${counted(known ? curve.updates : run.updates ?? 0, 'update')}`,
    known && curve.seconds ? ` in ${duration(curve.seconds)}` : '', run.best === null ? '. ' : `, best validation loss ${number(run.best)}. `,
    run.state === 'killed' ? 'Its process was ended from outside; it goes on from its last checkpoint. ' : ''];
}
