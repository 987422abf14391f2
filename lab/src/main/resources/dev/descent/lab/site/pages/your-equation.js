// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { fill, h, mathml } from '../core/dom.js';
import { count, number, point, typed } from '../core/format.js';
import { choice, numbers, text, whole } from '../core/settings.js';
import { button, equationBox, list, wholeNumber } from '../frame/controls.js';
import { save } from '../frame/share.js';
import { Transport } from '../frame/transport.js';

const SURFACES = ['rosenbrock', 'bowl', 'ravine', 'saddle', 'plateau', 'two-minima', 'hills', 'beale', 'rastrigin', 'bend'];
const RIVALS = ['sgd', 'momentum', 'adam'];
/** Rules to begin with; the first is the page's. */
const EXAMPLES = [
  { key: 'sign', words: 'signs of a running mean', rule: 'm ← β₁·m + (1 − β₁)·g\nθ ← θ − η·sign(m)' },
  { key: 'clipped', words: 'momentum with short steps', rule: 'm ← λ·m + g\nθ ← θ − η·m/max(1, |m|)' },
  { key: 'forgetful', words: 'Adagrad that forgets', rule: 'v ← ρ·v + g²\nθ ← θ − η·g/(√v + ε)' },
  { key: 'fading', words: 'a rate that fades', rule: 'θ ← θ − η·g/√t' },
];

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'your-equation',
  title: 'Your equation',
  question: 'Is your own rule any better?',
  lead: 'Type an optimizer as its equation. It is checked as you type, compiled as the built-in ones are, and raced against them: '
    + 'each at the best rate of its own grid, on a surface and on a small network.',
  settings: {
    rule: text(EXAMPLES[0].rule, 4096), surface: text('rosenbrock', 4096), updates: whole(300, 1, 1000), seed: whole(1, 0, 1e9),
    start: numbers(2), t: whole(300, 0, 1000), guess: choice(/** @type {any} */ (null), ['first', 'middle', 'last', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {any} */
    let rule = null;
    /** @type {any} */
    let ground = null;
    /** @type {any} */
    let race = null;
    /** @type {any} */
    let training = null;

    const contour = new Contour('The surface, and the path of each rule at its best rate', {
      axes: ['x', 'y'], drag: start => settings.set({ start }),
    });
    const curves = new Curves('Loss on the surface against updates', { x: 'updates', y: 'loss', log: false, pick: t => transport.jump(Math.round(t)) });
    const network = new Curves('Loss of the network against updates', { x: 'updates', y: 'loss' });
    const transport = new Transport({ move: t => settings.set({ t }), words: t => `update ${count(t)} of ${count(s.updates)}` });
    frame.picture(contour, curves, network);
    frame.time(transport);

    const typedRule = equationBox({ label: 'Your rule', rows: 4, value: s.rule, change: value => settings.set({ rule: value }) });
    const typedSurface = equationBox({ label: 'Surface: a name or a formula', rows: 1, value: s.surface, change: value => settings.set({ surface: value, start: null }) });
    const typeset = h('div', { class: 'typeset', tabindex: '0', role: 'region', 'aria-label': 'The rule, typeset' });
    frame.controls(typedRule.element, typeset,
      list({
        label: 'Begin with', value: EXAMPLES.find(example => example.rule === s.rule)?.key ?? '',
        change: key => {
          const chosen = EXAMPLES.find(example => example.key === key);
          if (chosen) {
            typedRule.set(chosen.rule);
            settings.set({ rule: chosen.rule });
          }
        },
        choices: [...EXAMPLES, { key: '', words: 'your own' }],
      }),
      typedSurface.element,
      h('div', { class: 'buttons' }, ...SURFACES.slice(0, 4).map(name => button(name, () => {
        typedSurface.set(name);
        settings.set({ surface: name, start: null });
      }))),
      wholeNumber({ label: 'Updates', low: 1, high: 1000, value: s.updates, change: updates => settings.set({ updates, t: updates }) }),
      wholeNumber({ label: 'Seed', low: 0, high: 1e9, value: s.seed, change: seed => settings.set({ seed }) }),
      button('Save as .rule file', () => save(new Blob([s.rule + '\n'], { type: 'text/plain' }), 'mine.rule'), 'For --optimizer mine.rule'),
      h('p', { class: 'note secondary' }, 'θ or theta are the parameters, g is the gradient, t counts updates from 1. Other names are state or, '
        + 'where they are never assigned, hyperparameters: end with “where k = 0.5” to give one a value. Write <- for ←, ^2 for ².'));
    frame.predict('On the surface, where will it end among four?', [{ key: 'first', words: 'first' }, { key: 'middle', words: 'in the middle' },
      { key: 'last', words: 'last' }], 'guess');

    const check = frame.live('rule', () => ({ rule: s.rule }), answer => {
      typedRule.complain(answer.error ?? null);
      rule = answer.error ? null : answer;
      if (rule) {
        fill(typeset, mathml(rule.equation));
      }
    });
    const land = frame.live('ground', () => ({ surface: s.surface }), answer => {
      typedSurface.complain(answer.error ?? null);
      ground = answer.error ? null : answer;
      if (ground) {
        contour.axes = ground.axes;
        contour.on(ground, ground.minima);
      }
    });
    const run = frame.live('race', () => ({ rule: s.rule, surface: s.surface, updates: s.updates, rivals: RIVALS.join(), start: s.start }), answer => {
      race = answer;
      transport.range(s.updates, s.t);
      draw();
    });
    const train = frame.live('train', () => ({ rule: s.rule, rivals: RIVALS.join(), seed: s.seed }), answer => {
      training = answer;
      draw();
    });

    /** @param {number} k */
    function style(k) {
      return k === 0 ? 'own' : RIVALS[k - 1];
    }

    /** @param {any} runner @param {number} k */
    function label(runner, k) {
      return k === 0 ? 'yours' : runner.name;
    }

    function draw() {
      if (!race || !training || !rule || !ground) {
        return;
      }
      contour.show(race.runners.map((/** @type {any} */ runner, /** @type {number} */ k) => ({
        style: style(k), label: label(runner, k), points: race[`run${k}Points`], at: s.t, diverged: runner.diverged,
      })).reverse(), Array.from(race.start));
      const lines = (/** @type {any} */ from) => from.runners.map((/** @type {any} */ runner, /** @type {number} */ k) => ({
        style: style(k), label: label(runner, k), x: Array.from(from[`run${k}Loss`], (_, i) => i), y: from[`run${k}Loss`], diverged: runner.diverged,
      }));
      curves.log = ground.minimaLoss.every((/** @type {number} */ loss) => loss >= 0);
      curves.show(lines(race));
      curves.mark(s.t);
      network.show(lines(training));
      contour.say(`From ${point(race.start)}: each rule at the best of its own rates for ${count(s.updates)} updates.`);
      curves.say(race.runners.map((/** @type {any} */ r, /** @type {number} */ k) => `${label(r, k)} ${rate(r)}`).join(', ') + '.');
      network.say(`A network of ${training.parameters} parameters on ${training.rows} rows of ${training.data}, all rows in each update: `
        + training.runners.map((/** @type {any} */ r, /** @type {number} */ k) => `${label(r, k)} ${rate(r)}`).join(', ') + '.');
      contour.numbers(['rule', 'best rate', 'loss on the surface', 'loss of the network'], () => race.runners.map(
        (/** @type {any} */ r, /** @type {number} */ k) => [label(r, k), r.lr < 0 ? 'none' : number(r.lr), number(r.end, 5), number(training.runners[k].end, 5)]));
      tell();
    }

    /** @param {any} runner */
    function rate(runner) {
      return runner.lr < 0 ? 'has no rate' : `η = ${number(runner.lr)}${runner.edge ? ' (the end of its grid)' : ''}`;
    }

    function tell() {
      frame.answer({
        shown: s.guess !== null, verdict: verdict(), sentence: sentence(), more: [taken()],
        why: { equation: rule.equation, words: why() },
      });
    }

    /** The rule as it runs. */
    function taken() {
      const loops = rule.passes.map((/** @type {any} */ pass) => `reads ${pass.reads.join(' ')}, writes ${pass.writes.join(' ')}, ${pass.operations} operations`);
      return h('div', { class: 'worked' }, h('span', { class: 'beat' }, 'As it runs'), h('pre', { class: 'listing', tabindex: '0' }, rule.listing),
        h('p', { class: 'note' }, `${rule.bytesMoved} bytes moved per parameter and update (${loops.join('; ')}); ${rule.bytesKept} bytes of state`
          + `${rule.states.length ? ` (${rule.states.join(' ')})` : ''}. ${rule.skips ? 'A zero gradient changes nothing (proved).' : 'A zero gradient may still change something.'}`),
        ...rule.findings.map((/** @type {any} */ finding) => h('p', { class: 'note' }, `${finding.passed ? '✓' : '✗'} ${finding.name}: ${finding.text}.`)));
    }

    /** @param {any} from @returns {number} 1 for the lowest loss */
    function place(from) {
      const own = from.runners[0];
      return 1 + from.runners.filter((/** @type {any} */ r, /** @type {number} */ k) => k > 0 && !r.diverged && (own.diverged || r.end < own.end)).length;
    }

    function verdict() {
      if (s.guess === null || s.guess === 'skip') {
        return undefined;
      }
      const at = place(race);
      const right = at === 1 ? 'first' : at === race.runners.length ? 'last' : 'middle';
      return right === s.guess ? 'As you predicted.' : 'Not as you predicted.';
    }

    function sentence() {
      const first = (/** @type {any} */ from) => from.runners.filter((/** @type {any} */ r) => !r.diverged)
        .sort((/** @type {any} */ a, /** @type {any} */ b) => a.end - b.end)[0];
      const part = (/** @type {any} */ from, /** @type {string} */ where, /** @type {number} */ updates) => [
        `${where} your rule ended `, h('b', {}, ['first', 'second', 'third', 'last'][place(from) - 1]), ` of ${from.runners.length} after ${count(updates)} updates`,
        from.runners[0].diverged ? ': it diverged at every rate' : `, at ${number(from.runners[0].end)}`,
        place(from) > 1 && first(from) ? ` (${first(from).name} at ${number(first(from).end)})` : '', '. '];
      return [...part(race, 'On the surface', s.updates), ...part(training, 'On the network', training.updates),
        'Each ran at the best of its own rates. One start and one seed decide nothing: drag the start and change the seed before you believe it.'];
    }

    function why() {
      return ['This is the rule as it was read. Every rate of its grid was walked, and the one that ended lowest is shown. One rate for all would favour the '
        + `rule that it happens to suit. Hyperparameters: ${Object.entries(rule.values).map(([name, value]) => `${name} ${number(/** @type {number} */ (value))}`).join(', ') || 'none'}.`];
    }

    const quoted = (/** @type {string} */ value) => `'${value.replace(/'/g, "'\\''")}'`;
    const line = () => rule.text.trim().replace(/\n(?=where)/g, ' ').replace(/\n/g, '; ');
    frame.share.offer({
      command: () => `${frame.lab.program} walk ${quoted(s.surface)} --optimizer ${quoted(`"${line()}"`)} `
        + `${race.runners[0].lr < 0 ? '' : `--lr ${typed(race.runners[0].lr)} `}--start ${Array.from(race.start).map(typed).join(',')} --updates ${s.updates}`,
      java: () => ['import dev.descent.objective.Formula;', 'import dev.descent.objective.Walk;', 'import dev.descent.optim.CustomRule;',
        'import dev.descent.optim.Optimizer;', '', 'Optimizer rule = CustomRule.of("mine", """', ...rule.text.trim().split('\n').map((/** @type {string} */ l) => `        ${l}`),
        `        """)${race.runners[0].lr < 0 ? '' : `.withLr(${typed(race.runners[0].lr)})`};`, `Formula loss = Formula.parse(${JSON.stringify(ground.formula)});`,
        `System.out.println(Walk.of(loss, rule).from(${Array.from(race.start).map(typed).join(', ')}).updates(${s.updates}).run().last().value());`, ''].join('\n'),
      csv: () => ['on,rule,update,loss', ...[['surface', race], ['network', training]].flatMap(([on, from]) => from.runners.flatMap(
        (/** @type {any} */ runner, /** @type {number} */ k) => Array.from(from[`run${k}Loss`], (loss, i) => [on, label(runner, k), i, loss].join(',')))), ''].join('\n'),
    });

    settings.on(async changed => {
      if (changed.includes('rule')) {
        await check();
      }
      if (changed.includes('surface')) {
        await land();
      }
      if (!rule || !ground) {
        return;
      }
      if (changed.some(key => ['rule', 'surface', 'updates', 'start'].includes(key))) {
        await run();
      }
      if (changed.some(key => ['rule', 'seed'].includes(key))) {
        await train();
      }
      if (changed.every(key => ['t', 'guess'].includes(key)) && race) {
        transport.range(s.updates, s.t);
        draw();
      }
    });

    await Promise.all([check(), land()]);
    if (rule && ground) {
      await Promise.all([run(), train()]);
    }
  },
};
