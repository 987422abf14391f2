// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { fill, h, mathml } from '../core/dom.js';
import { count, number, ordinal, point, typed } from '../core/format.js';
import { choice, name, numbers, text, whole } from '../core/settings.js';
import { button, choices, equationBox, list, wholeNumber } from '../frame/controls.js';
import { Block, table } from '../frame/blocks.js';
import { save } from '../frame/share.js';
import { Transport } from '../frame/transport.js';

const SURFACES = ['rosenbrock', 'bowl', 'ravine', 'saddle', 'plateau', 'two-minima', 'hills', 'beale', 'rastrigin', 'bend'];
const RIVALS = ['sgd', 'momentum', 'adam'];
/** Of a large field so many are drawn beside one's own: those that ended lowest. */
const DRAWN = 5;
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
    rule: text(EXAMPLES[0].rule, 4096), surface: text('rosenbrock', 4096), updates: whole(300, 1, 1000), against: choice('few', ['few', 'all']), data: name('line'), seed: whole(1, 0, 1e9),
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
    const standing = new Block('Standing');
    frame.picture(contour, curves, network, standing);
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
      choices({
        label: 'Against', value: s.against, change: against => settings.set({ against }),
        choices: [{ key: 'few', words: RIVALS.join(', ') }, { key: 'all', words: 'the whole catalogue' }],
      }),
      list({
        label: 'Data of the network', value: s.data, change: data => settings.set({ data }),
        choices: frame.lab.data.map((/** @type {any} */ one) => ({ key: one.id, words: one.own ? one.name : `${one.name} (class data)` })),
      }),
      wholeNumber({ label: 'Updates', low: 1, high: 1000, value: s.updates, change: updates => settings.set({ updates, t: updates }) }),
      wholeNumber({ label: 'Seed', low: 0, high: 1e9, value: s.seed, change: seed => settings.set({ seed }) }),
      button('Save as .rule file', () => save(new Blob([s.rule + '\n'], { type: 'text/plain' }), 'mine.rule'), 'For --optimizer mine.rule'),
      h('p', { class: 'note secondary' }, 'θ or theta are the parameters, g is the gradient, t counts updates from 1. Other names are state or, '
        + 'where they are never assigned, hyperparameters: end with “where k = 0.5” to give one a value. Write <- for ←, ^2 for ².'));
    frame.predict('On the surface, where will your rule end among those that it races?', [{ key: 'first', words: 'first' }, { key: 'middle', words: 'in the middle' },
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
    const run = frame.live('race', () => ({ rule: s.rule, surface: s.surface, updates: s.updates, rivals: rivals(), start: s.start }), answer => {
      race = answer;
      transport.range(s.updates, s.t);
      draw();
    });
    const train = frame.live('train', () => ({ rule: s.rule, rivals: rivals(), seed: s.seed, data: s.data }), answer => {
      training = answer;
      draw();
    });

    function rivals() {
      return s.against === 'all' ? 'all' : RIVALS.join();
    }

    /** @param {any} from @param {number} k */
    function style(from, k) {
      return k === 0 ? 'own' : from.runners[k].name;
    }

    /** The places of the runners, from the lowest end on; whoever diverged comes last. @param {any} from @returns {number[]} indices */
    function ranked(from) {
      const end = (/** @type {number} */ k) => (from.runners[k].diverged ? Infinity : from.runners[k].end);
      return from.runners.map((/** @type {any} */ _, /** @type {number} */ k) => k).sort((/** @type {number} */ a, /** @type {number} */ b) => end(a) - end(b) || a - b);
    }

    /** Who is drawn: one's own rule and, of many, the best. @param {any} from @returns {number[]} */
    function drawn(from) {
      return [0, ...ranked(from).filter(k => k > 0).slice(0, DRAWN)];
    }

    /** @param {any} runner @param {number} k */
    function label(runner, k) {
      return k === 0 ? 'yours' : runner.name;
    }

    function draw() {
      if (!race || !training || !rule || !ground || race.runners.length !== training.runners.length) {
        return;
      }
      contour.show(drawn(race).map(k => ({
        style: style(race, k), label: label(race.runners[k], k), points: race[`run${k}Points`], at: s.t, diverged: race.runners[k].diverged,
      })).reverse(), Array.from(race.start));
      const lines = (/** @type {any} */ from) => drawn(from).map(k => ({
        style: style(from, k), label: label(from.runners[k], k), x: Array.from(from[`run${k}Loss`], (_, i) => i), y: from[`run${k}Loss`], diverged: from.runners[k].diverged,
      }));
      curves.log = ground.minimaLoss.every((/** @type {number} */ loss) => loss >= 0);
      curves.show(lines(race));
      curves.mark(s.t);
      network.show(lines(training));
      const rates = (/** @type {any} */ from) => drawn(from).map(k => `${label(from.runners[k], k)} ${rate(from.runners[k])}`).join(', ');
      const best = race.runners.length > DRAWN + 1 ? ` Drawn are yours and the best ${DRAWN} of ${race.runners.length - 1}; all stand in the table.` : '';
      contour.say(`From ${point(race.start)}: each rule at the best of its own rates for ${count(s.updates)} updates.${best}`);
      curves.say(`${rates(race)}.`);
      network.say(`A network of ${training.parameters} parameters that learns ${training.target} from ${training.rows} rows of ${training.data}, all rows in each update: ${rates(training)}.`);
      stand();
      tell();
    }

    /** All of them, by how they ended on the surface. */
    function stand() {
      const places = ranked(training);
      const cells = (/** @type {any} */ runner) => [runner.lr < 0 ? 'none' : number(runner.lr), runner.diverged ? '✕ diverged' : number(runner.end, 4)];
      standing.fill(table('Standing of the rules', ['rule', 'place', 'η', 'loss on the surface', 'place', 'η', 'loss of the network'], ranked(race).map((k, at) => h('tr', { class: k === 0 ? 'chosen' : null },
        ...[label(race.runners[k], k), count(at + 1), ...cells(race.runners[k]), count(1 + places.indexOf(k)), ...cells(training.runners[k])].map(cell => h('td', {}, cell))))));
      contour.numbers(['rule', 'best rate', 'loss on the surface', 'loss of the network'], () => race.runners.map(
        (/** @type {any} */ r, /** @type {number} */ k) => [label(r, k), r.lr < 0 ? 'none' : number(r.lr), number(r.end, 5), number(training.runners[k].end, 5)]));
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
      return 1 + ranked(from).indexOf(0);
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
        `${where} your rule ended `, h('b', {}, place(from) === from.runners.length ? 'last' : ordinal(place(from))), ` of ${from.runners.length} after ${count(updates)} updates`,
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
      const again = [changed.some(key => ['rule', 'surface', 'updates', 'start', 'against'].includes(key)) && run(),
        changed.some(key => ['rule', 'seed', 'data', 'against'].includes(key)) && train()];
      await Promise.all(again);
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
