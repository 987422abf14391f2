// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { Pair } from '../charts/pair.js';
import { Spreads } from '../charts/spreads.js';
import { h } from '../core/dom.js';
import { count, number, typed } from '../core/format.js';
import { choice, name, numbers, real, whole } from '../core/settings.js';
import { choices, columnPickers, list, logSlider } from '../frame/controls.js';
import { Transport } from '../frame/transport.js';
import { NetworkPart } from './scaling-network.js';

const CLASS_DATA = 'line';
/** The scaled descent is the loud one. */
const STYLE = { raw: 'sgd', scaled: 'path' };
const SCALES = [{ key: 'standard', words: 'standard: σ = 1' }, { key: 'minmax', words: 'minmax: range = 1' },
  { key: 'robust', words: 'robust: middle half = 1' }, { key: 'none', words: 'none' }];
const DONE = { standard: 'standardised', minmax: 'min-max scaled', robust: 'robustly scaled', none: 'as they are' };

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'scaling',
  title: 'Feature scaling',
  question: 'Why should all features have the same scale?',
  lead: 'The same model, the same rows, the same start, twice: on the columns as they are, and scaled. The width of a column '
    + 'stretches the loss, and gradient descent can only go as fast as the steepest side allows.',
  settings: {
    data: name(CLASS_DATA), columns: numbers(3), spread: real(10, 1, 1000),
    scale: choice('standard', SCALES.map(one => one.key)), morph: real(1, 0, 1), share: real(1, 0.01, 2.5),
    rate: choice('own', ['own', 'shared']), start: numbers(2), t: whole(40, 0, 600),
    guess: choice(/** @type {any} */ (null), ['few', 'some', 'many', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {any} */
    let twin = null;
    /** @type {any} */
    let columns = null;

    const raw = new Contour('The loss of two weights on the columns as they are', {
      axes: ['w₁', 'w₂'], drag: start => settings.set({ start: weights(start, twin.rawUnits) }),
    });
    const scaled = new Contour('The same loss on scaled columns', {
      axes: ['w₁', 'w₂'], drag: start => settings.set({ start: weights(start, twin.scaledUnits) }),
    });
    const pair = new Pair({ chart: raw, title: 'As they are' }, { chart: scaled, title: 'Scaled' });
    const curves = new Curves('Loss against updates, with and without scaling', {
      x: 'updates', y: 'loss', pick: t => transport.jump(Math.round(t)),
    });
    const spreads = new Spreads('From lowest to highest of each column on one axis, as they are and scaled');
    const transport = new Transport({ move: t => settings.set({ t }), words: t => `update ${count(t)} of ${count(twin?.updates ?? 0)}` });
    const network = new NetworkPart();
    frame.picture(pair, curves, spreads, network);
    frame.time(transport);

    const spread = logSlider({
      label: 'How many times as wide x₂ is as x₁', symbol: '', low: 1, high: 1000, value: s.spread, change: value => settings.set({ spread: value }),
    });
    const share = logSlider({
      label: 'Rate in units of 1/λ max', symbol: 'η·λ', low: 0.05, high: 2.5, value: s.share, change: value => settings.set({ share: value }),
    });
    share.ticks([{ at: 1, words: '1' }, { at: 2, words: 'limit' }]);
    const morph = h('input', {
      type: 'range', id: 'morph', min: 0, max: 1, step: 0.01, value: s.morph, oninput: () => settings.set({ morph: Number(morph.value) }),
    });
    const pickers = h('div', { class: 'controls secondary' });
    const tables = frame.lab.data.filter((/** @type {any} */ one) => one.numeric.length >= 3);
    frame.controls(
      ...(tables.length > 1 ? [list({
        label: 'Data', value: s.data, change: data => settings.set({ data, columns: null, start: null }),
        choices: tables.map((/** @type {any} */ one) => ({ key: one.id, words: one.id === CLASS_DATA ? 'line (class data)' : one.name })),
      })] : []),
      pickers, spread.element,
      choices({ label: 'Scaling of the right side', value: s.scale, change: scale => settings.set({ scale }), choices: SCALES }),
      h('div', { class: 'control' }, h('label', { for: 'morph' }, 'From as they are to scaled'), morph),
      share.element,
      choices({
        label: 'Rates', value: s.rate, change: rate => settings.set({ rate }),
        choices: [{ key: 'own', words: 'each its own' }, { key: 'shared', words: 'one for both' }],
      }),
      h('p', { class: 'note secondary' }, 'Drag a start: the other side starts at the same function.'));

    frame.predict('Without scaling, how many times as many updates will it take?', [{ key: 'few', words: 'up to 10' },
      { key: 'some', words: '10 to 100' }, { key: 'many', words: 'more than 100' }], 'guess');

    const refresh = frame.live('twin', () => ({
      ...asked(), morph: s.morph, share: s.share, rate: s.rate, start: s.start,
    }), answer => {
      twin = answer;
      for (const [word, chart] of /** @type {[string, Contour][]} */ ([['raw', raw], ['scaled', scaled]])) {
        chart.on(side(word), [Array.from(twin[`${word}Minimum`])]);
      }
      transport.range(twin.updates, s.t);
      draw();
    });
    const measure = frame.live('columns', asked, answer => {
      columns = answer;
      if (twin) {
        draw();
      }
    });

    /** Trains the network: it takes a moment, so nothing waits for it. */
    async function train() {
      const asked = JSON.stringify([s.data, s.columns]);
      network.refuse('The network is being trained…');
      try {
        const answer = await frame.ask('network', { data: s.data, columns: s.columns });
        if (asked === JSON.stringify([s.data, s.columns])) {
          network.show(answer);
        }
      } catch (error) {
        network.refuse(/** @type {Error} */ (error).message);
      }
    }

    function own() {
      return s.data !== CLASS_DATA;
    }

    function asked() {
      return { data: s.data, columns: s.columns, scale: s.scale, spread: own() ? null : s.spread };
    }

    /** What Ground.java sends, of one side. @param {string} word */
    function side(word) {
      return Object.fromEntries(['window', 'columns', 'rows', 'levels', 'grid'].map(key => [key, twin[word + key[0].toUpperCase() + key.slice(1)]]));
    }

    /** The same function on the columns as they are. @param {number[]} at @param {number[]} units */
    function weights(at, units) {
      return at.map((value, k) => Number((value / units[k]).toPrecision(5)));
    }

    function pick() {
      const table = tables.find((/** @type {any} */ one) => one.id === s.data);
      const chosen = s.columns ?? [0, 1, 2];
      spread.element.hidden = own();
      pickers.hidden = !own();
      pickers.replaceChildren(...(own() ? columnPickers({
        names: table?.numeric ?? [], chosen, change: columns => settings.set({ columns, start: null }),
      }) : []));
    }

    function draw() {
      if (!columns) {
        return;
      }
      const done = title();
      for (const [word, chart] of /** @type {[('raw'|'scaled'), Contour][]} */ ([['raw', raw], ['scaled', scaled]])) {
        const points = twin[`${word}PathPoints`];
        chart.show([{
          style: STYLE[word], label: twin[`${word}PathDiverged`] ? 'gradient descent' : '', points, at: s.t, diverged: twin[`${word}PathDiverged`],
        }], Array.from(twin[`${word}Start`]));
        chart.say(`κ = ${number(twin[`${word}Condition`])}, η = ${number(twin[`${word}Lr`])}, one unit of w₁ as long as one of w₂`);
        chart.numbers(['update', 'w₁', 'w₂', 'loss'], () => Array.from(twin[`${word}PathLoss`], (loss, k) => [k,
          number(points[2 * k], 5), number(points[2 * k + 1], 5), number(loss, 5)]));
      }
      pair.title(0, `As they are: κ = ${number(twin.rawCondition)}`);
      pair.title(1, `${done[0].toUpperCase()}${done.slice(1)}: κ = ${number(twin.scaledCondition)}`);
      curves.show([line('raw', 'as they are'), line('scaled', done)], [{ y: twin.scaledMinimumLoss, words: 'lowest' }]);
      curves.mark(Math.min(s.t, twin.updates));
      curves.say('1 is the loss of predicting the mean. Both descents start at the same function.');
      spreads.show(columns.columns, ['as they are', DONE[/** @type {'none'} */ (s.scale)]]);
      spreads.say(`Lowest to highest, and one standard deviation around the mean. The target is ${columns.target}.`);
      tell();
    }

    function title() {
      return s.scale === 'none' || s.morph === 0 ? 'as they are' : s.morph < 1 ? `${Math.round(100 * s.morph)}% ${DONE[/** @type {'none'} */ (s.scale)]}`
        : DONE[/** @type {'none'} */ (s.scale)];
    }

    /** @param {'raw'|'scaled'} word @param {string} label */
    function line(word, label) {
      const y = twin[`${word}PathLoss`];
      return { style: STYLE[word], label, x: Array.from(y, (_, k) => k), y, diverged: twin[`${word}PathDiverged`] };
    }

    function tell() {
      if (!twin || !columns) {
        return;
      }
      frame.answer({
        shown: s.guess !== null, verdict: verdict(), sentence: sentence(), more: [facts()],
        why: {
          equation: twin.rule,
          words: ['Along a direction of curvature λ each update leaves 1 − ηλ of the way to the minimum. The steepest direction allows '
            + 'η < 2/λ max; the flattest then shrinks by 1 − ηλ min only. At η = 1/λ max that is 1 − 1/κ, so at most κ/2·ln(1/ε) updates '
            + 'leave the share ε of the height. The curvature along a weight is the spread of its column, squared.'],
        },
      });
    }

    /** @param {number|null} updates */
    function needed(updates) {
      return updates === null ? `more than ${count(twin.mostCounted)}` : count(updates);
    }

    function facts() {
      const rows = [['κ', number(twin.rawCondition), number(twin.scaledCondition)], ['2/λ max', number(2 / twin.rawLargest), number(2 / twin.scaledLargest)],
        ['η', number(twin.rawLr), number(twin.scaledLr)],
        ['|∂L/∂w₁|, start', number(Math.abs(twin.rawGradient[0])), number(Math.abs(twin.scaledGradient[0]))],
        ['|∂L/∂w₂|, start', number(Math.abs(twin.rawGradient[1])), number(Math.abs(twin.scaledGradient[1]))],
        ['predicted, at most', predicted(twin.rawPredicted), predicted(twin.scaledPredicted)],
        ['counted', arrived('raw'), arrived('scaled')]];
      return h('div', { class: 'worked' }, h('span', { class: 'beat' }, `Updates until ${number(100 * twin.left)}% of the height is left`),
        h('table', { class: 'two' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'quantity')),
          h('th', { scope: 'col' }, 'as they are'), h('th', { scope: 'col' }, 'scaled'))),
        h('tbody', {}, ...rows.map(row => h('tr', {}, h('th', { scope: 'row' }, row[0]), h('td', {}, row[1]), h('td', {}, row[2]))))));
    }

    /** @param {number|null} updates */
    function predicted(updates) {
      return updates === null ? 'never' : count(updates);
    }

    /** @param {'raw'|'scaled'} word */
    function arrived(word) {
      return twin[`${word}Counted`] === null && twin[`${word}Predicted`] === null ? 'never' : needed(twin[`${word}Counted`]);
    }

    function verdict() {
      if (s.guess === null || s.guess === 'skip' || twin.scaledCounted === null) {
        return undefined;
      }
      const times = twin.rawCounted === null ? Infinity : twin.rawCounted / Math.max(1, twin.scaledCounted);
      return (times <= 10 ? 'few' : times <= 100 ? 'some' : 'many') === s.guess ? 'As you predicted.' : 'Not as you predicted.';
    }

    function sentence() {
      if (twin.rawPredicted === null || twin.scaledPredicted === null) {
        return [`At η·λ max = ${number(s.share)} each update overshoots the steepest side and lands higher: scaling moves the limit `
          + `2/λ max, from ${number(2 / twin.rawLargest)} to ${number(2 / twin.scaledLargest)}, it does not remove it. Below it both arrive.`];
      }
      const widths = columns.columns.filter((/** @type {any} */ one) => one.chosen).map((/** @type {any} */ one) => one.raw[3]);
      const ratio = Math.max(...widths) / Math.min(...widths);
      const parts = [`The two columns differ ${number(ratio)} times in spread, so the loss bends ${number(twin.rawCondition)} times as much one way as the `
        + `other. As they are, gradient descent needed `, h('b', {}, needed(twin.rawCounted)), ` updates (at most ${predicted(twin.rawPredicted)} were predicted). `];
      if (title() === 'as they are') {
        parts.push('The right side is not scaled now: it is the same loss.');
        return parts;
      }
      parts.push(`The right side, ${title()}, has κ = ${number(twin.scaledCondition)} and needed `, h('b', {}, needed(twin.scaledCounted)),
        ` (at most ${predicted(twin.scaledPredicted)}). `);
      parts.push(twin.rawAdam === null ? `Adam on the columns as they are did not arrive in ${count(twin.mostAdam)} at any of four rates.`
        : `Adam on the columns as they are, at the best of four rates, needed ${count(twin.rawAdam)}: `
          + (twin.rawAdam < (twin.rawCounted ?? Infinity) ? 'a step of its own for each weight repairs part of it.'
            : 'a step of its own for each weight brings nothing here.'));
      return parts;
    }

    function copies() {
      frame.share.offer({
        command: () => ['raw', 'scaled'].map(word => `${frame.lab.program} walk "${twin[`${word}Formula`]}" --optimizer sgd `
          + `--lr ${typed(twin[`${word}Lr`])} --start ${twin[`${word}Start`].map(typed).join(',')} --updates ${twin.updates}`).join('\n'),
        java: () => [
          'import dev.descent.objective.Formula;', 'import dev.descent.objective.Trajectory;', 'import dev.descent.objective.Walk;',
          'import dev.descent.optim.Optimizers;', '', ...['raw', 'scaled'].flatMap(word => [
            `Trajectory ${word} = Walk.of(Formula.parse("${twin[`${word}Formula`]}"), Optimizers.parse("sgd:lr=${typed(twin[`${word}Lr`])}"))`,
            `    .from(${twin[`${word}Start`].map(typed).join(', ')}).updates(${twin.updates}).run();`,
            `${word}.steps().forEach(step -> System.out.println("${word} " + step.update() + " " + step.value()));`]), ''].join('\n'),
        csv: () => ['features,update,w1,w2,loss', ...['raw', 'scaled'].flatMap(word => Array.from(twin[`${word}PathLoss`],
          (loss, k) => [word, k, twin[`${word}PathPoints`][2 * k], twin[`${word}PathPoints`][2 * k + 1], loss].join(','))), ''].join('\n'),
      });
    }

    settings.on(async changed => {
      if (changed.some(key => ['data', 'columns'].includes(key))) {
        pick();
        train();
      }
      if (changed.some(key => ['data', 'columns', 'spread', 'scale'].includes(key))) {
        spread.set(s.spread);
        await Promise.all([refresh(), measure()]);
      } else if (changed.some(key => ['morph', 'share', 'rate', 'start'].includes(key))) {
        await refresh();
      } else if (changed.includes('t')) {
        transport.range(twin.updates, s.t);
        draw();
      } else if (changed.includes('guess')) {
        tell();
      }
    });

    pick();
    await Promise.all([refresh(), measure()]);
    copies();
    train();
  },
};
