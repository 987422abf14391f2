// @ts-check
import { h } from '../core/dom.js';

const SPEEDS = [0.25, 0.5, 1, 2, 4, 16];
const STEPS_A_SECOND = 4;

/**
 * Moves through the updates of what is drawn: buttons, a slider, and keys while a chart has the focus: Space, ←, →, Home
 * and End. Nothing moves by itself where the system asks for less motion: play then goes to the end at once.
 */
export class Transport {
  /**
   * @param {object} options
   * @param {(t: number) => void} options.move
   * @param {(t: number) => string} options.words says where it stands: "update 4 of 20"
   */
  constructor({ move, words }) {
    this.move = move;
    this.words = words;
    this.t = 0;
    this.end = 0;
    /** @type {number|null} */
    this.playing = null;
    this.slider = h('input', {
      type: 'range', min: 0, max: 0, step: 1, 'aria-label': 'Which update', oninput: () => {
        this.stop();
        this.to(Number(this.slider.value));
      },
    });
    this.play = h('button', { type: 'button', class: 'play', onclick: () => this.toggle() }, '▶ Run');
    this.label = h('output', { class: 'counter' });
    this.speed = h('select', { 'aria-label': 'Speed' },
      ...SPEEDS.map(speed => h('option', { value: speed, selected: speed === 1 }, `${speed}×`)));
    this.element = h('div', { class: 'transport-bar' },
      h('button', { type: 'button', 'aria-label': 'To the start', title: 'To the start (Home)', onclick: () => this.jump(0) }, '«'),
      h('button', { type: 'button', 'aria-label': 'One update back', title: 'One update back (←)', onclick: () => this.jump(this.t - 1) }, '‹'),
      this.play,
      h('button', { type: 'button', 'aria-label': 'One update on', title: 'One update on (→)', onclick: () => this.jump(this.t + 1) }, '›'),
      h('button', { type: 'button', 'aria-label': 'To the end', title: 'To the end (End)', onclick: () => this.jump(this.end) }, '»'),
      this.slider, this.label, this.speed);
  }

  /** How far it goes, and where it stands. @param {number} end @param {number} t */
  range(end, t) {
    this.end = end;
    this.slider.max = String(end);
    this.t = Math.max(0, Math.min(end, t));
    this.show();
  }

  /** @param {number} t */
  jump(t) {
    this.stop();
    this.to(t);
  }

  /** @param {number} t */
  to(t) {
    this.t = Math.max(0, Math.min(this.end, t));
    this.show();
    this.move(this.t);
  }

  show() {
    this.slider.value = String(this.t);
    this.label.textContent = this.words(this.t);
    this.slider.setAttribute('aria-valuetext', this.words(this.t));
  }

  toggle() {
    if (this.playing !== null) {
      this.stop();
      return;
    }
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.to(this.end);
      return;
    }
    if (this.t === this.end) {
      this.to(0);
    }
    this.play.textContent = '⏸ Pause';
    let last = performance.now();
    let due = 0;
    /** @param {number} now */
    const frame = now => {
      due += ((now - last) / 1000) * STEPS_A_SECOND * Number(this.speed.value);
      last = now;
      if (due >= 1) {
        this.to(this.t + Math.floor(due));
        due %= 1;
      }
      if (this.t >= this.end) {
        this.stop();
      } else {
        this.playing = requestAnimationFrame(frame);
      }
    };
    this.playing = requestAnimationFrame(frame);
  }

  stop() {
    if (this.playing !== null) {
      cancelAnimationFrame(this.playing);
    }
    this.playing = null;
    this.play.textContent = '▶ Run';
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = {
      ' ': () => this.toggle(), ArrowLeft: () => this.jump(this.t - 1), ArrowRight: () => this.jump(this.t + 1),
      Home: () => this.jump(0), End: () => this.jump(this.end),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }
}
