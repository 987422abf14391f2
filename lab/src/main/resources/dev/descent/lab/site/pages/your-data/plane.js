// @ts-check
import { Contour } from '../../charts/contour.js';
import { fill, h } from '../../core/dom.js';
import { count, number } from '../../core/format.js';
import { styles } from '/theme.js';
import { Block } from '../../frame/blocks.js';

/**
 * The loss around the way of the chosen run, coarse first and then finer, with what it is worth: how much of the movement
 * lies in the plane, and at which places its loss is not the run's.
 */
export class LossPlane extends Block {
  /** @param {import('./desk.js').Desk} desk */
  constructor(desk) {
    super('Loss plane');
    this.desk = desk;
    this.element.classList.add('plane');
    this.element.hidden = true;
    this.words = h('p', { class: 'line', 'aria-live': 'polite' });
    this.contour = new Contour('Training loss around the way of the run, on the plane of its two main directions', { axes: ['', ''] });
    this.body.append(this.words, this.contour.element);
    /** Which picture is shown: run and grid. */
    this.shown = '';
    this.ask = desk.frame.live('relief', () => ({ run: desk.s.run }), answer => this.draws(answer));
  }

  draw() {
    if (this.shown && !this.element.hidden) {
      this.contour.draw();
    }
  }

  /** Shows what there is for the chosen run, and asks for what is newer. */
  show() {
    const { desk } = this;
    const run = desk.chosen();
    const jobs = run ? desk.about('plane', run.id) : [];
    const drawn = jobs.filter(job => job.grid).at(-1);
    const working = jobs.at(-1)?.state === 'running';
    this.element.hidden = !drawn && !working;
    this.contour.element.hidden = !drawn;
    if (drawn && this.shown !== `${run.id} ${drawn.id} ${drawn.grid}`) {
      this.shown = `${run.id} ${drawn.id} ${drawn.grid}`;
      this.ask();
    } else if (!drawn) {
      this.shown = '';
      fill(this.words, 'The run is repeated, to see where its weights went…');
    }
  }

  /** @param {any} answer of `relief` */
  draws(answer) {
    const { desk, contour } = this;
    const run = desk.chosen();
    if (run?.id !== answer.run) {
      return;
    }
    const share = (/** @type {number} */ value) => `${number(100 * value, 2)}%`;
    contour.axes = [`first direction: ${share(answer.firstShare)} of the movement`, `second: ${share(answer.secondShare)}`];
    contour.on(answer, []);
    contour.show([{
      style: styles[run.optimizer] ? run.optimizer : 'path', label: run.id, points: answer.points, at: answer.updates.length - 1,
      diverged: run.state === 'diverged', hollow: answer.off,
    }], [answer.points[0], answer.points[1]]);
    contour.say(`The mean loss of ${count(answer.trainingRows)} training rows, ${answer.columns} × ${answer.rows} times. `
      + 'A ring is a place whose loss here is more than 10% off the true one.');
    contour.numbers(['update', 'true loss', 'loss on the plane', 'off by'], () => Array.from(answer.updates, (update, k) => [count(update),
      number(answer.losses[k], 4), number(answer.planeLosses[k], 4), share(Math.abs(answer.planeLosses[k] / answer.losses[k] - 1))]));
    fill(this.words, answer.answer.join(' '));
  }
}
