// @ts-check
import { h } from '../../core/dom.js';
import { count, number, typed } from '../../core/format.js';
import { button, choices, list, wholeNumber } from '../../frame/controls.js';
import { NO_TARGET } from './desk.js';
import { dropPlace } from './upload.js';

export const RULES = ['adam', 'sgd', 'momentum', 'adagrad', 'rmsprop'];

/** The controls at the left: which data, what to predict, and what to do with them. */
export class StartForm {
  /**
   * @param {import('./desk.js').Desk} desk
   * @param {import('./plans.js').Plans} plans
   * @param {import('./working.js').Working} working
   */
  constructor(desk, plans, working) {
    this.desk = desk;
    this.plans = plans;
    this.working = working;
    this.says = h('p', { class: 'note secondary' });
  }

  show() {
    const { desk } = this;
    const { frame, settings, s, columns } = desk;
    this.sensible();
    frame.controls(dropPlace(desk, this.working),
      list({
        label: 'Data', value: s.data, change: id => settings.set({ data: id, target: NO_TARGET, run: null }),
        choices: frame.lab.data.map((/** @type {any} */ one) => ({ key: one.id, words: one.own ? one.name : `${one.name} (class data)` })),
      }),
      columns && list({
        label: 'To predict', value: desk.target() ?? '', change: chosen => settings.set({ target: columns.names.indexOf(chosen), run: null }),
        choices: columns.names.map((/** @type {string} */ one) => ({ key: one, words: one })),
      }),
      h('div', { class: 'go' }, h('button', { type: 'button', class: 'main', disabled: desk.target() === null || columns.unusable, onclick: () => this.train() }, 'Train once')),
      this.says, this.recipe(),
      h('div', { class: 'buttons secondary' },
        button('Compare…', () => this.plans.compare(), 'Five optimizers at several rates and seeds; says what it costs before it starts'),
        button('Tune…', () => this.plans.tune(), 'Searches the whole recipe within a time that you give')),
      this.working.element);
  }

  /** What most people leave as it is. */
  recipe() {
    const { settings, s } = this.desk;
    return h('details', { class: 'secondary' }, h('summary', {}, 'Settings'), h('div', { class: 'controls' },
      list({
        label: 'Optimizer', value: s.optimizer, change: optimizer => settings.set({ optimizer }),
        choices: RULES.map(key => ({ key, words: key })),
      }),
      this.rate(),
      wholeNumber({ label: 'Batch', low: 1, high: 1 << 20, value: s.batch, change: batch => settings.set({ batch }) }),
      wholeNumber({ label: 'Epochs', low: 1, high: 1e6, value: s.epochs, change: epochs => settings.set({ epochs }) }),
      wholeNumber({ label: 'Seed', low: 0, high: 1e9, value: s.seed, change: seed => settings.set({ seed }) }),
      choices({
        label: 'Scaling of columns', value: s.scale, change: scale => settings.set({ scale }),
        choices: [{ key: 'standard', words: 'standard' }, { key: 'none', words: 'none' }],
      })));
  }

  /** A rate, or nothing where one is to be found. */
  rate() {
    const { settings, s } = this.desk;
    const id = 'own-lr';
    return h('div', { class: 'control row' }, h('label', { for: id }, 'Learning rate ', h('i', {}, 'η')), h('input', {
      type: 'text', id, inputmode: 'decimal', size: 6, placeholder: 'found', value: s.lr === null ? '' : typed(s.lr),
      onchange: (/** @type {any} */ event) => {
        const text = event.target.value.trim();
        const value = Number(text);
        const valid = text === '' || (value >= 1e-9 && value <= 1e9);
        event.target.setAttribute('aria-invalid', String(!valid));
        if (valid) {
          settings.set({ lr: text === '' ? null : value });
        }
      },
    }));
  }

  /** Says what a training will be. */
  sensible() {
    const { s } = this.desk;
    this.says.textContent = `${s.scale === 'standard' ? 'Standardised columns' : 'Columns as they are'}, ${s.optimizer}, ${s.lr === null
      ? 'a rate found by a range test' : `η = ${number(s.lr)}`}, batches of ${count(s.batch)}, up to ${count(s.epochs)} epochs, stopped early.`;
  }

  async train() {
    const { optimizer, lr, batch, epochs, seed, scale } = this.desk.s;
    await this.desk.command('train', { ...this.desk.what(), optimizer, lr, batch, epochs, seed, scale });
  }
}
