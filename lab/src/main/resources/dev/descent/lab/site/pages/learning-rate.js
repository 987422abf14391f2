// @ts-check
import { Curves } from '../charts/curves.js';
import { Profile } from '../charts/profile.js';
import { h } from '../core/dom.js';
import { count, counted, number, typed } from '../core/format.js';
import { choice, name, numbers, real, whole } from '../core/settings.js';
import { list, logSlider, wholeNumber } from '../frame/controls.js';
import { Transport } from '../frame/transport.js';

const WORDS = ['too small', 'small', 'just right', 'large', 'exploding'];
const RULES = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'];
const SEEDS = 5;

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'learning-rate',
  title: 'Learning rate',
  question: 'Why does a good learning rate matter?',
  lead: 'Five rates on the same loss, all at once: one creeps, one gets there, one explodes. Drag η and see where yours belongs, '
    + 'and what a single update does to the distance from the bottom.',
  settings: {
    data: name('line'), columns: numbers(3), optimizer: choice('sgd', RULES), lr: real(0, 1e-9, 1e9), updates: whole(60, 10, 500),
    seed: whole(1, 0, 1e9), t: whole(500, 0, 500), guess: choice(/** @type {any} */ (null), ['two', 'ten', 'hundred', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {any} */
    let found = null;
    /** @type {any} */
    let own = null;

    const race = new Curves('Height above the minimum against updates at five learning rates and at yours', {
      x: 'update', y: 'height above the minimum, median of starts', tall: true, decades: 9, pick: t => transport.jump(Math.round(t)),
    });
    const bowl = new Profile('A parabola that bends as the loss does along its steepest direction, and the steps at your rate', {
      x: 'distance from the bottom', y: 'height', kind: 'half',
    });
    const test = new Curves('Range test: height after each update while the rate grows', {
      x: 'η of this update, log scale', y: 'height', xLog: true, capped: true, decades: 7, pick: lr => settings.set({ lr: Number(lr.toPrecision(3)) }),
    });
    const sensitivity = new Curves('Height after all updates against the learning rate', {
      x: 'η, log scale', y: 'share of the height left at the end', xLog: true, decades: 7, capped: true, kind: 'half', pick: lr => settings.set({ lr: Number(lr.toPrecision(3)) }),
    });
    const transport = new Transport({ move: t => settings.set({ t }), words: t => `update ${count(t)} of ${count(s.updates)}` });
    frame.picture(race, bowl, sensitivity, test);
    frame.time(transport);

    const what = () => ({ data: s.data, columns: s.columns, optimizer: s.optimizer, updates: s.updates, seeds: SEEDS, seed: s.seed });
    const slider = h('div', {});
    const about = h('p', { class: 'note secondary' });
    const data = frame.lab.data.filter((/** @type {any} */ one) => one.numeric.length >= 3);
    frame.controls(slider,
      list({ label: 'Optimizer', value: s.optimizer, change: optimizer => settings.set({ optimizer, lr: 0 }), choices: RULES.map(key => ({ key, words: key })) }),
      wholeNumber({ label: 'Updates', low: 10, high: 500, value: s.updates, change: updates => settings.set({ updates, t: 500 }) }),
      wholeNumber({ label: 'Seed', low: 0, high: 1e9, value: s.seed, change: seed => settings.set({ seed }) }),
      ...(data.length > 1 ? [list({
        label: 'Data', value: s.data, change: id => settings.set({ data: id, columns: null, lr: 0 }),
        choices: data.map((/** @type {any} */ one) => ({ key: one.id, words: one.id === 'line' ? 'line (class data)' : one.name })),
      })] : []), about);
    frame.predict('How far above the best rate may η go before the loss explodes?', [{ key: 'two', words: 'about twice' },
      { key: 'ten', words: 'ten times' }, { key: 'hundred', words: 'a hundred times' }], 'guess');

    /** @type {ReturnType<typeof logSlider>|null} */
    let rate = null;
    const find = frame.live('find', what, answer => {
      found = answer;
      const low = found.rates[0] / 2;
      const high = found.rates.at(-1) * 2;
      rate = logSlider({ label: 'Learning rate', symbol: 'η', low, high, value: Math.max(low, Math.min(high, lr())), change: value => settings.set({ lr: value }) });
      const edge = { at: limit() ?? found.edge, words: limit() ? '2/λ max' : 'edge' };
      rate.ticks(edge.at / found.best > 8 ? [{ at: found.best, words: 'best' }, edge] : [edge]);
      slider.replaceChildren(rate.element);
      about.textContent = `The mean squared error of two weights over ${found.examples.replace('the mean squared error over ', '')}. `
        + `${SEEDS} starts for each rate: lines are medians, bands reach from the least to the most. Click or drag in the charts with η to choose it.`;
    });
    const walk = frame.live('walk', () => ({ ...what(), lr: lr() }), answer => {
      own = answer;
      transport.range(s.updates, s.t);
      draw();
    });

    /** Until somebody chooses: half of the best, so that the line can be told from it. */
    function lr() {
      return s.lr || Number((found.best / 2).toPrecision(2));
    }

    /** Where plain descent stops being stable. */
    function limit() {
      return s.optimizer === 'sgd' ? found.stableRate : null;
    }

    /** @param {string} key @param {any} from */
    function band(key, from) {
      const y = from[`${key}Median`];
      return { x: Array.from(y, (_, k) => k), y, low: from[`${key}Low`], high: from[`${key}High`], diverged: from[`${key}Diverged`] > 0 };
    }

    function draw() {
      race.show([...found.rates.map((/** @type {number} */ value, /** @type {number} */ k) => ({
        style: `step-${k + 1}`, label: `${number(value)} ${WORDS[k]}`, ...band(`rate${k + 1}`, found),
      })), { style: 'path', label: `${number(lr())} yours`, ...band('own', own) }]);
      const t = Math.min(s.t, s.updates);
      race.mark(t);
      race.say(`${counted(s.updates, 'update')} of ${s.optimizer} from ${SEEDS} starts. Lines that leave the picture upwards explode.`);
      drawBowl(t);
      drawTest();
      drawSensitivity();
      tell();
    }

    /** @param {number} t */
    function drawBowl(t) {
      const half = own.from * 1.25;
      const x = Array.from({ length: 121 }, (_, k) => -half + (k / 60) * half);
      bowl.show({ x, y: x.map(u => own.lambda / 2 * u * u) }, [{
        style: 'path', label: own.u.length ? `update ${Math.min(t, own.u.length - 1)}` : '', x: own.u, y: own.height, at: t, chords: true, diverged: own.parabolaDiverged,
      }]);
      bowl.say(s.optimizer === 'sgd' ? `Each update multiplies the distance by 1 − η·λ max = ${number(own.factor)}: ${regime()}.`
        : `${s.optimizer} on a parabola with λ max = ${number(own.lambda)}.`);
    }

    function regime() {
      const f = own.factor;
      return f > 0.9 ? 'it creeps' : f >= 0 ? 'it comes down on one side' : f > -1 ? 'it jumps from side to side, and closer' : f < -1
        ? 'it jumps from side to side, and farther' : 'it jumps for ever';
    }

    function drawTest() {
      const at = found.testRates;
      const zones = [{ from: at[0], to: found.good[0], words: 'too small' }, { from: found.good[0], to: found.good[1], words: 'useful' },
        { from: Math.max(found.good[1], limit() ?? found.edge), to: Infinity, words: 'unstable' }];
      test.show([{ style: 'sgd', label: '', x: at, y: found.testMedian, low: found.testLow, high: found.testHigh }], [],
        { zones, marks: [{ at: found.minimumTenth, words: 'minimum/10' }, { at: found.steepest, words: 'steepest' }] });
      test.mark(lr());
      test.say(`One descent whose rate grows from update to update. Its valley lies around η = ${number(found.valley)}: that is where short runs are made.`);
    }

    function drawSensitivity() {
      const [low, high] = found.good;
      sensitivity.show([{
        style: 'step-3', label: '', x: found.triedRates, y: found.triedMedian, low: found.triedLow, high: found.triedHigh, dots: true,
      }], [], { marks: [...(limit() ? [{ at: limit(), words: '2/λ max' }] : [])], bracket: { from: low, to: high, words: width() } });
      sensitivity.mark(lr());
      sensitivity.say(`From η = ${number(low)} to ${number(high)} at most a hundredth of the height, or within 10% of the least, is left after ${counted(s.updates, 'update')}. Above 1 it ends higher than it began.`);
    }

    function width() {
      return `${found.openLow || found.openHigh ? 'at least ' : ''}${number(found.decades, 2)} decades`;
    }

    function tell() {
      frame.answer({
        shown: s.guess !== null, verdict: verdict(), sentence: sentence(), more: [facts()], why: { equation: found.equation, words: why() },
      });
    }

    function facts() {
      const pairs = [['your η', number(lr())], ['updates to 1%', needed(own.needed)], ['best η', number(found.best)], ['good range', `${number(found.good[0])} to ${number(found.good[1])}`]];
      if (s.optimizer === 'sgd') {
        pairs.splice(1, 0, ['η·λ max', number(lr() * own.lambda)], ['1 − η·λ max', number(own.factor)]);
        pairs.push(['2/λ max', number(found.stableRate)]);
      }
      return h('div', { class: 'worked' }, h('span', { class: 'beat' }, 'At your rate'),
        h('dl', { class: 'facts' }, ...pairs.flatMap(([key, value]) => [h('dt', {}, key), h('dd', {}, value)])));
    }

    /** @param {number|null} updates */
    function needed(updates) {
      return updates === null ? 'never' : count(updates);
    }

    function verdict() {
      if (s.guess === null || s.guess === 'skip') {
        return undefined;
      }
      const room = found.edge / found.best;
      return (room < 4 ? 'two' : room < 30 ? 'ten' : 'hundred') === s.guess ? 'As you predicted.' : 'Not as you predicted.';
    }

    function sentence() {
      const [slowest, , best] = found.needed;
      const explodes = found.rates[4];
      return [`On ${found.data}, ${s.optimizer === 'sgd' ? 'plain gradient descent' : s.optimizer} at η = ${number(lr())} `,
        ...(own.needed === null ? ['never closes 99% of the way down. '] : ['closed 99% of the way down after ', h('b', {}, counted(own.needed, 'update')), '. ']),
        `At ${number(found.rates[2])} it took `, h('b', {}, best === null ? 'for ever' : count(best)), ', at ', number(found.rates[0]), ' ',
        h('b', {}, slowest === null ? 'more than 5,000' : count(slowest)),
        explodes === undefined ? '. No rate that was tried explodes. ' : `; at ${number(explodes)} it never did: `,
        ...(explodes === undefined ? [] : s.optimizer === 'sgd'
          ? [`each step overshot, and the error along the steepest direction grew ${number(Math.abs(1 - explodes * own.lambda))} times per update, because η·λ max = ${number(explodes * own.lambda)} is more than 2. `]
          : ['it ends higher than it began. ']),
        `Explosion begins ${number(found.edge / found.best, 2)} times above the best rate, while a hundredth of it only creeps. `
        + `Good rates reach from ${number(found.good[0])} to ${number(found.good[1])}.`];
    }

    function why() {
      return s.optimizer === 'sgd' ? ['On a parabola with curvature λ the gradient is λ·u, so the update makes u − η·λ·u = (1 − η·λ)·u: the distance is multiplied by the '
        + 'same factor each time. It shrinks where |1 − η·λ| < 1, that is below η = 2/λ. A loss of many parameters has many λ: the largest sets '
        + 'the limit, the smallest sets how long it takes.']
        : ['This rule changes the step by what it remembers, so its limit is no simple 2/λ max. The three zones are measured here instead.'];
    }

    frame.share.offer({
      command: () => `${frame.lab.program} lr-find "${found.formula}" --optimizer ${s.optimizer} --seed ${s.seed} --updates ${s.updates} --seeds ${SEEDS} --start ${found.start.map(typed).join(',')}`,
      java: () => ['import dev.descent.objective.Formula;', 'import dev.descent.objective.Walk;', 'import dev.descent.optim.Optimizers;', '',
        `Formula loss = Formula.parse("${found.formula}");`,
        `for (double lr : new double[] {${[...found.rates, lr()].map(typed).join(', ')}}) {`,
        `    var path = Walk.of(loss, Optimizers.byName("${s.optimizer}").withLr(lr)).from(${found.start.map(typed).join(', ')}).updates(${s.updates}).run();`,
        '    System.out.println(lr + " " + path.stop() + " " + path.last().value());', '}', ''].join('\n'),
      csv: () => ['rate,update,low,median,high', ...found.rates.flatMap((/** @type {number} */ value, /** @type {number} */ k) => lines(value, `rate${k + 1}`, found)),
        ...lines(lr(), 'own', own), ''].join('\n'),
    });

    /** @param {number} value @param {string} key @param {any} from */
    function lines(value, key, from) {
      return Array.from(from[`${key}Median`], (median, k) => [value, k, from[`${key}Low`][k], median, from[`${key}High`][k]].join(','));
    }

    settings.on(async changed => {
      if (changed.some(key => ['data', 'columns', 'optimizer', 'updates', 'seed'].includes(key))) {
        await find();
        await walk();
      } else if (changed.includes('lr')) {
        rate?.set(lr());
        await walk();
      } else if (changed.includes('t')) {
        transport.range(s.updates, s.t);
        race.mark(Math.min(s.t, s.updates));
        drawBowl(Math.min(s.t, s.updates));
      } else {
        tell();
      }
    });

    await find();
    await walk();
  },
};
