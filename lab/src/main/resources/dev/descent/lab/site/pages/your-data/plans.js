// @ts-check
import { h } from '../../core/dom.js';
import { counted } from '../../core/format.js';
import { wholeNumber } from '../../frame/controls.js';
import { duration } from './run.js';

const SEEDS = 3;
const EPOCHS = 20;

/** Comparisons and searches: what each costs is said before it starts. */
export class Plans {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    /** Estimates that were asked for, with what they are of. @type {Map<string, {seeds: number, epochs: number}>} */
    this.asked = new Map();
  }

  async compare() {
    const plan = { seeds: SEEDS, epochs: EPOCHS };
    const job = await this.desk.command('compare', { ...this.desk.what(), ...plan, cost: true });
    if (job) {
      this.asked.set(job, plan);
    }
  }

  /** An estimate has come. @param {import('./desk.js').Row} job */
  offer(job) {
    const plan = this.asked.get(job.id);
    this.asked.delete(job.id);
    if (plan && job.planned) {
      dialog('Compare five optimizers', [`${counted(job.planned.runs, 'run')} (several rates, ${plan.seeds} seeds each, ${plan.epochs} epochs): `
        + `about ${duration(job.planned.seconds)} on ${counted(job.planned.threads, 'thread')}.`, 'What is finished is kept when you stop it.'],
      [], () => this.desk.command('compare', { ...this.desk.what(), ...plan }));
    }
  }

  tune() {
    let minutes = 2;
    dialog('Search the whole recipe', ['Optimizer, rate, batch, width and depth, within the time that you give; then the best is run again on fresh seeds.'],
      [wholeNumber({ label: 'Minutes', low: 1, high: 1440, value: minutes, change: value => { minutes = value; } })],
      () => this.desk.command('tune', { ...this.desk.what(), minutes }));
  }
}

/** @param {string} title @param {string[]} words @param {Node[]} more @param {() => void} start */
function dialog(title, words, more, start) {
  const box = h('dialog', { 'aria-labelledby': 'plan-title' }, h('h2', { id: 'plan-title' }, title), ...words.map(line => h('p', {}, line)), ...more,
    h('form', { method: 'dialog' }, h('div', { class: 'buttons' }, h('button', { type: 'submit', value: 'no' }, 'Not now'), ' ',
      h('button', { type: 'submit', value: 'yes', class: 'main' }, 'Start'))));
  box.addEventListener('close', () => {
    box.remove();
    if (box.returnValue === 'yes') {
      start();
    }
  });
  document.body.append(box);
  box.showModal();
}
