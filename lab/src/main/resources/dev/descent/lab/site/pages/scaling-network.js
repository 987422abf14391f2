// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { Pair } from '../charts/pair.js';
import { Scatter } from '../charts/scatter.js';
import { fill, h } from '../core/dom.js';
import { count, number } from '../core/format.js';
import { Block } from '../frame/blocks.js';

const RULES = /** @type {Record<string, string>} */ ({ sgd: 'gradient descent', adam: 'Adam' });

/**
 * The same question asked of a network: what the terminal's practice trains, of each rule the best of seven rates, with the
 * loss along two weights of a neuron and the rows as the network sees them.
 */
export class NetworkPart extends Block {
  constructor() {
    super('And a network?');
    this.words = h('p', { class: 'line network-words', 'aria-live': 'polite' }, 'The network is being trained…');
    this.curves = new Curves('Validation loss of the network against updates, with and without scaling', { x: 'updates', y: 'validation loss' });
    this.raw = new Contour('The loss along two weights of a neuron on the columns as they are', { axes: ['w₁', 'w₂'] });
    this.scaled = new Contour('The same on standardised columns', { axes: ['w₁', 'w₂'] });
    this.rawRows = new Scatter('Rows in the units of the columns', ['x₁', 'x₂']);
    this.scaledRows = new Scatter('Rows in standard deviations', ['x₁', 'x₂']);
    this.planes = new Pair({ chart: this.raw, title: 'Around the end, as they are' }, { chart: this.scaled, title: 'Around the end, standardised' });
    this.rows = new Pair({ chart: this.rawRows, title: 'The rows, as they are' }, { chart: this.scaledRows, title: 'The rows, standardised' });
    this.table = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Trainings of the network' });
    this.pictures = h('div', { class: 'network-pictures', hidden: true }, this.curves.element, this.table, this.planes.element, this.rows.element);
    this.body.append(this.words, this.pictures);
  }

  draw() {
    if (!this.pictures.hidden) {
      [this.curves, this.planes, this.rows].forEach(part => part.draw());
    }
  }

  /** Why there is nothing to see. @param {string} words */
  refuse(words) {
    this.pictures.hidden = true;
    this.words.textContent = words;
  }

  /** @param {any} answer of the question `network` */
  show(answer) {
    this.pictures.hidden = false;
    const trainings = /** @type {any[]} */ (answer.trainings).map((one, k) => ({ ...one, updates: answer[`updates${k}`], losses: answer[`loss${k}`] }));
    const own = trainings.filter(one => !one.bareTarget);
    this.curves.show(own.map(one => ({
      style: one.rule, label: `${RULES[one.rule]}, ${one.scale === 'none' ? 'as they are' : 'scaled'}`, x: one.updates, y: one.losses, faint: one.scale === 'none',
    })), [{ y: answer.near, words: 'counted to here' }]);
    this.curves.say(`1 is the loss of predicting the mean; measured at the end of each of ${answer.epochs} epochs, each rule at the best of 7 rates. Pale: the columns as they are.`);
    for (const [word, chart] of /** @type {[string, Contour][]} */ ([['raw', this.raw], ['scaled', this.scaled]])) {
      chart.on(Object.fromEntries(['window', 'columns', 'rows', 'levels', 'grid'].map(key => [key, answer[word + key[0].toUpperCase() + key.slice(1)]])), []);
      const end = Array.from(answer[`${word}End`]);
      chart.called = 'end';
      chart.show([], /** @type {number[]} */ (end));
      const bends = answer[`${word}Bends`];
      chart.say(`The weights from ${answer.names[0]} and ${answer.names[1]} to one neuron, ${number(answer.reach)} to either side: along the one the loss bends ${number(Math.max(...bends) / Math.min(...bends))} times as much as along the other.`);
      chart.numbers(['weight', 'value at the end', 'second derivative of the loss'], () => [0, 1].map(k => [`from ${answer.names[k]}`, number(/** @type {any} */ (end[k]), 5), number(bends[k], 5)]));
    }
    this.rawRows.show(answer.rawPoints, answer.names);
    this.scaledRows.show(answer.scaledPoints, answer.names);
    for (const chart of [this.rawRows, this.scaledRows]) {
      chart.say(`${count(answer.rawPoints.length / 2)} training rows; one unit is as long both ways.`);
    }
    fill(this.table, h('table', { class: 'rows' }, h('thead', {}, h('tr', {}, ...['features', 'target', 'rule', 'best η', 'loss', 'updates to the same loss', 'diverged']
      .map(column => h('th', { scope: 'col' }, column)))), h('tbody', {}, ...trainings.map(one => h('tr', {},
      ...[one.scale === 'none' ? 'as they are' : 'standardised', one.bareTarget ? 'as it is' : 'standardised', RULES[one.rule], number(one.lr), number(one.loss),
        one.arrived === null ? 'never' : count(one.arrived), `${one.diverged} of ${one.tried}`].map((cell, k) => h('td', { class: k < 3 ? 'text' : null }, cell)))))));
    fill(this.words, ...this.sentence(answer, trainings));
  }

  /** @param {any} answer @param {any[]} trainings @returns {(Node|string)[]} */
  sentence(answer, trainings) {
    const [rawSgd, rawAdam, sgd, adam, bareSgd, bareAdam] = trainings;
    const needed = (/** @type {any} */ one) => (one.arrived === null ? 'never' : `after ${count(one.arrived)} updates`);
    const loss = (/** @type {any} */ one) => (one.loss === null ? 'no finite loss' : number(one.loss));
    return [`A network of ${count(answer.parameters)} parameters on all ${count(answer.features)} columns of the data as they are stored, ${count(answer.trainingRows)} training rows, `
      + `${answer.epochs} epochs: gradient descent ends at `, h('b', {}, loss(rawSgd)), ' of the error of predicting the mean without scaling and at ', h('b', {}, loss(sgd)),
    ` with it; Adam at ${loss(rawAdam)} and ${loss(adam)}. The loss ${number(answer.near)} is reached by gradient descent ${needed(rawSgd)} without and ${needed(sgd)} with scaling, by Adam ${needed(rawAdam)} and ${needed(adam)}. `
    + `With the target left as it is, standardised features end at ${loss(bareSgd)} and ${loss(bareAdam)}, `
    + `and ${bareSgd.diverged + bareAdam.diverged} of ${bareSgd.tried + bareAdam.tried} trainings diverged instead of ${sgd.diverged + adam.diverged}: `
    + 'the scale of the target multiplies every gradient, so gradient descent needs another rate.'];
  }
}
