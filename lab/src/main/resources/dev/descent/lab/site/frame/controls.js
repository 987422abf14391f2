// @ts-check
import { fill, h } from '../core/dom.js';
import { number, typed } from '../core/format.js';

let next = 0;

/**
 * A slider over powers of ten, with a field to type into and named ticks. Arrow keys move it by a tenth of a decade.
 *
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.symbol
 * @param {number} options.low
 * @param {number} options.high
 * @param {number} options.value
 * @param {(value: number) => void} options.change called while it moves
 * @returns {{element: HTMLElement, set: (value: number) => void, ticks: (ticks: {at: number, words: string}[]) => void}}
 */
export function logSlider({ label, symbol, low, high, value, change }) {
  const id = `control-${next++}`;
  const from = Math.log10(low);
  const to = Math.log10(high);
  const range = h('input', { type: 'range', min: from, max: to, step: 0.001, id: `${id}-range`, 'aria-label': label });
  const field = h('input', { type: 'text', inputmode: 'decimal', id, size: 7, autocomplete: 'off' });
  const marks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
  /** @param {number} next */
  const set = next => {
    range.value = String(Math.log10(next));
    range.setAttribute('aria-valuetext', number(next));
    if (document.activeElement !== field) {
      field.value = typed(next);
    }
  };
  range.addEventListener('input', () => {
    const now = Number((10 ** Number(range.value)).toPrecision(3));
    set(now);
    change(now);
  });
  range.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (way) {
      event.preventDefault();
      const decade = Math.min(to, Math.max(from, Math.round((Number(range.value) + way * 0.1) * 10) / 10));
      const now = Number((10 ** decade).toPrecision(3));
      set(now);
      change(now);
    }
  });
  field.addEventListener('change', () => {
    const now = Number(field.value.replace('−', '-'));
    const valid = now >= low && now <= high;
    field.setAttribute('aria-invalid', String(!valid));
    if (valid) {
      set(now);
      change(now);
    }
  });
  set(value);
  return {
    element: h('div', { class: 'control' }, h('label', { for: id }, label, ' ', h('i', {}, symbol)), field, range, marks),
    set,
    ticks: ticks => {
      fill(marks, ...ticks.filter(tick => tick.at >= low && tick.at <= high).map(tick => {
        const mark = h('span', {}, tick.words);
        mark.style.left = `${(100 * (Math.log10(tick.at) - from)) / (to - from)}%`;
        return mark;
      }));
    },
  };
}

/**
 * A few choices side by side.
 *
 * @param {object} options
 * @param {string} options.label
 * @param {{key: string, words: string}[]} options.choices
 * @param {string} options.value
 * @param {(key: string) => void} options.change
 */
export function choices({ label, choices: all, value, change }) {
  const group = `group-${next++}`;
  return h('fieldset', { class: 'control choices' }, h('legend', {}, label),
    h('div', {}, ...all.map(one => h('label', {}, h('input', {
      type: 'radio', name: group, value: one.key, checked: one.key === value, onchange: () => change(one.key),
    }), h('span', {}, one.words)))));
}

/**
 * One of a list.
 *
 * @param {object} options
 * @param {string} options.label
 * @param {{key: string, words: string}[]} options.choices
 * @param {string} options.value
 * @param {(key: string) => void} options.change
 */
export function list({ label, choices: all, value, change }) {
  const id = `control-${next++}`;
  return h('div', { class: 'control' }, h('label', { for: id }, label),
    h('select', { id, onchange: (/** @type {any} */ event) => change(event.target.value) },
      ...all.map(one => h('option', { value: one.key, selected: one.key === value }, one.words))));
}

/**
 * Which columns of a table a page looks at: two features and the target.
 *
 * @param {object} options
 * @param {string[]} options.names of its columns with numbers
 * @param {number[]} options.chosen their places
 * @param {(chosen: number[]) => void} options.change
 */
export function columnPickers({ names, chosen, change }) {
  return ['First feature', 'Second feature', 'Target'].map((label, place) => list({
    label, value: String(chosen[place]), change: key => change(chosen.map((column, k) => (k === place ? Number(key) : column))),
    choices: names.map((words, k) => ({ key: String(k), words })),
  }));
}

/**
 * A whole number.
 *
 * @param {object} options
 * @param {string} options.label
 * @param {number} options.low
 * @param {number} options.high
 * @param {number} options.value
 * @param {(value: number) => void} options.change
 */
export function wholeNumber({ label, low, high, value, change }) {
  const id = `control-${next++}`;
  return h('div', { class: 'control row' }, h('label', { for: id }, label), h('input', {
    type: 'number', id, min: low, max: high, value, onchange: (/** @type {any} */ event) => {
      const now = Number(event.target.value);
      const valid = Number.isInteger(now) && now >= low && now <= high;
      event.target.setAttribute('aria-invalid', String(!valid));
      if (valid) {
        change(now);
      }
    },
  }));
}

/**
 * A box to type an equation into; it is told after a short rest, and what is wrong stands under it.
 *
 * @param {object} options
 * @param {string} options.label
 * @param {number} options.rows
 * @param {string} options.value
 * @param {(value: string) => void} options.change
 * @returns {{element: HTMLElement, set: (value: string) => void, complain: (words: string|null) => void}}
 */
export function equationBox({ label, rows, value, change }) {
  const id = `control-${next++}`;
  const wrong = h('pre', { class: 'wrong', id: `${id}-wrong`, hidden: true });
  let due = 0;
  const box = h('textarea', {
    id, rows, value, spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off', 'aria-describedby': `${id}-wrong`, oninput: () => {
      clearTimeout(due);
      due = setTimeout(() => box.value.trim() && change(box.value), 250);
    },
  });
  return {
    element: h('div', { class: 'control equation' }, h('label', { for: id }, label), box, wrong),
    set: text => {
      clearTimeout(due);
      box.value = text;
    },
    complain: words => {
      wrong.textContent = words ?? '';
      wrong.hidden = words === null;
      box.setAttribute('aria-invalid', String(words !== null));
    },
  };
}

/** @param {string} words @param {() => void} act @param {string} [title] */
export function button(words, act, title) {
  return h('button', { type: 'button', onclick: act, title: title ?? null }, words);
}
