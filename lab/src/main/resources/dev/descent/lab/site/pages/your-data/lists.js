// @ts-check
import { h } from '../../core/dom.js';
import { count, number } from '../../core/format.js';
import { Block, table } from '../../frame/blocks.js';

const MOST_RUNS = 200;
const MOST_STUDIES = 20;

/** The runs of this machine, whoever started them; one of them can be chosen. */
export class RunsList {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.block = new Block('Runs');
  }

  show() {
    const { runs, frame } = this.desk;
    const rows = [...runs.values()].sort((a, b) => String(b.created).localeCompare(String(a.created)) || b.id.localeCompare(a.id));
    this.block.fill(rows.length ? table('Runs', ['run', 'state', 'data', 'η', 'batch', 'best', 'last', 'updates', 'seed'], rows.slice(0, MOST_RUNS).map(run => this.row(run)))
      : h('p', { class: 'note' }, `No run yet. Those that are started in a terminal (${frame.lab.program} train …) show up here too.`));
  }

  /** @param {import('./desk.js').Row} run */
  row(run) {
    const { s, settings } = this.desk;
    const chosen = run.id === s.run;
    return h('tr', { class: chosen ? 'chosen' : null },
      h('td', {}, h('button', { type: 'button', class: 'plain', 'aria-pressed': String(chosen), onclick: () => settings.set({ run: chosen ? null : run.id }) }, run.id)),
      h('td', {}, run.state === 'diverged' ? '✕ diverged' : run.state), h('td', { class: 'text' }, this.desk.dataName(run.data)),
      ...[number(run.lr), count(run.batch ?? 0), number(run.best), number(run.last), count(run.updates ?? 0), String(run.seed ?? '')].map(cell => h('td', {}, cell)));
  }
}

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
    this.block.fill(...studies.slice(0, MOST_STUDIES).map(study => h('div', { class: 'study' },
      h('b', {}, study.id), ` on ${this.desk.dataName(study.data)}, ${study.state}. `, ...study.answer.slice(0, 2).map((/** @type {string} */ line) => `${line} `),
      study.report && h('a', { href: `/report/${study.id}`, target: '_blank', rel: 'noopener' }, 'Report'))));
  }
}
