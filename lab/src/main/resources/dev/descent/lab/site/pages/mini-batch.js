// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { Order } from '../charts/order.js';
import { Pair } from '../charts/pair.js';
import { h } from '../core/dom.js';
import { count, counted, number, typed } from '../core/format.js';
import { choice, name, numbers, real, whole } from '../core/settings.js';
import { button, choices, columnPickers, list, logSlider, wholeNumber } from '../frame/controls.js';
import { Transport } from '../frame/transport.js';
import { copies } from './mini-batch-copies.js';
import { called, change, clockBox, examples, LOSSES, MICRO, seconds, sentence, stepsBox, timed, verdict } from './mini-batch-words.js';

const CLASS_DATA = 'line';
const COUNTED = [{ key: 'updates', words: 'updates' }, { key: 'examples', words: 'examples' }, { key: 'epochs', words: 'epochs' },
  { key: 'seconds', words: 'seconds, measured here' }];
const AXES = { updates: 'updates', examples: 'examples read', epochs: 'epochs', seconds: 'microseconds' };
const ORDERS = [{ key: 'each-epoch', words: 'in each epoch' }, { key: 'once', words: 'once' }, { key: 'off', words: 'off: file order' }];
/** How far the line of a step goes on beyond it, as a share of the picture's width. */
const AHEAD = 0.6;
/** A fan's longest line, as a share of the picture's width. */
const LONGEST = 0.3;
/** How long nothing moves before what takes longer is asked for. */
const REST = 300;

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'mini-batch',
  title: 'Mini-batches',
  question: 'How many rows should an update look at?',
  lead: 'One row, a handful, or all of them. What is best over updates is worst over examples, and the clock has an opinion of its own: '
    + 'turn the switch and watch the order of the lines.',
  settings: {
    data: name(CLASS_DATA), columns: numbers(3), lr: real(0.1, 1e-4, 2), batch: whole(10, 1, 2000), by: choice('updates', COUNTED.map(one => one.key)),
    shuffle: choice('each-epoch', ORDERS.map(one => one.key)), seed: whole(1, 0, 1e9), start: numbers(2), t: whole(0, 0, 400),
    guess: choice(/** @type {any} */ (null), ['one', 'between', 'all', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {import('./mini-batch-words.js').View} */
    const view = { s, ground: null, runs: null, look: null, steps: null, tuned: null, clock: null };

    const race = new Curves('Height above the lowest loss at several batch sizes, over updates, examples, epochs or seconds', {
      x: AXES.updates, y: 'height above the lowest loss', tall: true, xLog: true, capped: true, decades: 7,
    });
    const order = new Order('Which rows form each batch, epoch by epoch');
    const drag = (/** @type {number[]} */ start) => settings.set({ start, t: 0 });
    const fan = new Contour('The loss over all rows, the path of one batch size, and the gradients of forty batches at one point', { axes: ['w₁', 'w₂'], drag });
    const spread = new Curves('Angle between the gradient of a batch and that of all rows, against the batch size', {
      x: 'rows of a batch, log scale', y: 'degrees', xLog: true, decades: 4,
    });
    const needed = new Curves('Updates to the target against the batch size', { x: 'rows of a batch, log scale', y: 'updates to the target', xLog: true });
    const spent = new Curves('Microseconds to the target against the batch size', { x: 'rows of a batch, log scale', y: 'microseconds to the target', xLog: true });
    const thirds = LOSSES.map(words => new Contour(`The loss ${words} and the step along its gradient`, { axes: ['w₁', 'w₂'], called: '' }));
    thirds.forEach(chart => {
      chart.namesMinima = false;
    });
    const near = new Pair({ chart: fan, title: 'Forty batches, one point' }, { chart: spread, title: 'How far they turn' });
    const cost = new Pair({ chart: needed, title: 'Updates to the target' }, { chart: spent, title: 'Time to the target' });
    const losses = new Pair(...thirds.map((chart, k) => ({ chart, title: LOSSES[k] })));
    losses.element.classList.add('narrow');
    const transport = new Transport({ move: t => settings.set({ t }), words: where });
    frame.picture(race, order, near, losses, cost);
    frame.time(transport);

    const rate = logSlider({ label: 'Learning rate', symbol: 'η', low: 0.001, high: 1, value: s.lr, change: lr => settings.set({ lr }) });
    const sizes = h('div', {});
    const pickers = h('div', { class: 'controls secondary' });
    const about = h('p', { class: 'note secondary' });
    const tables = frame.lab.data.filter((/** @type {any} */ one) => one.numeric.length >= 3);
    frame.controls(rate.element,
      choices({ label: 'Draw over', value: s.by, change: by => settings.set({ by }), choices: COUNTED }),
      sizes, choices({ label: 'Shuffle', value: s.shuffle, change: shuffle => settings.set({ shuffle }), choices: ORDERS }),
      wholeNumber({ label: 'Seed', low: 0, high: 1e9, value: s.seed, change: seed => settings.set({ seed }) }),
      ...(tables.length > 1 ? [list({
        label: 'Data', value: s.data, change: data => settings.set({ data, columns: lastAsTarget(data), start: null, t: 0 }),
        choices: tables.map((/** @type {any} */ one) => ({ key: one.id, words: one.id === CLASS_DATA ? 'line (class data)' : one.name })),
      })] : []), pickers, about);
    frame.predict('All sizes at the same η, after the same number of epochs: which stands lowest?', [{ key: 'one', words: 'batch 1' },
      { key: 'between', words: 'one in between' }, { key: 'all', words: 'all rows at once' }], 'guess');

    const on = () => ({ data: s.data, columns: s.columns });
    const asked = () => ({ ...on(), lr: s.lr, start: s.start, shuffle: s.shuffle, seed: s.seed });
    const run = frame.live('runs', asked, answer => {
      view.runs = answer;
      drawRace();
    });
    const lookAt = frame.live('look', () => ({ ...asked(), batch: size(), t: s.t }), answer => {
      view.look = answer;
      transport.range(view.look.most, s.t);
      drawNear();
    });
    const step = frame.live('steps', () => ({ ...asked(), batch: size(), t: s.t }), answer => {
      view.steps = answer;
      drawSteps();
    });
    const tune = frame.live('tune', asked, answer => {
      view.tuned = answer;
      drawCost();
      tell();
    });
    const measure = frame.live('time', on, answer => {
      view.clock = answer;
      drawRace();
      drawCost();
      tell();
    });
    let due = 0;

    /** The batch size that is looked at, as far as these rows have it. */
    function size() {
      return view.ground.drawn.includes(s.batch) ? s.batch : view.ground.drawn.at(-1);
    }

    /** @param {number} batch */
    function style(batch) {
      return `step-${view.ground.drawn.indexOf(batch) + 1}`;
    }

    /** @param {number} t */
    function where(t) {
      return view.ground ? `update ${count(t)} of ${count(view.look?.most ?? 0)} · ${called(view, size())}` : '';
    }

    /** Updates in what the switch counts. @param {number} updates @param {number} batch */
    function along(updates, batch) {
      return s.by === 'updates' ? updates : s.by === 'examples' ? examples(view, updates, batch)
        : s.by === 'epochs' ? examples(view, updates, batch) / view.ground.examples : updates * seconds(view, batch) * MICRO;
    }

    function drawRace() {
      if (s.by === 'seconds' && !view.clock) {
        race.say('Measuring how long an update of each size takes …');
        return;
      }
      race.names.x = `${AXES[/** @type {'updates'} */ (s.by)]}, log scale`;
      race.show(view.ground.drawn.map((/** @type {number} */ batch, /** @type {number} */ k) => ({
        style: style(batch), label: called(view, batch), x: Array.from(view.runs[`updates${k}`], u => along(u, batch)), y: view.runs[`heights${k}`], diverged: view.runs.diverged[k],
      })).filter((/** @type {any} */ one) => one.x.length > 0), [{ y: view.runs.target, words: 'target' }]);
      race.mark(along(Math.max(1, s.t), size()));
      race.say(`Each size from the same start at η = ${number(s.lr)}: ${view.runs.epochs} epochs, or ${view.runs.updates} updates where that is more. The target is `
        + `a thousandth of the start's height.${s.by === 'seconds' ? ` ${timed(view)}` : ''}`);
    }

    function drawNear() {
      order.show(view.look.order, view.ground.examples, size());
      order.mark(view.look.t);
      order.say(`${order.sentence(view.look.t)} The stronger the colour, the later a row stands in the file.`);
      const vectors = Array.from({ length: view.look.fan.length / 2 }, (_, k) => [-view.look.fan[2 * k], -view.look.fan[2 * k + 1]]);
      const back = view.look.gradient.map((/** @type {number} */ g) => -g);
      const longest = Math.max(...[...vectors, back].map(([a, b]) => Math.hypot(a, b)));
      const scale = longest > 0 ? (LONGEST * (view.ground.window[1] - view.ground.window[0])) / longest : 0;
      fan.rays = { from: Array.from(view.look.point), by: vectors.map(v => v.map(part => part * scale)), style: style(size()) };
      fan.show([{ style: style(size()), label: view.look.diverged ? called(view, size()) : '', points: view.look.points, at: view.look.t, diverged: view.look.diverged }],
        Array.from(view.runs.start), [{ from: Array.from(view.look.point), by: back.map((/** @type {number} */ part) => part * scale), words: '', whole: true }]);
      near.title(0, `Forty gradients of ${called(view, size())}`);
      fan.say(`−∇ of 40 batches after ${counted(view.look.t, 'update')}, and of all rows (bold), to one scale: they turn by ${number(view.look.angle)}°. Drag the start.`);
      fan.numbers(['update', 'w₁', 'w₂', 'height'], () => Array.from(view.look.heights, (height, k) => [k, number(view.look.points[2 * k], 5),
        number(view.look.points[2 * k + 1], 5), number(height, 5)]));
      const part = view.ground.sizes.map((/** @type {number} */ batch) => view.look.ofOneRow / Math.sqrt(batch));
      const seen = view.ground.sizes.map((_, /** @type {number} */ k) => k).filter((/** @type {number} */ k) => view.look.degrees[k] > 0);
      spread.show([{ style: 'step-3', label: 'measured', x: seen.map((/** @type {number} */ k) => view.ground.sizes[k]), y: seen.map((/** @type {number} */ k) => view.look.degrees[k]), dots: true },
        { style: 'sgd', label: '1/√B', x: view.ground.sizes.slice(0, -1), y: part.slice(0, -1).map((/** @type {number} */ d) => Math.min(d, 180)), faint: true }]);
      spread.mark(size());
      spread.say('Root of the mean squared angle. The line is what independent rows give while angles are small; all rows have none.');
    }

    function drawSteps() {
      const grounds = [side('first'), side('second'), view.ground];
      const minima = [view.steps.firstMinimum, view.steps.secondMinimum, view.ground.minimum];
      thirds.forEach((chart, k) => {
        chart.on(grounds[k], [Array.from(minima[k])]);
        const way = view.steps.steps[k];
        const length = Math.hypot(way[0], way[1]);
        const far = AHEAD * (view.ground.window[1] - view.ground.window[0]);
        chart.rays = { from: Array.from(view.steps.point), by: length > 0 ? [way.map((/** @type {number} */ part) => (part * far) / length)] : [], style: 'path' };
        chart.show([], Array.from(view.steps.point), [{ from: Array.from(view.steps.point), by: Array.from(view.steps.steps[k]), words: '', whole: k === 2 }]);
        chart.say(`This step: ${LOSSES[k]} ${change(view, k, k)}${k < 2 ? `, L ${change(view, k, 2)}` : ''}.`);
        chart.numbers(['loss', 'at the point', 'after the step'], () => LOSSES.map((word, to) => [word, number(view.steps.before[to], 5), number(view.steps.after[k][to], 5)]));
        losses.title(k, k === 2 ? 'L: all rows' : `${LOSSES[k]}: ${k ? 'the batch after' : 'the next batch'}`);
      });
      tell();
    }

    /** What Ground.java sends, of one batch. @param {string} word */
    function side(word) {
      return Object.fromEntries(['window', 'columns', 'rows', 'levels', 'grid'].map(key => [key, view.steps[word + key[0].toUpperCase() + key.slice(1)]]));
    }

    function drawCost() {
      const at = (/** @type {(number|null)[]} */ all, /** @type {(k: number) => number} */ unit) => {
        const there = view.ground.sizes.map((_, /** @type {number} */ k) => k).filter((/** @type {number} */ k) => all[k] !== null);
        return { x: there.map((/** @type {number} */ k) => view.ground.sizes[k]), y: there.map((/** @type {number} */ k) => Number(all[k]) * unit(k)), dots: true };
      };
      const both = (/** @type {(k: number) => number} */ unit) => [{ style: 'sgd', label: `η = ${number(s.lr)}`, ...at(view.tuned.atOne, unit) },
        { style: 'path', label: 'own η', ...at(view.tuned.tuned, unit) }].filter(one => one.x.length > 0);
      const first = view.tuned.tuned[0];
      const ideal = first === null ? [] : view.ground.sizes.filter((/** @type {number} */ batch) => first / batch >= 1);
      const zones = view.tuned.critical === null ? [] : [{ from: 0, to: view.tuned.critical / 3, words: 'near ideal' },
        { from: view.tuned.critical / 3, to: 3 * view.tuned.critical, words: 'diminishing' }, { from: 3 * view.tuned.critical, to: Infinity, words: 'flat' }];
      needed.show([...both(() => 1), ...(ideal.length > 1 ? [{
        style: 'step-1', label: 'half as many', x: ideal, y: ideal.map((/** @type {number} */ batch) => first / batch), faint: true,
      }] : [])], [], { zones: zones.map(zone => ({ ...zone, from: Math.max(1, zone.from) })) });
      needed.mark(size());
      needed.say(`Until the mean height of ${view.tuned.seeds} seeds is at the target; sizes without a dot are not in ${count(view.tuned.mostCounted)}. Dotted: twice the rows, half the updates.${view.tuned.critical === null ? ''
        : ` Shaded by a fit: near that ideal up to ${rows(view.tuned.critical / 3)}, flat from ${rows(3 * view.tuned.critical)}.`}`);
      if (view.clock) {
        spent.show(both(k => view.clock.seconds[k] * MICRO));
        spent.mark(size());
        spent.say(`Those updates times what one takes. ${timed(view)}`);
      }
    }

    /** @param {number} batch */
    function rows(batch) {
      return counted(Math.min(view.ground.examples, Math.max(1, batch)), 'row');
    }

    function tell() {
      if (view.runs && view.tuned && view.steps) {
        frame.answer({
          shown: s.guess !== null, verdict: verdict(view), sentence: sentence(view),
          more: [stepsBox(view)], below: view.clock ? [clockBox(view, button('Measure again', () => measure()))] : [],
          why: {
            equation: view.ground.equation,
            words: [`g is the mean gradient of B rows. On average it is that of all rows; it scatters around it by what single rows scatter, over √B. So four times the rows `
              + 'halve the scatter, and cost four times the reading. While scatter rules, more rows allow a larger η and fewer updates; once g hardly differs from '
              + 'the whole gradient, η is held by 2/λ max and further rows buy nothing. A batch\'s own loss L′ has its minimum elsewhere: its step serves L only on average.'],
          },
        });
      }
    }

    function chosen() {
      const names = tables.find((/** @type {any} */ one) => one.id === s.data)?.numeric ?? [];
      return { names, columns: s.columns ?? [0, 1, 2] };
    }

    /** The target usually stands last. @param {string} data */
    function lastAsTarget(data) {
      const last = tables.find((/** @type {any} */ one) => one.id === data).numeric.length - 1;
      return last > 2 ? [0, 1, last] : null;
    }

    async function arrive() {
      view.ground = await frame.ask('ground', on());
      view.clock = null;
      const { names, columns } = chosen();
      const words = columns.map((/** @type {number} */ column) => names[column]);
      pickers.hidden = s.data === CLASS_DATA;
      pickers.replaceChildren(...(pickers.hidden ? [] : columnPickers({ names, chosen: columns, change: next => settings.set({ columns: next, start: null, t: 0 }) })));
      about.textContent = `${words[2]} from ${words[0]} and ${words[1]}, ${count(view.ground.examples)} rows, all standardised: 1 is the loss of predicting the mean. `
        + `Two weights, so that all of it can be drawn; ${frame.lab.program} practice mini-batch does the same to a network on digits, in a minute or so.`;
      fan.on(view.ground, [Array.from(view.ground.minimum)]);
      rate.ticks([{ at: view.ground.stableRate, words: '2/λ max' }]);
      sizes.replaceChildren(choices({
        label: 'Look at', value: String(size()), change: key => settings.set({ batch: Number(key), t: 0 }),
        choices: view.ground.drawn.map((/** @type {number} */ batch) => ({ key: String(batch), words: called(view, batch) })),
      }));
    }

    /** What takes longer than a moving hand allows. */
    function atRest() {
      clearTimeout(due);
      due = setTimeout(tune, REST);
    }

    settings.on(async changed => {
      if (changed.some(key => ['data', 'columns'].includes(key))) {
        try {
          await arrive();
        } catch (error) {
          frame.fail(error);
          return;
        }
        await run();
        await Promise.all([lookAt(), step(), tune()]);
        await measure();
      } else if (changed.some(key => ['lr', 'start', 'shuffle', 'seed'].includes(key))) {
        rate.set(s.lr);
        atRest();
        await run();
        await Promise.all([lookAt(), step()]);
      } else if (changed.some(key => ['batch', 't'].includes(key))) {
        transport.range(view.look.most, s.t);
        drawRace();
        await Promise.all([lookAt(), step()]);
        if (changed.includes('batch')) {
          drawCost();
        }
      } else if (changed.includes('by')) {
        drawRace();
        tell();
      } else {
        tell();
      }
    });

    frame.share.offer(copies(frame.lab, view, chosen));

    await arrive();
    await run();
    await Promise.all([lookAt(), step(), tune()]);
    await measure();
  },
};
