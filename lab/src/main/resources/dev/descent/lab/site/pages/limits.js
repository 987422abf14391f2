// @ts-check
import { Basins } from '../charts/basins.js';
import { Curves } from '../charts/curves.js';
import { h } from '../core/dom.js';
import { count, counted, number, point, typed } from '../core/format.js';
import { choice, numbers, real, whole } from '../core/settings.js';
import { button, list, logSlider, wholeNumber } from '../frame/controls.js';
import { Transport } from '../frame/transport.js';

const SURFACES = ['two-minima', 'saddle', 'plateau', 'hills', 'rastrigin', 'bowl', 'ravine', 'rosenbrock', 'beale', 'bend'];
/** @type {{key: 'gd'|'momentum', style: string, words: string}[]} */
const RULES = [{ key: 'gd', style: 'sgd', words: 'gradient descent' }, { key: 'momentum', style: 'momentum', words: 'momentum' }];
/** A difference of the shares that counts. */
const MORE = 0.01;

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'limits',
  title: 'Where it stops',
  question: 'The gradient is zero: has it found the minimum?',
  lead: 'On a plateau, on a saddle and in every valley the gradient vanishes, and descent stops. The loss and the slope look '
    + 'alike there; the curvature tells the places apart, and the start decides which valley it is.',
  settings: {
    surface: choice('two-minima', SURFACES), lr: real(0.05, 1e-6, 10), momentum: real(0.9, 0, 0.999), updates: whole(500, 1, 2000),
    start: numbers(2), t: whole(500, 0, 2000), guess: choice(/** @type {any} */ (null), ['fewer', 'same', 'more', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {any} */
    let ground = await frame.ask('ground', { surface: s.surface });
    /** @type {any} */
    let walks = null;
    /** @type {any} */
    let maps = null;

    const basins = new Basins('Two maps: which start ends where with gradient descent, and with momentum', {
      axes: ground.axes, drag: start => settings.set({ start }),
    });
    const pick = (/** @type {number} */ t) => transport.jump(Math.round(t));
    const loss = new Curves('Loss against updates', { x: 'updates', y: 'loss', log: false, pick });
    const slope = new Curves('Length of the gradient against updates', { x: 'updates', y: '‖∇L‖', pick });
    const bend = new Curves('Smallest curvature against updates', { x: 'updates', y: 'smallest curvature', log: false, pick });
    const transport = new Transport({ move: t => settings.set({ t }), words: t => `update ${count(t)} of ${count(s.updates)}` });
    frame.picture(basins, slope, loss, bend);
    frame.time(transport);

    const rate = logSlider({
      label: 'Learning rate', symbol: 'η', low: 0.001, high: 2, value: s.lr, change: lr => settings.set({ lr }),
    });
    const kept = logSlider({
      label: 'Momentum', symbol: 'λ', low: 0.1, high: 0.999, value: Math.max(0.1, s.momentum), change: momentum => settings.set({ momentum }),
    });
    const about = h('p', { class: 'note' }, ground.about);
    frame.controls(
      list({
        label: 'Loss', value: s.surface, change: surface => turnTo(surface),
        choices: SURFACES.map(key => ({ key, words: key })),
      }), about, rate.element, kept.element,
      wholeNumber({ label: 'Updates', low: 1, high: 2000, value: s.updates, change: updates => settings.set({ updates, t: updates }) }),
      h('div', { class: 'buttons' }, button('Usual start', () => settings.set({ start: null }))),
      h('p', { class: 'note secondary' }, 'Drag the start, or move it with the arrow keys.'));
    frame.predict('Do more starts reach the lowest minimum with momentum?', [{ key: 'fewer', words: 'fewer' },
      { key: 'same', words: 'about as many' }, { key: 'more', words: 'more' }], 'guess');

    const walk = frame.live('walks', () => ({
      surface: s.surface, lr: s.lr, momentum: s.momentum, updates: s.updates, start: s.start,
    }), answer => {
      walks = answer;
      transport.range(s.updates, s.t);
      draw();
    });
    const map = frame.live('basins', () => ({ surface: s.surface, lr: s.lr, momentum: s.momentum, updates: s.updates }), answer => {
      maps = answer;
      draw();
    });

    /** Another loss, at a rate that suits it. @param {string} surface */
    async function turnTo(surface) {
      try {
        const { usualRate } = await frame.ask('ground', { surface });
        settings.set({ surface, start: null, lr: usualRate });
      } catch (error) {
        frame.fail(error);
      }
    }

    function draw() {
      if (!walks || !maps) {
        return;
      }
      basins.show(RULES.map(({ key, style, words }) => ({
        title: `${words}: ${percent(maps[`${key}Share`])} to the lowest`, ends: maps[`${key}Ends`], side: maps.side, lowest: maps.lowest,
        trail: { style, label: walks[`${key}Diverged`] ? words : '', points: walks[`${key}Points`], at: s.t, diverged: walks[`${key}Diverged`] },
      })), Array.from(walks.start));
      const lines = (/** @type {string} */ what) => RULES.map(({ key, style, words }) => ({
        style, label: words, x: Array.from(walks[key + what], (_, k) => k), y: walks[key + what], diverged: walks[`${key}Diverged`],
      }));
      slope.show(lines('Slope'), [{ y: ground.gradientNorm, words: 'looks like an end' }]);
      loss.show(lines('Loss'), ground.minima.length ? [{ y: ground.minimaLoss[0], words: 'lowest minimum' }] : []);
      bend.show(lines('Smallest'), [{ y: 0, words: 'level' }]);
      [slope, loss, bend].forEach(chart => chart.mark(s.t));
      basins.say(`${count(maps.starts)} starts a map. Coloured: ends at ${maps.lowest.length > 1 ? 'one of the lowest minima, a shade for each' : 'the lowest minimum'}; `
        + 'not coloured: at another one; blank: at none within these updates; grey: diverged.');
      slope.say('A short gradient is what a plateau, a saddle and a minimum have in common.');
      loss.say('A loss that stays level looks the same in all of them.');
      bend.say('Above zero in a minimum, below on a saddle, near zero on a plateau.');
      basins.numbers(['update', ...RULES.flatMap(({ words }) => [`${words}: loss`, '‖∇L‖', 'smallest curvature'])], rows);
      tell();
    }

    function rows() {
      return Array.from({ length: s.updates + 1 }, (_, k) => [k, ...RULES.flatMap(({ key }) => ['Loss', 'Slope', 'Smallest'].map(
        what => (k < walks[key + what].length ? number(walks[key + what][k], 5) : '')))]);
    }

    function tell() {
      frame.answer({
        shown: s.guess !== null, verdict: verdict(), sentence: sentence(), more: [facts()],
        why: {
          equation: ground.equation,
          words: ['Near a place where the gradient is zero the loss is L + ½·Δθᵀ·H·Δθ, with H the second derivatives. Its smallest eigenvalue '
            + 'is the curvature along the way that bends up least. Above zero, every way leads up: a minimum, and nothing says that it is the '
            + 'lowest. Below zero, one way leads down: a saddle, which descent leaves, but slowly, since it begins there with almost no slope. '
            + 'Momentum keeps its velocity and rolls over small humps, and sometimes out of the better valley.'],
        },
      });
    }

    /** What is known where the transport stands. */
    function facts() {
      const cells = RULES.map(({ key, words }) => {
        const at = Math.min(s.t, walks[`${key}Loss`].length - 1);
        return [words, number(walks[`${key}Loss`][at]), number(walks[`${key}Slope`][at]), number(walks[`${key}Smallest`][at])];
      });
      return h('div', { class: 'worked' }, h('span', { class: 'beat' }, `After ${counted(s.t, 'update')}`),
        h('table', {}, h('thead', {}, h('tr', {}, h('td', {}), ...cells.map(cell => h('th', { scope: 'col' }, cell[0])))),
          h('tbody', {}, ...['loss', '‖∇L‖', 'curvature'].map((name, k) => h('tr', {}, h('th', { scope: 'row' }, name),
            ...cells.map(cell => h('td', {}, cell[k + 1])))))));
    }

    function verdict() {
      if (s.guess === null || s.guess === 'skip') {
        return undefined;
      }
      const gain = maps.momentumShare - maps.gdShare;
      const right = gain > MORE ? 'more' : gain < -MORE ? 'fewer' : 'same';
      return right === s.guess ? 'As you predicted.' : 'Not as you predicted.';
    }

    function sentence() {
      return [`From ${point(walks.start)} `, ...RULES.flatMap(({ key, words }, k) => [k ? '; ' : '', ...end(key, words)]), '. ',
        `Of ${count(maps.starts)} starts, `, h('b', {}, percent(maps.gdShare)), ' reach the lowest minimum with gradient descent and ',
        h('b', {}, percent(maps.momentumShare)), ' with momentum',
        maps.gdShare === 1 && maps.momentumShare === 1 ? ': here every start does.' : ': no guarantee with either.'];
    }

    /** @param {'gd'|'momentum'} key @param {string} words */
    function end(key, words) {
      const still = walks[`${key}Still`];
      if (walks[`${key}Diverged`]) {
        return [`${words} diverged after ${counted(walks[`${key}Loss`].length - 1, 'update')}`];
      }
      if (!still) {
        return [`${words} never had a gradient shorter than ${number(ground.gradientNorm)}`];
      }
      const lower = walks[`${key}Lower`];
      const stayed = walks[`${key}EndPlace`] === still.place;
      return [`${words} met a gradient shorter than ${number(ground.gradientNorm)} after ${counted(still.update, 'update')}, at loss ${number(still.loss)}. `
        + `The smallest curvature there is ${number(still.smallest)}: `, h('b', {}, still.place),
        still.place !== 'a minimum' ? (stayed ? `, where it still was after ${count(s.updates)}` : `, left again for ${walks[`${key}EndPlace`]}`)
          : lower !== null ? `, but not the lowest (${number(lower)})` : ''];
    }

    settings.on(async changed => {
      if (changed.includes('surface')) {
        ground = await frame.ask('ground', { surface: s.surface });
        about.textContent = ground.about;
        basins.on(ground, ground.minima);
      }
      if (changed.some(key => ['surface', 'lr', 'momentum', 'updates'].includes(key))) {
        rate.set(s.lr);
        await Promise.all([walk(), map()]);
      } else if (changed.includes('start')) {
        await walk();
      } else {
        transport.range(s.updates, s.t);
        draw();
      }
    });

    frame.share.offer({
      command: () => `${frame.lab.program} basins ${s.surface} --optimizer sgd,momentum:momentum=${typed(s.momentum)} --lr ${typed(s.lr)} `
        + `--updates ${s.updates} --grid ${maps.side}`,
      java: () => ['import dev.descent.objective.BasinMap;', 'import dev.descent.objective.Surface;', 'import dev.descent.objective.Surfaces;',
        'import dev.descent.optim.Optimizers;', '', `Surface surface = Surfaces.byName("${s.surface}");`,
        `for (String rule : new String[] {"sgd:lr=${typed(s.lr)}", "momentum:lr=${typed(s.lr)},momentum=${typed(s.momentum)}"}) {`,
        '    BasinMap map = BasinMap.of(surface, Optimizers.parse(rule), surface.window(), '
        + `${maps.side}, ${s.updates}, 1);`,
        '    System.out.println(rule + " " + map.lowestShare());', '}', ''].join('\n'),
      csv: () => ['rule,update,x,y,loss,slope,smallest', ...RULES.flatMap(({ key, words }) => Array.from(walks[`${key}Loss`], (value, k) => [words, k,
        walks[`${key}Points`][2 * k], walks[`${key}Points`][2 * k + 1], value, walks[`${key}Slope`][k], walks[`${key}Smallest`][k]].join(','))), ''].join('\n'),
    });
    basins.on(ground, ground.minima);
    await Promise.all([walk(), map()]);
  },
};

/** @param {number} share */
function percent(share) {
  return `${number(100 * share, 2)}%`;
}
