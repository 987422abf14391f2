// @ts-check
import { ask, latest, Refused } from '../core/ask.js';
import { announce, fill, h, mathml } from '../core/dom.js';
import { Settings } from '../core/settings.js';
import { notice } from './notices.js';
import { Share } from './share.js';

/**
 * What a page module exports.
 *
 * @typedef {object} Page
 * @property {string} slug as in the address
 * @property {string} title as in the navigation
 * @property {string} question the heading: what a person will be able to answer
 * @property {string} lead one or two sentences under it
 * @property {Record<string, import('../core/settings.js').Setting>} settings what stands in the address
 * @property {(frame: Frame) => Promise<void>} open builds the page in the frame and draws it once
 */

/**
 * The frame that all pages share: controls at the left, one main picture, the answer at the right, time below; and the
 * four beats predict, run, see, answer.
 */
export class Frame {
  /**
   * @param {HTMLElement} host
   * @param {Page} page
   * @param {Record<string, any>} values
   * @param {any} lab what the laboratory is
   * @param {() => void} project switches the projection on and off
   */
  constructor(host, page, values, lab, project) {
    this.page = page;
    this.lab = lab;
    this.project = project;
    this.settings = new Settings(page.slug, page.settings, values);
    /** A chart that draws no SVG makes some to be saved. @type {{draw: () => void, element: Element, svgs?: () => SVGSVGElement[]}[]} */
    this.charts = [];
    /** @type {(() => void)[]} */
    this.closing = [];
    this.share = new Share(this);
    this.predictHost = h('section', { class: 'predict', 'aria-label': 'Predict' });
    this.controlsHost = h('section', { class: 'controls', 'aria-label': 'Controls' });
    this.pictureHost = h('section', { class: 'picture', 'aria-label': 'Picture' });
    this.answerHost = h('section', { class: 'answer', 'aria-label': 'Answer' });
    this.transportHost = h('section', { class: 'transport', 'aria-label': 'Time' });
    this.moreHost = h('section', { class: 'more', 'aria-label': 'More pictures' });
    this.seeHost = h('div', { class: 'see' }, this.pictureHost, this.transportHost, this.moreHost);
    fill(host,
      h('div', { class: 'question' },
        h('div', {}, h('h1', {}, page.question), h('p', { class: 'lead' }, page.lead)), this.share.element),
      this.predictHost,
      h('div', { class: 'bench' }, this.controlsHost,
        this.seeHost, this.answerHost));
  }

  async start() {
    try {
      await this.page.open(this);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Asks this page's question. @param {string} question @param {Record<string, any>} body */
  ask(question, body) {
    return ask(this.page.slug, question, body);
  }

  /**
   * A question that is asked again with every move of a hand: answers come in order, and only the last state counts.
   *
   * @param {string} question
   * @param {() => Record<string, any>} body
   * @param {(answer: any) => void} done
   * @returns {() => Promise<void>}
   */
  live(question, body, done) {
    return latest(() => this.ask(question, body()), done, error => this.fail(error));
  }

  /** @param {any} error */
  fail(error) {
    notice(error instanceof Refused ? error.message : `The page failed: ${error?.message ?? error}`);
    if (!(error instanceof Refused)) {
      console.error(error);
    }
  }

  /** Puts controls at the left. @param {...Node} controls */
  controls(...controls) {
    fill(this.controlsHost, ...controls);
  }

  /**
   * Puts charts into the middle: the main one over the transport, more below it. They are drawn anew when colours change,
   * and see to their own width. In projection only the main one is left.
   *
   * @param {any} main
   * @param {...any} more
   */
  picture(main, ...more) {
    this.charts = [main, ...more];
    fill(this.pictureHost, main.element);
    fill(this.moreHost, ...more.map(chart => chart.element));
    this.keys((/** @type {KeyboardEvent} */ event) => {
      if (event.key.toLowerCase() === 'p' && !event.ctrlKey && !event.metaKey && !event.altKey) {
        this.project();
      }
    });
  }

  /** Keys that act only while a chart has the focus. @param {(event: KeyboardEvent) => void} listener */
  keys(listener) {
    for (const host of [this.pictureHost, this.moreHost]) {
      host.addEventListener('keydown', event => {
        if (!/** @type {Element} */ (event.target).closest('button, .scroll')) {
          listener(event);
        }
      });
    }
  }

  /** @param {any} transport */
  time(transport) {
    fill(this.transportHost, transport.element);
    this.closing.push(() => transport.stop());
    this.keys(event => transport.key(event));
  }

  /**
   * The first beat: one click before the answer is shown.
   *
   * @param {string} question
   * @param {{key: string, words: string}[]} options
   * @param {string} setting of the page that keeps the choice; `skip` shows the answer without one
   */
  predict(question, options, setting) {
    const draw = () => {
      const chosen = this.settings.values[setting];
      this.predictHost.classList.toggle('done', chosen !== null);
      fill(this.predictHost, h('span', { class: 'beat' }, 'Predict'), h('span', { class: 'what' }, question),
        h('span', { class: 'options' }, ...options.map(option => h('button', {
          type: 'button', 'aria-pressed': String(chosen === option.key),
          onclick: () => this.settings.set({ [setting]: option.key }),
        }, option.words)), chosen === null && h('button', {
          type: 'button', class: 'plain', onclick: () => this.settings.set({ [setting]: 'skip' }),
        }, 'just show me')));
    };
    this.settings.on(changed => changed.includes(setting) && draw());
    draw();
  }

  /**
   * The fourth beat.
   *
   * @param {object} answer
   * @param {boolean} answer.shown whether a prediction was made
   * @param {(Node|string)[]} answer.sentence filled with this run's numbers
   * @param {string} [answer.verdict] how the prediction fared
   * @param {Node[]} [answer.more] what stands over it
   * @param {Node[]} [answer.below] what stands under it
   * @param {{equation: string, words: (Node|string)[]}} [answer.why] MathML from the printer, and what it says
   */
  answer({ shown, sentence, verdict, more = [], below = [], why }) {
    const opened = this.answerHost.querySelector('details')?.open ?? false;
    fill(this.answerHost, ...more, h('h2', {}, h('span', { class: 'beat' }, 'Answer')),
      shown ? h('div', { class: 'sentence' }, verdict && h('p', { class: 'verdict' }, verdict), h('p', {}, ...sentence))
        : h('p', { class: 'hidden-answer' }, 'It stands here, with this run\'s numbers, once you have predicted.'),
      shown && why && h('details', { class: 'why', open: opened }, h('summary', {}, 'Why'),
        mathml(why.equation), h('p', {}, ...why.words)), ...below);
  }

  /** Draws all charts anew. */
  redraw() {
    this.charts.forEach(chart => chart.draw());
  }

  close() {
    this.closing.forEach(close => close());
  }
}

export { announce };
