// @ts-check

/** @typedef {import('./desk.js').Desk} Desk */

const DIGITS = 12;

/** Data are known by the beginning of their hash; bundled ones by their name. @param {import('./desk.js').Row} run */
function data(run) {
  return run.sha256 ? run.sha256.slice(0, DIGITS) : String(run.data);
}

/**
 * What a frozen link says beside the run's id: who made it, and from which data the run learnt.
 *
 * @param {Desk} desk
 * @returns {Record<string, string>|string} settings, or why there is nothing to freeze
 */
export function frozen(desk) {
  const run = desk.chosen();
  return run ? { run: run.id, made: `${desk.frame.lab.version}~${data(run)}` }
    : 'A frozen link points at a run: choose one from the list of runs first. "Copy link" takes the page as it is.';
}

/** In what this laboratory differs from the one that froze the link. @param {Desk} desk @returns {string[]} */
export function differences(desk) {
  const { s, frame } = desk;
  if (s.made === null) {
    return [];
  }
  const [version, hash] = s.made.split('~');
  const run = desk.chosen();
  if (!run) {
    return [`This link shows the run ${s.run ?? ''} as it is kept, and there is none of that name in this folder of runs.`];
  }
  return [
    version !== frame.lab.version && `This link was made with Descent ${version}, and this is ${frame.lab.version}: ${run.id} is shown as it is kept, but trained again it may come out otherwise.`,
    hash !== data(run) && `This link means a run that learnt from other data (${hash}…) than ${run.id} did here (${data(run)}…): it is another run of the same name.`,
  ].filter(words => typeof words === 'string');
}
