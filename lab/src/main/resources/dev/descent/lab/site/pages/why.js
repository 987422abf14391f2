// @ts-check
import { Contour } from '../charts/contour.js';
import { Curves } from '../charts/curves.js';
import { h } from '../core/dom.js';
import { number, point, typed } from '../core/format.js';
import { choice, numbers, real } from '../core/settings.js';
import { list, logSlider } from '../frame/controls.js';

const SURFACES = ['bowl', 'ravine', 'saddle', 'plateau', 'two-minima', 'hills', 'rosenbrock', 'beale', 'rastrigin', 'bend'];

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'why',
  title: 'Why it works',
  question: 'Why does a step against the gradient lead down?',
  lead: 'Inside a small enough circle every smooth loss is almost a plane, and the lowest point of a plane in a circle lies '
    + 'straight against its slope. Drag the circle, change its radius, and see how long that holds.',
  settings: {
    surface: choice('two-minima', SURFACES), radius: real(0.6, 1e-4, 10), start: numbers(2),
    guess: choice(/** @type {any} */ (null), ['same', 'half', 'quarter', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {any} */
    let ground = await frame.ask('ground', { surface: s.surface });
    /** @type {any} */
    let circle = null;

    const contour = new Contour('The loss, a circle on it, and the lowest points of the loss and of its plane in the circle', {
      axes: ground.axes, drag: start => settings.set({ start }),
    });
    const curves = new Curves('Error of the plane, and what it promises, against the radius', {
      x: 'radius d, log scale', y: 'loss', xLog: true, pick: d => settings.set({ radius: Number(d.toPrecision(2)) }),
    });
    frame.picture(contour, curves);

    const radius = logSlider({
      label: 'Radius', symbol: 'd', low: 0.001, high: 3, value: s.radius, change: value => settings.set({ radius: value }),
    });
    const about = h('p', { class: 'note' }, ground.about);
    frame.controls(radius.element,
      list({
        label: 'Loss', value: s.surface, change: surface => settings.set({ surface, start: null }),
        choices: ground.names.map((/** @type {string} */ key) => ({ key, words: key })),
      }), about, h('p', { class: 'note secondary' }, 'Drag the centre, or move it with the arrow keys.'));
    frame.predict('Half the radius: how large is the plane\'s error then?', [{ key: 'same', words: 'the same' },
      { key: 'half', words: 'half' }, { key: 'quarter', words: 'a quarter' }], 'guess');

    const refresh = frame.live('circle', () => ({ surface: s.surface, radius: s.radius, start: s.start }), answer => {
      circle = answer;
      draw();
    });

    function draw() {
      contour.circle = {
        centre: circle.centre, radius: s.radius, marks: [{ at: circle.lowest, words: 'lowest of the loss', loud: false },
          ...(circle.slope > 0 ? [{ at: circle.linear, words: 'lowest of the plane', loud: true }] : [])],
      };
      contour.show([], circle.centre, circle.slope > 0 ? [{ from: circle.centre, by: circle.linear, words: '−η∇L' }] : []);
      curves.show([
        { style: 'path', label: 'error of the plane', x: circle.radii, y: circle.errors },
        { style: 'sgd', label: 'promised descent', x: circle.radii, y: circle.promises },
      ]);
      curves.mark(s.radius);
      radius.ticks([{ at: circle.half, words: 'half kept' }, { at: circle.broken, words: 'uphill' }]
        .filter((tick, k, all) => k === 0 || tick.at / all[0].at > 3));
      contour.say(`Centre ${point(circle.centre)}, loss ${number(circle.s)}, radius ${number(s.radius)}.`);
      curves.say(`The error grows with d to the power ${number(circle.order)}, the promise with d: so a smaller circle always wins.`);
      contour.numbers(['d', 'error of the plane', 'promised descent', 'angle to −∇L in degrees'], () => Array.from(circle.radii,
        (d, k) => [number(d), number(circle.errors[k], 4), number(circle.promises[k], 4), number(circle.angles[k], 4)]));
      tell();
    }

    function tell() {
      frame.answer({
        shown: s.guess !== null, verdict: verdict(), sentence: sentence(), more: [facts()],
        why: {
          equation: ground.equation,
          words: ['With s the loss at the centre and (u, v) its gradient there, the plane is s + u·Δθ₁ + v·Δθ₂. Over Δθ₁² + Δθ₂² ≤ d² '
            + 'it is lowest at Δθ = −η·(u, v) with η = d/‖(u, v)‖: a step of gradient descent. What the plane leaves out begins with '
            + 'the second derivatives, so its error shrinks with d², faster than the promise, which shrinks with d.'],
        },
      });
    }

    function facts() {
      return h('div', { class: 'worked' }, h('span', { class: 'beat' }, 'In this circle'), h('dl', { class: 'facts' },
        ...[['∇L', point(circle.gradient)], ['‖∇L‖', number(circle.slope)], ['η = d/‖∇L‖', number(circle.eta)],
          ['step Δθ', point(circle.linear)], ['promised', number(circle.promised)], ['delivered', number(circle.delivered)],
          ['angle to the lowest', circle.angle === null ? '–' : `${number(circle.angle)}°`]]
          .flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
    }

    function verdict() {
      if (s.guess === null || s.guess === 'skip') {
        return undefined;
      }
      const factor = circle.error / circle.halvedError;
      const right = factor > 2.8 ? 'quarter' : factor > 1.4 ? 'half' : 'same';
      return right === s.guess ? 'As you predicted.' : 'Not as you predicted.';
    }

    function sentence() {
      if (circle.slope === 0) {
        return ['The gradient is zero here: the plane is level and promises nothing, whatever the radius. Whether this is a minimum, '
          + 'a saddle or a plateau, the slope cannot tell; the curvature can.'];
      }
      const kept = circle.delivered / circle.promised;
      const parts = [`Within d = ${number(s.radius)} the plane promises to lower the loss by ${number(circle.promised)}; the step delivers `,
        h('b', {}, number(circle.delivered)), kept > 0 ? `, ${number(100 * kept, 2)}% of it. ` : ': it leads uphill. ',
        `Half the radius makes the plane's error ${number(circle.error / circle.halvedError, 2)} times smaller, from ${number(circle.error)} to `,
        h('b', {}, number(circle.halvedError)), ', while the promise only halves. '];
      parts.push(circle.half === null ? 'Here every step that was tried keeps at least half of its promise.'
        : `The promise is half kept up to d = ${number(circle.half)}`
          + (circle.broken === null ? '.' : `, and from d = ${number(circle.broken)} on the step leads uphill: that is a learning rate `
            + `of ${number(circle.broken / circle.slope)} here.`));
      return parts;
    }

    settings.on(async changed => {
      if (changed.includes('surface')) {
        ground = await frame.ask('ground', { surface: s.surface });
        about.textContent = ground.about;
        contour.axes = ground.axes;
        contour.on(ground, ground.minima);
      }
      if (changed.some(key => key !== 'guess')) {
        radius.set(s.radius);
        await refresh();
      } else {
        tell();
      }
    });

    frame.share.offer({
      command: () => `${frame.lab.program} taylor ${s.surface} --at ${circle.centre.map(typed).join(',')} --radius ${typed(s.radius)}`,
      java: () => ['import dev.descent.objective.Surfaces;', 'import dev.descent.objective.TaylorCircle;', '',
        `TaylorCircle circle = TaylorCircle.of(Surfaces.byName("${s.surface}").formula(),`,
        `    new double[] {${circle.centre.map(typed).join(', ')}}, ${typed(s.radius)});`,
        'circle.rings().forEach(ring -> System.out.println(ring.radius() + " " + ring.error()));', ''].join('\n'),
      csv: () => ['radius,error,promised,angle', ...Array.from(circle.radii, (d, k) => [d, circle.errors[k], circle.promises[k], circle.angles[k]].join(',')), ''].join('\n'),
    });
    contour.on(ground, ground.minima);
    await refresh();
  },
};
