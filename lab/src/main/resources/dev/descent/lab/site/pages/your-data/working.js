// @ts-check
import { fill, h } from '../../core/dom.js';
import { count } from '../../core/format.js';

const WORDS = {
  compare: 'comparing', tune: 'searching', train: 'training', resume: 'training on', diagnose: 'diagnosing', report: 'writing a report',
  plane: 'drawing a loss plane',
};

/** What this laboratory works on, with a button that ends each. */
export class Working {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.element = h('div', { class: 'working', 'aria-live': 'polite' });
  }

  show() {
    const active = [...this.desk.jobs.values()].filter(job => job.state === 'running' || job.state === 'stopping');
    fill(this.element, ...active.map(job => h('div', { class: 'job' }, h('span', {}, words(job)),
      job.state === 'running' && job.kind !== 'cost' && h('button', { type: 'button', onclick: () => this.desk.command('stop', { job: job.id }) },
        job.of === 'train' || job.of === 'resume' ? 'Pause' : 'Stop'))));
  }
}

/** @param {import('./desk.js').Row} job */
function words(job) {
  if (job.state === 'stopping') {
    return 'saving…';
  }
  if (job.repeated && !job.grid) {
    return `${WORDS.plane}: update ${count(job.repeated.update)} of ${count(job.repeated.of)} repeated`;
  }
  return job.kind === 'cost' ? 'estimating what it costs…' : WORDS[/** @type {'train'} */ (job.of)]
    + (job.runs ? `: ${count(job.runs)}${job.planned?.runs ? ` of ${count(job.planned.runs)}` : ''} runs` : '…');
}
