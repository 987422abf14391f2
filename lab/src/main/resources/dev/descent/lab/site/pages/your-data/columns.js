// @ts-check
import { ColumnSpread } from '../../charts/columns.js';
import { h } from '../../core/dom.js';
import { count, counted, number } from '../../core/format.js';
import { Block, table } from '../../frame/blocks.js';

/** What the columns hold: how far apart they spread, a table of them, and what can be said before any training. */
export class Columns {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.spread = new ColumnSpread();
    this.block = new Block('Columns');
    /** How far the spreads of the features are apart. @type {{ratio: number, widest: string, narrowest: string}|null} */
    this.apart = null;
  }

  show() {
    const { columns } = this.desk;
    const all = columns.columns;
    const numeric = all.filter((/** @type {any} */ one) => one.sigma > 0)
      .map((/** @type {any} */ one) => ({ name: one.name, sigma: one.sigma, target: one.name === columns.target }))
      .sort((/** @type {any} */ a, /** @type {any} */ b) => b.sigma - a.sigma);
    this.spread.show(numeric);
    const features = numeric.filter((/** @type {any} */ one) => !one.target);
    this.apart = features.length > 1 ? { ratio: features[0].sigma / features.at(-1).sigma, widest: features[0].name, narrowest: features.at(-1).name } : null;
    this.spread.say(this.apart ? `Of what it learns from, σ of ${this.apart.widest} is ${number(this.apart.ratio)} times that of ${this.apart.narrowest}.`
      : 'Fewer than two columns of numbers vary.');
    this.block.fill(table('Columns', ['column', 'type', 'missing', 'distinct', 'min', 'max', 'mean', 'σ', ''], all.map((/** @type {any} */ one) => this.row(one))),
      columns.columnCount > all.length && h('p', { class: 'note' }, `The first ${all.length} of ${count(columns.columnCount)} columns.`));
  }

  /** @param {any} one */
  row(one) {
    return h('tr', { class: one.name === this.desk.columns.target ? 'chosen' : null }, h('td', { class: 'text' }, one.name), h('td', {}, one.type),
      ...[count(one.missing), count(one.distinct), number(one.min), number(one.max), number(one.mean), number(one.sigma)].map(cell => h('td', {}, cell)),
      h('td', { class: 'text' }, one.flags.length ? `${one.flags.join(', ')}: left out` : one.sigma === null ? one.top.join(', ') : ''));
  }

  /** The answer as long as no run is chosen. @returns {(Node|string)[]} */
  sentence() {
    const { columns } = this.desk;
    const parts = [`${columns.name} has `, h('b', {}, counted(columns.rows, 'row')), ` and ${counted(columns.columnCount, 'column')}. `];
    if (columns.unusable) {
      return [...parts, columns.unusable];
    }
    if (columns.target === null || columns.target === undefined) {
      return [...parts, 'No column looks like something to predict; choose one.'];
    }
    return [...parts, columns.task === 'classification'
      ? `${columns.target} has ${counted(columns.classes.length, 'class')}; always saying ${columns.majority} is right for ${number(100 * columns.baseline)}% of the rows. `
      : `Always predicting the mean of ${columns.target}, ${number(columns.mean)}, is wrong by ${number(columns.baseline)} (root mean square). `,
    'Every model must beat that. ', ...this.preparation()];
  }

  /** What will be done with the columns, and why. @returns {string[]} */
  preparation() {
    const { columns } = this.desk;
    const left = columns.columns.filter((/** @type {any} */ one) => one.flags.length);
    const missing = columns.columns.filter((/** @type {any} */ one) => one.missing > 0);
    const { apart } = this;
    return [
      apart && apart.ratio > 10 ? `The spreads differ ${number(apart.ratio)} times (${apart.widest} against ${apart.narrowest}), so the columns are standardised. ` : '',
      missing.length ? `Cells are missing in ${missing.slice(0, 3).map((/** @type {any} */ one) => one.name).join(', ')}${missing.length > 3 ? ', …' : ''}; they are filled in and marked. ` : '',
      left.length ? `Left out: ${left.slice(0, 4).map((/** @type {any} */ one) => `${one.name} (${one.flags[0]})`).join(', ')}. ` : ''];
  }
}
