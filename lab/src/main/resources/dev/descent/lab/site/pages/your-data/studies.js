// @ts-check
import { h } from '../../core/dom.js';
import { count, number } from '../../core/format.js';
import { Block, table } from '../../frame/blocks.js';

const MOST_STUDIES = 20;
const SENTENCES = 2;

/** Comparisons and searches that are kept, with what each found. */
export class StudiesList {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.block = new Block('Comparisons and searches');
  }

  show() {
    const { studies } = this.desk;
    this.block.element.hidden = studies.length === 0;
    const newest = studies.find(study => study.ranking?.length);
    this.block.fill(...studies.slice(0, MOST_STUDIES).map(study => h('div', { class: 'study' },
      h('p', {}, h('b', {}, study.id), ` on ${this.desk.dataName(study.data)}, ${study.state}. `, ...study.answer.slice(0, SENTENCES).map((/** @type {string} */ line) => `${line} `),
        ...this.winner(study), study.report && h('a', { href: `/report/${study.id}`, target: '_blank', rel: 'noopener' }, 'Report')),
      // Of the newest comparison all is seen, of older ones what they found.
      study === newest && ranking(study))));
  }

  /** The run of what came first can be looked at. @param {import('./desk.js').Row} study @returns {(Node|string)[]} */
  winner(study) {
    const run = this.desk.runs.get(study.winner);
    return run ? ['The best is kept as ', h('button', { type: 'button', class: 'plain', onclick: () => this.desk.settings.set({ run: run.id }) }, run.id), '. '] : [];
  }
}

/** @param {import('./desk.js').Row} study */
function ranking(study) {
  const range = (/** @type {any} */ one) => `${number(one.median)} [${number(one.min)}, ${number(one.max)}]`;
  return table(`Ranking of ${study.id}`, ['optimizer', 'best η', 'loss, median [least, most]', 'updates to target', 'good decades', 'diverged'],
    study.ranking.map((/** @type {any} */ one) => h('tr', {}, ...[one.optimizer, number(one.lr), range(one), one.updatesToTarget === null ? 'never' : count(one.updatesToTarget), number(one.goodDecades, 2),
      `${one.diverged} of ${one.runs}`].map(cell => h('td', {}, cell)))));
}
