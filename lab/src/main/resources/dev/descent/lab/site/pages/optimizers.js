// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { Profile } from '../charts/profile.js';
import { h } from '../core/dom.js';
import { count, counted, number, point, typed } from '../core/format.js';
import { choice, name, numbers, real, whole } from '../core/settings.js';
import { choices, list, logSlider, wholeNumber } from '../frame/controls.js';
import { Transport } from '../frame/transport.js';

const RULES = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'];
const SURFACES = ['bowl', 'ravine', 'saddle', 'plateau', 'two-minima', 'hills', 'rosenbrock', 'beale', 'rastrigin', 'bend'];

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'optimizers',
  title: 'Optimizers',
  question: 'What do the optimizers do differently?',
  lead: 'Six rules from one start. At the same learning rate they differ hugely; each at its best, much less. '
    + 'Look inside one of them to see why, and let a ball roll.',
  settings: {
    surface: choice('bend', SURFACES), data: name(null), columns: numbers(3), mode: choice('same', ['same', 'best']),
    lr: real(0.1, 1e-6, 100), updates: whole(500, 10, 500), start: numbers(2), inside: choice('adagrad', RULES), hump: real(1, 0, 10), momentum: real(0.9, 0, 0.999),
    t: whole(40, 0, 500), guess: choice(/** @type {any} */ (null), [...RULES, 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    const on = () => (s.data ? { data: s.data, columns: s.columns } : { surface: s.surface });
    /** @type {any} */
    let ground = await frame.ask('ground', on());
    /** @type {any} */
    let same = null;
    /** @type {any} */
    let best = null;
    /** @type {any} */
    let inside = null;
    /** @type {any} */
    let ball = null;

    const contour = new Contour('The loss and the paths of six optimizers', { axes: ground.axes, drag: start => settings.set({ start }) });
    const curve = (/** @type {string} */ words) => new Curves(`Height above the minimum against updates, ${words}`, {
      x: 'update', y: `height, ${words}`, decades: 8, kind: 'half', pick: t => transport.jump(Math.round(t)),
    });
    const left = curve('same η for all');
    const right = curve('each at its best η');
    const steps = new Curves('Effective step of each parameter against updates', {
      x: 'update, log scale', y: 'step per unit of gradient', xLog: true, kind: 'half', pick: t => transport.jump(Math.round(t)),
    });
    const slope = new Profile('A ball on a slope with a hump: gradient descent and momentum', { x: 'θ', y: 'loss', kind: 'half' });
    const transport = new Transport({ move: t => settings.set({ t }), words: t => `update ${count(t)} of ${count(s.updates)}` });
    frame.picture(contour, left, right, steps, slope);
    frame.time(transport);

    const rate = logSlider({ label: 'Learning rate, the same for all', symbol: 'η', low: 0.001, high: 10, value: s.lr, change: lr => settings.set({ lr }) });
    const hump = logSlider({ label: 'Height of the hump', symbol: 'h', low: 0.1, high: 10, value: Math.max(0.1, s.hump), change: value => settings.set({ hump: value }) });
    const lambda = logSlider({ label: 'Momentum', symbol: 'λ', low: 0.1, high: 0.999, value: Math.max(0.1, s.momentum), change: value => settings.set({ momentum: value }) });
    const data = frame.lab.data.filter((/** @type {any} */ one) => one.numeric.length >= 3);
    frame.controls(rate.element,
      choices({ label: 'Paths in the picture', value: s.mode, change: mode => settings.set({ mode }), choices: [{ key: 'same', words: 'same η for all' }, { key: 'best', words: 'each at its best η' }] }),
      list({
        label: 'Loss', value: s.data ? `data:${s.data}` : s.surface,
        change: key => settings.set(key.startsWith('data:') ? { data: key.slice(5), columns: null, start: null } : { surface: key, data: null, columns: null, start: null }),
        choices: [...ground.names.map((/** @type {string} */ key) => ({ key, words: key })),
          ...data.map((/** @type {any} */ one) => ({ key: `data:${one.id}`, words: one.id === 'line' ? 'line (class data)' : one.name }))],
      }),
      list({ label: 'Look inside', value: s.inside, change: rule => settings.set({ inside: rule }), choices: RULES.map(key => ({ key, words: key })) }),
      wholeNumber({ label: 'Updates', low: 10, high: 500, value: s.updates, change: updates => settings.set({ updates, t: 500 }) }),
      hump.element, lambda.element, h('p', { class: 'note secondary' }, 'Drag the start, or move it with the arrow keys. Hump and λ belong to the ball.'));
    frame.predict('All at the same η: which is down first?', RULES.map(key => ({ key, words: key })), 'guess');

    const t = () => Math.min(s.t, s.updates);
    const equal = () => RULES.map(() => s.lr);
    const shown = () => (s.mode === 'same' ? same : best);
    const rates = () => (s.mode === 'same' || !best ? equal() : best.rates);
    const run = () => ({ ...on(), start: s.start, updates: s.updates });
    const runSame = frame.live('paths', () => ({ ...run(), rates: equal() }), answer => {
      same = answer;
      transport.range(s.updates, s.t);
      left.show(series(same, equal()));
      left.mark(t());
      left.say(`All at η = ${number(s.lr)}.`);
      if (s.mode === 'same') {
        drawPaths();
      }
      tell();
    });
    const runBest = frame.live('best', run, answer => {
      best = answer;
      transport.range(s.updates, s.t);
      right.show(series(best, best.rates));
      right.mark(t());
      right.say('The best of 19 rates for each, from this start: down first and staying there, or else lowest.');
      if (s.mode === 'best') {
        drawPaths();
      }
      tell();
    });
    const look = frame.live('inside', () => ({
      ...on(), start: s.start, optimizer: s.inside, lr: rates()[RULES.indexOf(s.inside)], update: Math.max(1, t()),
    }), answer => {
      inside = answer;
      drawPaths();
      tell();
    });
    const roll = frame.live('ball', () => ({ hump: s.hump, momentum: s.momentum, lr: 0.05, updates: s.updates }), answer => {
      ball = answer;
      drawBall();
    });

    /** @param {any} from @param {number[]} all */
    function series(from, all) {
      return RULES.map((rule, k) => ({
        style: rule, label: `${rule} ${number(all[k], 2)}`, x: Array.from(from[`${rule}Height`], (_, i) => i), y: from[`${rule}Height`], diverged: from[`${rule}Diverged`],
      }));
    }

    /** The paths that the picture shows, and the steps of the rule that is looked into. */
    function drawPaths() {
      const from = shown();
      if (!from) {
        return;
      }
      contour.show(RULES.map(rule => ({ style: rule, label: rule, points: from[`${rule}Points`], at: t(), diverged: from[`${rule}Diverged`] })), Array.from(from.start), inside ? arrows() : []);
      contour.say(`Start ${contour.where()}. Each dot is an update${s.updates > 200 ? ' or several' : ''}: wide spacing is speed.`);
      contour.numbers(['optimizer', 'η', 'updates until 1% is left', 'height at the end'], () => RULES.map((rule, k) => [rule, number(rates()[k]), arrived(from, k), number(from[`${rule}Height`].at(-1), 4)]));
      const along = (/** @type {Float64Array} */ y) => ({ x: Array.from(y, (_, k) => k + 1), y });
      steps.show([{ style: s.inside, label: `${s.inside} ${ground.axes[0]}`, ...along(from[`${s.inside}First`]) },
        { style: 'step-1', label: `${s.inside} ${ground.axes[1]}`, ...along(from[`${s.inside}Second`]) }]);
      steps.mark(t());
      steps.say('The rate that plain descent would need for the same step, for each parameter.');
    }

    /** @param {any} from @param {number} k */
    function arrived(from, k) {
      return from.needed[k] < 0 ? 'never' : count(from.needed[k]);
    }

    function arrows() {
      return [{ from: inside.from, by: inside.downhill, words: '−ηg' }, { from: inside.from, by: inside.step, words: 'step' }];
    }

    function drawBall() {
      const slide = (/** @type {string} */ key, /** @type {string} */ style, /** @type {string} */ label) => ({
        style, label, x: ball[`${key}X`], y: ball[`${key}Y`], at: t(), velocity: 3 * (ball[`${key}Velocity`][Math.min(t(), ball[`${key}Velocity`].length - 1)] ?? 0),
      });
      slope.show({ x: ball.slopeX, y: ball.slopeY }, [slide('gd', 'sgd', 'gradient descent'), slide('momentum', 'momentum', 'momentum')]);
      slope.say(`At a hump of ${number(s.hump)}, gradient descent ${ball.gdPast ? 'gets past' : 'stops before it'}; momentum with λ = ${number(s.momentum)} `
        + `${ball.momentumPast ? 'clears it' : 'is held too'}. A ball has mass and friction; this one has only the last step, times λ.`);
    }

    /** @param {any} from */
    function first(from) {
      let won = -1;
      from.needed.forEach((/** @type {number} */ n, /** @type {number} */ k) => {
        won = n >= 0 && (won < 0 || n < from.needed[won]) ? k : won;
      });
      return won;
    }

    /** While a hand moves the start, the sentence waits until all its numbers are of one start. */
    function tell() {
      if (!same || !best || !inside || String(same.start) !== String(best.start)) {
        return;
      }
      const a = first(same);
      const b = first(best);
      const never = RULES.filter((_, k) => same.needed[k] < 0);
      frame.answer({
        shown: s.guess !== null, verdict: s.guess === null || s.guess === 'skip' ? undefined : RULES[a] === s.guess ? 'As you predicted.' : 'Not as you predicted.',
        more: [h('div', { class: 'worked' }, h('span', { class: 'beat' }, `Inside ${s.inside}, update ${inside.update}`), h('dl', { class: 'facts' },
          ...[['g', point(inside.gradient)], ['−η·g', point(inside.downhill)], ['step', point(inside.step)], ['√Σg²', point(inside.sums)], ['|∂²L/∂θ²|', point(inside.bends)]]
            .flatMap(([key, value]) => [h('dt', {}, key), h('dd', {}, value)])))],
        sentence: [`At the same η = ${number(s.lr)}, `, ...(a < 0 ? ['nobody stayed below 1% of the height. '] : [h('b', {}, RULES[a]), ` stayed below 1% of the height first, after ${counted(same.needed[a], 'update')}`,
          never.length ? `; ${never.join(', ')} did not. ` : '. ']),
        ...(b < 0 ? ['Nor did anybody at any rate that was tried.'] : ['Each at its best, ', h('b', {}, RULES[b]), ` at η = ${number(best.rates[b])} was first, after ${counted(best.needed[b], 'update')}. `]),
        `After ${counted(inside.update, 'update')} of ${s.inside} √Σg² is ${point(inside.sums)} and the curvature ${point(inside.bends)}: the sum of slopes stands in for the second derivative, `
          + `and here ${(inside.sums[0] < inside.sums[1]) === (inside.bends[0] < inside.bends[1]) ? 'ranks the parameters alike.' : 'misleads about which is steeper.'}`],
        why: { equation: inside.equation, words: ['What is divided by makes each parameter\'s own rate; what is carried on makes the ball roll.'] },
      });
    }

    settings.on(async changed => {
      if (changed.some(key => ['surface', 'data', 'columns'].includes(key))) {
        ground = await frame.ask('ground', on());
        contour.axes = ground.axes;
        contour.on(ground, ground.minima);
      }
      if (changed.some(key => ['surface', 'data', 'columns', 'start', 'updates'].includes(key))) {
        // First what the picture shows.
        await (s.mode === 'same' ? runSame() : runBest());
        await look();
        await (s.mode === 'same' ? runBest() : runSame());
      } else if (changed.includes('lr')) {
        rate.set(s.lr);
        await runSame();
        if (s.mode === 'same') {
          await look();
        }
      } else if (changed.some(key => ['t', 'inside', 'mode'].includes(key))) {
        transport.range(s.updates, s.t);
        [left, right].forEach(chart => chart.mark(t()));
        drawPaths();
        await look();
      } else {
        tell();
      }
      if (changed.some(key => ['hump', 'momentum', 'updates'].includes(key))) {
        hump.set(s.hump);
        lambda.set(s.momentum);
        await roll();
      } else if (changed.includes('t')) {
        drawBall();
      }
    });

    frame.share.offer({
      command: () => `${frame.lab.program} walk "${ground.formula}" --optimizer ${RULES.join(',')} --lr ${typed(s.lr)} --start ${Array.from(same.start, typed).join(',')} --updates ${s.updates}`,
      java: () => ['import dev.descent.objective.Formula;', 'import dev.descent.objective.Walk;', 'import dev.descent.optim.Optimizers;', '',
        `Formula loss = Formula.parse("${ground.formula}");`, `for (String rule : "${RULES.join(' ')}".split(" ")) {`,
        `    var path = Walk.of(loss, Optimizers.byName(rule).withLr(${typed(s.lr)})).from(${Array.from(same.start, typed).join(', ')}).updates(${s.updates}).run();`,
        '    System.out.println(rule + " " + path.last().value());', '}', ''].join('\n'),
      csv: () => ['rates,optimizer,update,x,y,height', ...[same, best].flatMap((from, which) => RULES.flatMap(rule => Array.from(from[`${rule}Height`], (height, k) =>
        [which ? 'best' : 'same', rule, k, from[`${rule}Points`][2 * k], from[`${rule}Points`][2 * k + 1], height].join(',')))), ''].join('\n'),
    });

    contour.on(ground, ground.minima);
    await Promise.all([runSame(), runBest(), roll()]);
    await look();
  },
};
