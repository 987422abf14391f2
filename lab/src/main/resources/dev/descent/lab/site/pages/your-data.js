// @ts-check
import { LiveCurve } from '../charts/live.js';
import { fill, h } from '../core/dom.js';
import { count, counted, number } from '../core/format.js';
import { choice, name, real, text, whole } from '../core/settings.js';
import { listen } from '../core/stream.js';
import { notice } from '../frame/notices.js';
import { actions } from './your-data/actions.js';
import { Columns } from './your-data/columns.js';
import { Desk, NO_TARGET } from './your-data/desk.js';
import { differences, frozen } from './your-data/frozen.js';
import { Points } from './your-data/points.js';
import { RunsList } from './your-data/runs.js';
import { LossPlane } from './your-data/plane.js';
import { Plans } from './your-data/plans.js';
import { sentence, verdict } from './your-data/run.js';
import { RULES, StartForm } from './your-data/start.js';
import { StudiesList } from './your-data/studies.js';
import { copies } from './your-data/take-along.js';
import { Working } from './your-data/working.js';

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'your-data',
  title: 'Your data',
  question: 'What do your columns hold, and what can be learnt from them?',
  lead: 'Drop a CSV, see its columns, train once, then compare. Nothing leaves this machine: files are kept in .descent/data, '
    + 'runs in .descent/runs.',
  settings: {
    data: name('rooms'), target: whole(NO_TARGET, 0, 199), run: name(null), optimizer: choice('adam', RULES),
    lr: real(/** @type {any} */ (null), 1e-9, 1e9), batch: whole(32, 1, 1 << 20), epochs: whole(100, 1, 1e6), seed: whole(1, 0, 1e9),
    scale: choice('standard', ['standard', 'none']), made: text(/** @type {any} */ (null), 80), guess: choice(/** @type {any} */ (null), ['none', 'some', 'most', 'skip']),
  },

  async open(frame) {
    const desk = new Desk(frame);
    const { settings, s } = desk;
    const columns = new Columns(desk);
    const runs = new RunsList(desk);
    const studies = new StudiesList(desk);
    const working = new Working(desk);
    const plans = new Plans(desk);
    const form = new StartForm(desk, plans, working);
    const points = new Points();
    const live = new LiveCurve(() => {
      points.clear();
      look();
    });
    /** The range and run that were asked for last; an answer for others comes too late. */
    let asked = '';
    const wanted = () => JSON.stringify([s.run, live.low, live.high]);
    const plane = new LossPlane(desk);
    const side = h('div', { class: 'run-panel' });

    frame.picture(columns.spread, plane, runs.block, studies.block, columns.block);
    form.show();
    frame.predict('Against always answering with the mean (or the commonest class): how much of the error will a small network remove?',
      [{ key: 'none', words: 'hardly any' }, { key: 'some', words: 'up to half' }, { key: 'most', words: 'more than half' }], 'guess');

    const look = frame.live('curve', () => {
      asked = wanted();
      return { run: s.run, low: live.low, high: live.high, ...points.known() };
    }, answer => {
      if (asked === wanted() && answer.begin <= points.count) {
        desk.curve = points.take(answer);
        drawRun();
      }
    });

    function drawRun() {
      const run = desk.chosen();
      const { curve } = desk;
      if (run && curve && curve.run === run.id) {
        live.show(curve, run).catch(error => frame.fail(error));
        const last = curve.x.length - 1;
        live.say(`${run.id}: ${counted(curve.marks, 'measurement')}${curve.inRange < curve.marks ? `, ${count(curve.inRange)} in this range` : ''}`
          + `${curve.stride > 1 ? `, drawn ${curve.stride} at a time from the lowest to the highest` : ''}`
          + `${last < 0 ? '' : `; the last is ${number(curve.last[last], 4)} at update ${count(curve.x[last])}`}. `
          + `${curve.baseline === null ? '' : `Dotted: ${number(curve.baseline)}, the loss of always giving the same answer. `}`
          + 'Drag or press + to look closer, double click or Escape for all; ← and → read the values.');
        tell();
      }
    }

    function show() {
      if (desk.chosen()) {
        swap(live);
        look();
      } else {
        live.clear();
        points.clear();
        live.low = live.high = null;
        swap(columns.spread);
      }
      runs.show();
      plane.show();
      tell();
    }

    /** @param {any} chart */
    function swap(chart) {
      if (frame.charts[0] !== chart) {
        frame.charts[0] = chart;
        fill(frame.pictureHost, chart.element);
        chart.draw();
      }
    }

    function tell() {
      if (desk.columns) {
        const run = desk.chosen();
        frame.answer({ shown: s.guess !== null, verdict: run ? verdict(run, s.guess) : undefined, sentence: run ? sentence(run, desk.curve) : columns.sentence(), more: [side] });
        fill(side, ...(run ? actions(desk, run) : []));
      }
    }

    /** @param {import('./your-data/desk.js').Row} job */
    function heard(job) {
      desk.jobs.set(job.id, job);
      if (job.kind === 'cost' && job.state === 'done') {
        plans.offer(job);
      }
      if (job.state === 'failed' && job.words) {
        notice(`${job.of}: ${job.words}`);
      }
      if (job.state === 'stopped' && ['compare', 'tune'].includes(job.of) && !job.study) {
        notice(`${job.of}: it was stopped before anything was finished, so nothing is kept of it.`);
      }
      follow();
      working.show();
      plane.show();
      tell();
    }

    /** The page turns to the run of a training that it started, as soon as there is one. */
    function follow() {
      const job = desk.following && desk.jobs.get(desk.following);
      if (job) {
        const run = [...desk.runs.values()].find(one => one.pid === job.pid && one.state === 'running')?.id ?? job.run;
        if (run && desk.runs.has(run)) {
          desk.following = null;
          settings.set({ run });
        }
      }
    }

    async function everything() {
      const state = await frame.ask('state', {});
      desk.runs = new Map(state.runs.map((/** @type {any} */ run) => [run.id, run]));
      desk.jobs = new Map(state.jobs.map((/** @type {any} */ job) => [job.id, job]));
      desk.studies = state.studies;
      follow();
      working.show();
      studies.show();
      show();
    }

    async function data() {
      const target = s.target === NO_TARGET ? null : desk.columns?.names?.[s.target] ?? (await frame.ask('columns', { data: s.data })).names[s.target] ?? null;
      desk.columns = await frame.ask('columns', { data: s.data, target });
      form.show();
      working.show();
      columns.show();
    }

    settings.on(async changed => {
      try {
        if (changed.includes('data')) {
          desk.columns = null;
        }
        if (changed.includes('data') || changed.includes('target')) {
          await data();
        } else if (changed.some(key => ['optimizer', 'lr', 'batch', 'epochs', 'scale'].includes(key))) {
          form.sensible();
        }
        if (changed.includes('guess')) {
          tell();
        }
        if (changed.some(key => ['data', 'target', 'run'].includes(key))) {
          desk.curve = null;
          points.clear();
          live.low = live.high = null;
          show();
        }
      } catch (error) {
        frame.fail(error);
      }
    });

    let lost = '';
    frame.closing.push(listen({
      again: () => everything().catch(error => frame.fail(error)),
      run: run => {
        desk.runs.set(run.id, run);
        follow();
        runs.show();
        if (run.id === s.run) {
          look();
        }
      },
      grown: ({ run }) => run === s.run && look(),
      gone: ({ run }) => {
        desk.runs.delete(run);
        runs.show();
      },
      job: heard,
      studies: () => frame.ask('state', {}).then(state => {
        desk.studies = state.studies;
        studies.show();
      }).catch(error => frame.fail(error)),
    }, words => {
      if (words) {
        lost = words;
        notice(words);
      } else if (lost) {
        document.querySelectorAll('#notices p').forEach(box => /** @type {HTMLElement} */ (box).dataset.words === lost && box.remove());
        lost = '';
      }
    }));

    frame.share.offer({ ...copies(desk), frozen: () => frozen(desk) });
    await data();
    await everything();
    differences(desk).forEach(notice);
  },
};
