// @ts-check
import { h } from '../../core/dom.js';
import { button } from '../../frame/controls.js';

/**
 * What can be done with a run, and what its diagnosis says.
 *
 * @param {import('./desk.js').Desk} desk
 * @param {import('./desk.js').Row} run
 * @returns {(Node|false|undefined)[]}
 */
export function actions(desk, run) {
  const own = [...desk.jobs.values()].find(job => job.pid === run.pid && job.state === 'running');
  /** What is being done already is not offered again. @param {string} kind */
  const idle = kind => desk.about(kind, run.id).every(job => job.state !== 'running');
  const report = desk.about('report', run.id).some(job => job.state === 'done');
  return [h('div', { class: 'buttons run-buttons' },
    run.state === 'running' && own && button('Pause', () => desk.command('stop', { job: own.id }), 'Finishes its update, saves, and can go on later'),
    ['interrupted', 'killed'].includes(run.state) && idle('resume') && button('Go on', () => desk.command('resume', { run: run.id }), 'From its last checkpoint, to the same bits'),
    run.state !== 'running' && idle('diagnose') && button('Diagnose', () => desk.command('diagnose', { run: run.id }), 'What is the matter with this run?'),
    idle('plane') && button('Loss plane', () => desk.command('plane', { run: run.id }), 'The loss around the way of this run, and how wrong that picture is'),
    run.state !== 'running' && (report ? h('a', { class: 'as-button', href: `/report/${run.id}`, target: '_blank', rel: 'noopener' }, 'Open report')
      : idle('report') && button('Report', () => desk.command('report', { run: run.id }), 'One page to send or print'))),
  run.state === 'running' && !own && h('p', { class: 'note' }, 'It was started elsewhere; it is paused there with Ctrl-C.'),
  diagnosis(desk, run)];
}

/** The newest diagnosis of a run, with the training that it proposes. @param {import('./desk.js').Desk} desk @param {import('./desk.js').Row} run */
function diagnosis(desk, run) {
  const found = desk.about('diagnose', run.id).at(-1);
  return found?.verdict && h('div', { class: 'diagnosis' }, h('span', { class: 'beat' }, `Diagnosis, confidence ${found.confidence}`),
    h('p', { class: 'line' }, h('b', {}, found.verdict), `: ${found.text}.`), h('ul', {}, ...found.evidence.map((/** @type {string} */ line) => h('li', {}, line))),
    found.again && h('button', { type: 'button', class: 'main', onclick: () => desk.command('fix', { job: found.id }) }, `Train again: ${found.fix}`));
}
