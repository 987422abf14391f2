// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { h } from '../core/dom.js';
import { count, counted, number, point, typed } from '../core/format.js';
import { choice, name, numbers, real, whole } from '../core/settings.js';
import { button, choices, list, logSlider, wholeNumber } from '../frame/controls.js';
import { Transport } from '../frame/transport.js';

const GD = 'gradient descent';
const SGD = 'stochastic';
/** Both are the rule sgd: the stochastic one wears its colour, the other is the loud line of the page. */
const STYLE = { gd: 'path', sgd: 'sgd' };

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'first-steps',
  title: 'First steps',
  question: 'Which way is down, and how often should one look?',
  lead: 'Gradient descent looks at all twenty examples, then moves once. Stochastic gradient descent moves after every '
    + 'single one. Same loss, same start, same rate.',
  settings: {
    data: name('line'), columns: numbers(3), show: choice('both', ['gd', 'both']), lr: real(0.1, 1e-6, 10), passes: whole(5, 1, 50),
    seed: whole(1, 0, 1e9), start: numbers(2), t: whole(20, 0, 1000), guess: choice(/** @type {any} */ (null), ['few', 'some', 'many', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {any} */
    let ground = await frame.ask('ground', { data: s.data, columns: s.columns });
    /** @type {any} */
    let paths = null;
    /** @type {any} */
    let worked = null;

    const contour = new Contour('The loss of two weights: lines of equal loss, and the paths of both descents', {
      axes: ['w₁', 'w₂'], drag: start => settings.set({ start }),
    });
    const curves = new Curves('Loss over all examples against examples seen', {
      x: 'examples seen', y: 'loss over all examples', pick: t => transport.jump(Math.round(t)),
    });
    const transport = new Transport({ move: t => settings.set({ t }), words: where });
    frame.picture(contour, curves);
    frame.time(transport);

    const rate = logSlider({
      label: 'Learning rate', symbol: 'η', low: 0.001, high: 2, value: s.lr, change: lr => settings.set({ lr }),
    });
    const seed = wholeNumber({ label: 'Seed', low: 0, high: 1e9, value: s.seed, change: value => settings.set({ seed: value }) });
    const data = frame.lab.data.filter((/** @type {any} */ one) => one.numeric.length >= 3);
    frame.controls(rate.element,
      choices({
        label: 'Show', value: s.show, change: show => settings.set({ show }),
        choices: [{ key: 'both', words: 'both descents' }, { key: 'gd', words: 'gradient descent, step by step' }],
      }),
      h('div', { class: 'buttons' },
        button('Random start', () => settings.set({ start: null, seed: (s.seed + 1) % 1e9, t: 0 }), 'A new seed: another start and another order'),
        button('One update', () => transport.jump(next()), 'The next update of gradient descent, or the next example (→)')),
      wholeNumber({ label: 'Passes', low: 1, high: 50, value: s.passes, change: passes => settings.set({ passes }) }),
      seed,
      ...(data.length > 1 ? [list({
        label: 'Data', value: s.data, change: id => settings.set({ data: id, columns: null, start: null }),
        choices: data.map((/** @type {any} */ one) => ({ key: one.id, words: one.id === 'line' ? 'line (class data)' : one.name })),
      })] : []),
      h('p', { class: 'note secondary' }, `The first ${ground.examples} rows of ${s.data}: two features, standardised, and a `
        + 'centred target. Drag the start, or move it with the arrow keys.'));

    frame.predict('How many passes will gradient descent need to get as low as stochastic gets in its first?',
      [{ key: 'few', words: 'up to 3' }, { key: 'some', words: '4 to 10' }, { key: 'many', words: 'more than 10' }], 'guess');

    const refresh = frame.live('paths', () => ({
      data: s.data, columns: s.columns, lr: s.lr, passes: s.passes, seed: s.seed, ...startOf(),
    }), answer => {
      paths = answer;
      transport.range(s.passes * paths.examples, s.t);
      draw();
    });
    const work = frame.live('worked', () => ({
      data: s.data, columns: s.columns, lr: s.lr, update: shownUpdate(), ...startOf(),
    }), answer => {
      worked = answer;
      if (paths) {
        draw();
      }
    });

    function startOf() {
      return s.start ? { start: s.start } : s.seed === 1 ? {} : { randomStart: s.seed };
    }

    /** @param {number} t */
    function passOf(t) {
      return paths ? Math.floor(t / paths.examples) : 0;
    }

    /** Step by step the next one is worked out, otherwise the last. */
    function shownUpdate() {
      const pass = passOf(s.t);
      return Math.max(1, Math.min(50, s.show === 'gd' ? pass + 1 : pass));
    }

    function next() {
      return s.show === 'gd' ? (passOf(s.t) + 1) * paths.examples : s.t + 1;
    }

    /** @param {number} t */
    function where(t) {
      if (!paths) {
        return '';
      }
      const pass = passOf(t);
      return s.show === 'gd' ? `update ${pass} of ${s.passes}`
        : `example ${count(t)} of ${count(s.passes * paths.examples)} · pass ${Math.max(1, Math.ceil(t / paths.examples))}`;
    }

    function draw() {
      const gdUpdates = paths.gdLoss.length - 1;
      const shown = Math.min(passOf(s.t), gdUpdates);
      const trails = [{ style: STYLE.gd, label: GD, points: paths.gdPoints, at: shown, diverged: paths.gdDiverged }];
      if (s.show === 'both') {
        trails.push({ style: STYLE.sgd, label: SGD, points: paths.sgdPoints, at: s.t, diverged: paths.sgdDiverged });
      }
      contour.show(trails, Array.from(paths.start), arrow(shown));
      const every = Array.from({ length: gdUpdates + 1 }, (_, k) => k * paths.examples);
      const end = s.passes * paths.examples;
      const series = [{
        style: STYLE.gd, label: GD, x: gdUpdates === s.passes ? every : [...every, every[gdUpdates]],
        y: gdUpdates === s.passes ? paths.gdLoss : [...paths.gdLoss, paths.gdLoss[gdUpdates]], steps: true, diverged: paths.gdDiverged,
      }];
      if (s.show === 'both') {
        series.push(/** @type {any} */ ({ style: STYLE.sgd, label: SGD, x: Array.from(paths.sgdLoss, (_, k) => k), y: paths.sgdLoss, diverged: paths.sgdDiverged }));
      }
      curves.show(series, [{ y: paths.minimumLoss, words: 'lowest' }]);
      curves.mark(Math.min(s.t, end));
      rate.ticks([{ at: paths.stableRate, words: '2/λ max' }]);
      contour.say(`Start ${contour.where()}, loss ${number(paths.startLoss)}; the minimum is ${point(ground.minimum)} with loss `
        + `${number(paths.minimumLoss)}. Each dot is one update.`);
      curves.say(`After one pass: ${GD} ${number(paths.gdOnePass)} with 1 update`
        + (s.show === 'both' ? `, ${SGD} ${number(paths.sgdOnePass)} with ${paths.examples}.` : '.'));
      contour.numbers(['example', 'pass', 'w₁', 'w₂', 'loss'], rows);
      tell();
    }

    /** @param {number} update */
    function arrow(update) {
      if (s.show !== 'gd' || !worked || worked.update !== update + 1) {
        return [];
      }
      return [{
        from: Array.from(paths.gdPoints.slice(2 * update, 2 * update + 2)), by: worked.gradient.map((/** @type {number} */ g) => -s.lr * g),
        words: '−η∇L',
      }];
    }

    function rows() {
      return Array.from(paths.sgdLoss, (loss, k) => [k, Math.ceil(k / paths.examples), number(paths.sgdPoints[2 * k], 5),
        number(paths.sgdPoints[2 * k + 1], 5), number(loss, 5)]);
    }

    function tell() {
      if (!paths || !worked) {
        return;
      }
      frame.answer({
        shown: s.guess !== null, verdict: verdict(), sentence: sentence(), more: [calculation()],
        why: { equation: ground.equation, words: why() },
      });
    }

    function calculation() {
      return h('div', { class: 'worked' }, h('span', { class: 'beat' }, `Update ${worked.update} of gradient descent`),
        ...worked.lines.map((/** @type {any} */ line) => h('div', { class: 'line' }, h('div', {}, `${line.target} = ${line.symbols}`),
          h('div', { class: 'numbers-in' }, `= ${line.numbers}`), h('div', { class: 'result' }, `= ${line.result}`))),
        h('p', { class: 'note' }, `Loss ${number(worked.before, 4)} → ${number(worked.after, 4)}`));
    }

    function verdict() {
      if (s.guess === null || s.guess === 'skip') {
        return undefined;
      }
      const needed = paths.gdPassesToThere;
      const right = needed === null ? 'many' : needed <= 3 ? 'few' : needed <= 10 ? 'some' : 'many';
      return right === s.guess ? 'As you predicted.' : 'Not as you predicted.';
    }

    function sentence() {
      const n = paths.examples;
      if (paths.gdDiverged || paths.sgdDiverged || paths.sgdOnePass === null) {
        const who = paths.gdDiverged ? 'Gradient descent' : 'The stochastic descent';
        return [`${who} diverged: at η = ${number(s.lr)} each update overshoots and lands higher. Here gradient descent is stable `
          + `below 2/λ max = ${number(paths.stableRate)}; single examples bend more than their mean, so the stochastic descent needs less.`];
      }
      const needed = paths.gdPassesToThere;
      const factor = paths.gdOnePass / paths.sgdOnePass;
      return [`One pass over the ${n} examples brought gradient descent from ${number(paths.startLoss)} to `, h('b', {}, number(paths.gdOnePass)),
        ` with 1 update, and the stochastic descent to `, h('b', {}, number(paths.sgdOnePass)), ` with ${n}`,
        factor >= 1.5 ? `: ${number(factor, 2)} times lower for the same reading. ` : '. ',
        needed === null ? 'Gradient descent does not get that low at this rate. '
          : `Gradient descent needs ${counted(needed, 'pass')} to get there. `,
        `But it goes on to the minimum (${number(paths.minimumLoss)}), while single examples keep disagreeing: in its last pass the `
        + `stochastic descent wandered between ${number(paths.sgdLastPassLow)} and ${number(paths.sgdLastPassHigh)}.`];
    }

    function why() {
      return [`Both use this rule. g is the gradient of the mean loss over all ${paths.examples} examples, or that of one example: `
        + 'cheaper by that factor, right on average, and different every time.'];
    }

    function copies() {
      const start = Array.from(paths.start);
      frame.share.offer({
        command: () => `${frame.lab.program} walk "${ground.formula}" --optimizer sgd --lr ${typed(s.lr)} `
          + `--start ${start.map(typed).join(',')} --updates ${s.passes}`,
        java: () => [
          'import dev.descent.objective.Formula;', 'import dev.descent.objective.Trajectory;', 'import dev.descent.objective.Walk;',
          'import dev.descent.optim.Optimizers;', '', `Formula loss = Formula.parse("${ground.formula}");`,
          `Trajectory path = Walk.of(loss, Optimizers.parse("sgd:lr=${typed(s.lr)}"))`,
          `    .from(${start.map(typed).join(', ')}).updates(${s.passes}).run();`,
          'path.steps().forEach(step -> System.out.println(step.update() + " " + step.value()));', ''].join('\n'),
        csv: () => ['descent,update,examples,w1,w2,loss', ...lines('gd', paths.examples), ...lines('sgd', 1), ''].join('\n'),
      });
    }

    /** @param {string} who @param {number} each */
    function lines(who, each) {
      return Array.from(paths[`${who}Loss`], (loss, k) => [who, k, k * each, paths[`${who}Points`][2 * k], paths[`${who}Points`][2 * k + 1], loss].join(','));
    }

    settings.on(async changed => {
      if (changed.some(key => ['data', 'columns'].includes(key))) {
        ground = await frame.ask('ground', { data: s.data, columns: s.columns });
        contour.on(ground, [Array.from(ground.minimum)]);
      }
      if (changed.some(key => ['data', 'columns', 'lr', 'passes', 'seed', 'start'].includes(key))) {
        rate.set(s.lr);
        await Promise.all([refresh(), work()]);
      } else if (changed.some(key => ['t', 'show'].includes(key))) {
        draw();
        transport.range(s.passes * paths.examples, s.t);
        work();
      } else if (changed.includes('guess')) {
        tell();
      }
    });

    contour.on(ground, [Array.from(ground.minimum)]);
    await refresh();
    await work();
    copies();
  },
};
