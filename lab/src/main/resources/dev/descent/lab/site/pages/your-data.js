// @ts-check
import { ColumnSpread } from '../charts/columns.js';
import { LiveCurve } from '../charts/live.js';
import { announce, fill, h } from '../core/dom.js';
import { count, counted, number, typed } from '../core/format.js';
import { choice, name, real, whole } from '../core/settings.js';
import { latest } from '../core/ask.js';
import { listen, upload } from '../core/stream.js';
import { button, choices, list, wholeNumber } from '../frame/controls.js';
import { clearNotices, notice } from '../frame/notices.js';

/** @typedef {any} Row */

/** Numbers that go into an address must be read back: a column is named by its place. */
const NO_TARGET = -1;

/** @type {import('../frame/frame.js').Page} */
export default {
  slug: 'your-data',
  title: 'Your data',
  question: 'What do your columns hold, and what can be learnt from them?',
  lead: 'Drop a CSV, see its columns, train once, then compare. Nothing leaves this machine: files are kept in .descent/data, '
    + 'runs in .descent/runs.',
  settings: {
    data: name('rooms'), target: whole(NO_TARGET, 0, 199), run: name(null), optimizer: choice('adam', ['adam', 'sgd', 'momentum', 'adagrad', 'rmsprop']),
    lr: real(/** @type {any} */ (null), 1e-9, 1e9), batch: whole(32, 1, 1 << 20), epochs: whole(100, 1, 1e6), seed: whole(1, 0, 1e9),
    scale: choice('standard', ['standard', 'none']), guess: choice(/** @type {any} */ (null), ['none', 'some', 'most', 'skip']),
  },

  async open(frame) {
    const { settings } = frame;
    const s = settings.values;
    /** @type {any} */
    let columns = null;
    /** @type {Map<string, Row>} */
    const runs = new Map();
    /** @type {Map<string, any>} */
    const jobs = new Map();
    /** @type {any[]} */
    let studies = [];
    /** @type {any} */
    let curve = null;
    /** @type {string|null} */
    let following = null;
    /** How far the spreads of the features are apart. @type {{ratio: number, widest: string, narrowest: string}|null} */
    let apart = null;

    const spread = new ColumnSpread();
    const live = new LiveCurve(() => look());
    const table = block('Columns');
    const kept = block('Runs');
    const studied = block('Comparisons and searches');
    const side = h('div', { class: 'run-panel' });
    const working = h('div', { class: 'working', 'aria-live': 'polite' });

    /** @param {string} title */
    function block(title) {
      const body = h('div', {});
      return { body, element: h('section', { class: 'table-block' }, h('h2', {}, title), body), draw() {} };
    }

    frame.picture(spread, kept, studied, table);
    controls();
    frame.predict('Against always answering with the mean (or the commonest class): how much of the error will a small network remove?',
      [{ key: 'none', words: 'hardly any' }, { key: 'some', words: 'up to half' }, { key: 'most', words: 'more than half' }], 'guess');

    const look = latest(() => frame.ask('curve', { run: s.run, buckets: live.buckets(), low: live.low, high: live.high }), answer => {
      curve = answer;
      drawRun();
    }, error => frame.fail(error));

    /** @param {string} question @param {Record<string, any>} body */
    async function command(question, body) {
      try {
        const { job } = await frame.ask(question, body);
        if (question === 'train' || question === 'fix' || question === 'resume') {
          following = job;
        }
        return job;
      } catch (error) {
        frame.fail(error);
        return null;
      }
    }

    function target() {
      return columns?.target ?? null;
    }

    function what() {
      return { data: s.data, target: target() };
    }

    function controls() {
      const file = h('input', {
        type: 'file', id: 'own-file', accept: '.csv,.tsv,.txt,.gz', class: 'unseen',
        onchange: (/** @type {any} */ event) => event.target.files[0] && take(event.target.files[0]),
      });
      const drop = h('label', { class: 'drop', for: 'own-file' }, h('b', {}, 'Drop a CSV here'), h('span', {}, 'or choose a file'), file);
      const can = target() !== null && !columns.unusable;
      frame.controls(drop,
        list({
          label: 'Data', value: s.data, change: id => settings.set({ data: id, target: NO_TARGET, run: null }),
          choices: frame.lab.data.map((/** @type {any} */ one) => ({ key: one.id, words: one.own ? one.name : `${one.name} (class data)` })),
        }),
        columns && list({
          label: 'To predict', value: target() ?? '', change: chosen => settings.set({ target: columns.names.indexOf(chosen), run: null }),
          choices: columns.names.map((/** @type {string} */ one) => ({ key: one, words: one })),
        }),
        h('div', { class: 'go' }, h('button', { type: 'button', class: 'main', disabled: !can, onclick: train }, 'Train once')),
        h('p', { class: 'note secondary' }, sensible()),
        h('details', { class: 'secondary' }, h('summary', {}, 'Settings'), h('div', { class: 'controls' },
          list({
            label: 'Optimizer', value: s.optimizer, change: optimizer => settings.set({ optimizer }),
            choices: ['adam', 'sgd', 'momentum', 'adagrad', 'rmsprop'].map(key => ({ key, words: key })),
          }),
          rate(),
          wholeNumber({ label: 'Batch', low: 1, high: 1 << 20, value: s.batch, change: batch => settings.set({ batch }) }),
          wholeNumber({ label: 'Epochs', low: 1, high: 1e6, value: s.epochs, change: epochs => settings.set({ epochs }) }),
          wholeNumber({ label: 'Seed', low: 0, high: 1e9, value: s.seed, change: seed => settings.set({ seed }) }),
          choices({
            label: 'Scaling of columns', value: s.scale, change: scale => settings.set({ scale }),
            choices: [{ key: 'standard', words: 'standard' }, { key: 'none', words: 'none' }],
          }))),
        h('div', { class: 'buttons secondary' },
          button('Compare…', compare, 'Five optimizers at several rates and seeds; says what it costs before it starts'),
          button('Tune…', tune, 'Searches the whole recipe within a time that you give')),
        working);
      for (const type of ['dragover', 'dragleave', 'drop']) {
        drop.addEventListener(type, (/** @type {DragEvent} */ event) => {
          event.preventDefault();
          drop.classList.toggle('over', type === 'dragover');
          if (type === 'drop' && event.dataTransfer?.files[0]) {
            take(event.dataTransfer.files[0]);
          }
        });
      }
    }

    function rate() {
      const id = 'own-lr';
      return h('div', { class: 'control row' }, h('label', { for: id }, 'Learning rate ', h('i', {}, 'η')), h('input', {
        type: 'text', id, inputmode: 'decimal', size: 6, placeholder: 'found', value: s.lr === null ? '' : typed(s.lr),
        onchange: (/** @type {any} */ event) => {
          const text = event.target.value.trim();
          const value = Number(text);
          const valid = text === '' || (value >= 1e-9 && value <= 1e9);
          event.target.setAttribute('aria-invalid', String(!valid));
          if (valid) {
            settings.set({ lr: text === '' ? null : value });
          }
        },
      }));
    }

    function sensible() {
      return `${s.scale === 'standard' ? 'Standardised columns' : 'Columns as they are'}, ${s.optimizer}, ${s.lr === null
        ? 'a rate found by a range test' : `η = ${number(s.lr)}`}, batches of ${count(s.batch)}, up to ${count(s.epochs)} epochs, stopped early.`;
    }

    /** @param {File} file */
    async function take(file) {
      fill(working, `Sending ${file.name}…`);
      try {
        const line = await upload(file, share => fill(working, `Sending ${file.name}: ${Math.round(100 * share)} %`));
        if (!frame.lab.data.some((/** @type {any} */ one) => one.id === line.id)) {
          frame.lab.data.push(line);
        }
        clearNotices();
        announce(`${line.name}: ${count(line.rows)} rows.`);
        settings.set({ data: line.id, target: NO_TARGET, run: null });
      } catch (error) {
        notice(/** @type {any} */ (error).message);
      }
      showJobs();
    }

    async function train() {
      await command('train', { ...what(), optimizer: s.optimizer, lr: s.lr, batch: s.batch, epochs: s.epochs, seed: s.seed, scale: s.scale });
    }

    async function compare() {
      const seeds = 3;
      const epochs = 20;
      const job = await command('compare', { ...what(), seeds, epochs, cost: true });
      if (job) {
        asked.set(job, { seeds, epochs });
      }
    }

    /** Estimates that were asked for, with what they are of. @type {Map<string, any>} */
    const asked = new Map();

    /** @param {any} job */
    function offer(job) {
      const plan = asked.get(job.id);
      asked.delete(job.id);
      if (plan && job.planned) {
        dialog('Compare five optimizers', [`${counted(job.planned.runs, 'run')} (several rates, ${plan.seeds} seeds each, ${plan.epochs} epochs): `
          + `about ${duration(job.planned.seconds)} on ${counted(job.planned.threads, 'thread')}.`, 'What is finished is kept when you stop it.'],
        [], () => command('compare', { ...what(), ...plan }));
      }
    }

    function tune() {
      const minutes = wholeNumber({ label: 'Minutes', low: 1, high: 1440, value: 2, change: value => { chosen = value; } });
      let chosen = 2;
      dialog('Search the whole recipe', ['Optimizer, rate, batch, width and depth, within the time that you give; then the best is run again on fresh seeds.'],
        [minutes], () => command('tune', { ...what(), minutes: chosen }));
    }

    /** @param {string} title @param {string[]} words @param {Node[]} more @param {() => void} start */
    function dialog(title, words, more, start) {
      const box = h('dialog', { 'aria-labelledby': 'plan-title' }, h('h2', { id: 'plan-title' }, title), ...words.map(line => h('p', {}, line)), ...more,
        h('form', { method: 'dialog' }, h('div', { class: 'buttons' }, h('button', { type: 'submit', value: 'no' }, 'Not now'), ' ',
          h('button', { type: 'submit', value: 'yes', class: 'main' }, 'Start'))));
      box.addEventListener('close', () => {
        box.remove();
        if (box.returnValue === 'yes') {
          start();
        }
      });
      document.body.append(box);
      box.showModal();
    }

    /** @param {number} seconds */
    function duration(seconds) {
      return seconds < 90 ? `${number(seconds, 2)} s` : `${number(seconds / 60, 2)} min`;
    }

    function showJobs() {
      const active = [...jobs.values()].filter(job => job.state === 'running' || job.state === 'stopping');
      fill(working, ...active.map(job => h('div', { class: 'job' }, h('span', {}, jobWords(job)),
        job.state === 'running' && job.kind !== 'cost' && h('button', { type: 'button', onclick: () => command('stop', { job: job.id }) },
          job.of === 'train' || job.of === 'resume' ? 'Pause' : 'Stop'))));
    }

    /** @param {any} job */
    function jobWords(job) {
      if (job.state === 'stopping') {
        return 'saving…';
      }
      const of = { compare: 'comparing', tune: 'searching', train: 'training', resume: 'training on', diagnose: 'diagnosing', report: 'writing a report' }[/** @type {'train'} */ (job.of)];
      return job.kind === 'cost' ? 'estimating what it costs…'
        : `${of}${job.runs ? `: ${count(job.runs)}${job.planned?.runs ? ` of ${count(job.planned.runs)}` : ''} runs` : '…'}`;
    }

    function showRuns() {
      const rows = [...runs.values()].sort((a, b) => String(b.created).localeCompare(String(a.created)) || b.id.localeCompare(a.id));
      fill(kept.body, rows.length ? h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Runs' }, h('table', { class: 'rows' },
        h('thead', {}, h('tr', {}, ...['run', 'state', 'data', 'η', 'batch', 'best', 'last', 'updates', 'seed'].map(one => h('th', { scope: 'col' }, one)))),
        h('tbody', {}, ...rows.slice(0, 200).map(run => h('tr', { class: run.id === s.run ? 'chosen' : null },
          h('td', {}, h('button', { type: 'button', class: 'plain', 'aria-pressed': String(run.id === s.run), onclick: () => settings.set({ run: run.id === s.run ? null : run.id }) }, run.id)),
          h('td', {}, run.state === 'diverged' ? '✕ diverged' : run.state), h('td', { class: 'text' }, shownData(run.data)), h('td', {}, number(run.lr)), h('td', {}, count(run.batch ?? 0)),
          h('td', {}, number(run.best)), h('td', {}, number(run.last)), h('td', {}, count(run.updates ?? 0)), h('td', {}, String(run.seed ?? ''))))))) : h('p', { class: 'note' },
        `No run yet. Those that are started in a terminal (${frame.lab.program} train …) show up here too.`));
    }

    /** An upload is kept under its hash; people know it by its name. @param {string} file */
    function shownData(file) {
      return frame.lab.data.find((/** @type {any} */ one) => `${one.id}.csv` === file)?.name ?? file;
    }

    function showStudies() {
      studied.element.hidden = studies.length === 0;
      fill(studied.body, ...studies.slice(0, 20).map(study => h('div', { class: 'study' },
        h('b', {}, study.id), ` on ${shownData(study.data)}, ${study.state}. `, ...study.answer.slice(0, 2).map((/** @type {string} */ line) => `${line} `),
        study.report && h('a', { href: `/report/${study.id}`, target: '_blank', rel: 'noopener' }, 'Report'))));
    }

    function showColumns() {
      const all = columns.columns;
      const numeric = all.filter((/** @type {any} */ one) => one.sigma > 0)
        .map((/** @type {any} */ one) => ({ name: one.name, sigma: one.sigma, target: one.name === columns.target }))
        .sort((/** @type {any} */ a, /** @type {any} */ b) => b.sigma - a.sigma);
      spread.show(numeric);
      const features = numeric.filter((/** @type {any} */ one) => !one.target);
      apart = features.length > 1 ? { ratio: features[0].sigma / features.at(-1).sigma, widest: features[0].name, narrowest: features.at(-1).name } : null;
      spread.say(apart ? `Of what it learns from, σ of ${apart.widest} is ${number(apart.ratio)} times that of ${apart.narrowest}.`
        : 'Fewer than two columns of numbers vary.');
      fill(table.body, h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Columns' }, h('table', { class: 'rows' },
        h('thead', {}, h('tr', {}, ...['column', 'type', 'missing', 'distinct', 'min', 'max', 'mean', 'σ', ''].map(one => h('th', { scope: 'col' }, one)))),
        h('tbody', {}, ...all.map((/** @type {any} */ one) => h('tr', { class: one.name === columns.target ? 'chosen' : null }, h('td', { class: 'text' }, one.name), h('td', {}, one.type),
          h('td', {}, count(one.missing)), h('td', {}, count(one.distinct)), h('td', {}, number(one.min)), h('td', {}, number(one.max)),
          h('td', {}, number(one.mean)), h('td', {}, number(one.sigma)),
          h('td', { class: 'text' }, one.flags.length ? `${one.flags.join(', ')}: left out` : one.sigma === null ? one.top.join(', ') : '')))))),
      columns.columnCount > all.length && h('p', { class: 'note' }, `The first ${all.length} of ${count(columns.columnCount)} columns.`));
    }

    function chosen() {
      return s.run ? runs.get(s.run) : undefined;
    }

    function drawRun() {
      const run = chosen();
      if (run && curve && curve.run === run.id) {
        live.show(curve, run, null);
        live.say(`${run.id}: ${count(curve.marks)} measurements${curve.inRange < curve.marks ? `, ${count(curve.inRange)} in this range` : ''}; `
          + 'the band goes from the lowest to the highest batch loss at each pixel. Drag to look closer, double click or Escape for all.');
        tell();
      }
    }

    function show() {
      const run = chosen();
      if (run) {
        swap(live);
        look();
      } else {
        live.clear();
        live.low = live.high = null;
        swap(spread);
      }
      showRuns();
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
      if (!columns) {
        return;
      }
      const run = chosen();
      frame.answer({ shown: s.guess !== null, verdict: run ? verdict(run) : undefined, sentence: run ? ofRun(run) : ofData(), more: [side] });
      fill(side, ...(run ? actions(run) : []));
    }

    function ofData() {
      const left = columns.columns.filter((/** @type {any} */ one) => one.flags.length);
      const missing = columns.columns.filter((/** @type {any} */ one) => one.missing > 0);
      const parts = [`${columns.name} has `, h('b', {}, counted(columns.rows, 'row')), ` and ${counted(columns.columnCount, 'column')}. `];
      if (columns.unusable) {
        return [...parts, columns.unusable];
      }
      if (columns.target === null || columns.target === undefined) {
        return [...parts, 'No column looks like something to predict; choose one.'];
      }
      parts.push(columns.task === 'classification'
        ? `${columns.target} has ${counted(columns.classes.length, 'class')}; always saying ${columns.majority} is right for ${number(100 * columns.baseline)} % of the rows. `
        : `Always predicting the mean of ${columns.target}, ${number(columns.mean)}, is wrong by ${number(columns.baseline)} (root mean square). `,
      'Every model must beat that. ');
      if (apart && apart.ratio > 10) {
        parts.push(`The spreads differ ${number(apart.ratio)} times (${apart.widest} against ${apart.narrowest}), so the columns are standardised. `);
      }
      if (missing.length) {
        parts.push(`Cells are missing in ${missing.slice(0, 3).map((/** @type {any} */ one) => one.name).join(', ')}${missing.length > 3 ? ', …' : ''}; they are filled in and marked. `);
      }
      if (left.length) {
        parts.push(`Left out: ${left.slice(0, 4).map((/** @type {any} */ one) => `${one.name} (${one.flags[0]})`).join(', ')}. `);
      }
      return parts;
    }

    /** How much of the baseline's error went, as far as the run tells. @param {Row} run */
    function gain(run) {
      const result = run.result;
      const ours = result?.metrics;
      const theirs = result?.baseline?.metrics;
      const error = (/** @type {any} */ m) => (m?.rmse ?? (m?.accuracy === undefined || m.accuracy === null ? null : 1 - m.accuracy));
      const before = error(theirs);
      const after = error(ours);
      return before > 0 && after !== null ? { before, after, share: 1 - after / before, unit: ours.rmse === undefined ? 'share of wrong answers' : 'root mean square error' } : null;
    }

    /** @param {Row} run */
    function verdict(run) {
      const won = gain(run);
      if (!won || s.guess === null || s.guess === 'skip') {
        return undefined;
      }
      const right = won.share < 0.1 ? 'none' : won.share <= 0.5 ? 'some' : 'most';
      return right === s.guess ? 'As you predicted.' : 'Not as you predicted.';
    }

    /** @param {Row} run */
    function ofRun(run) {
      if (run.state === 'diverged') {
        return [h('b', {}, `${run.id} diverged. `), run.result?.divergence?.message ?? 'Its loss left the finite numbers.'];
      }
      const won = gain(run);
      if (won) {
        return [`On ${run.measuredOn === 'test' ? 'rows that it never saw' : `its ${run.measuredOn} rows`}, the ${won.unit} fell from ${number(won.before)} (baseline) to `,
          h('b', {}, number(won.after)), `: ${number(100 * won.share, 2)} % of the error is gone after ${counted(run.updates, 'update')}. `,
          run.state === 'interrupted' ? 'It was paused; it can go on. ' : ''];
      }
      return [`${run.id} is ${run.state}: ${counted(curve?.run === run.id ? curve.updates : run.updates ?? 0, 'update')}`,
        curve?.run === run.id && curve.seconds ? ` in ${duration(curve.seconds)}` : '', run.best === null ? '. ' : `, best validation loss ${number(run.best)}. `,
        run.state === 'killed' ? 'Its process was ended from outside; it goes on from its last checkpoint. ' : ''];
    }

    /** @param {Row} run */
    function actions(run) {
      const own = [...jobs.values()].find(job => job.pid === run.pid && job.state === 'running');
      const diagnosis = [...jobs.values()].filter(job => job.of === 'diagnose' && job.subject === run.id).at(-1);
      const report = [...jobs.values()].filter(job => job.of === 'report' && job.subject === run.id && job.state === 'done').at(-1);
      return [h('div', { class: 'buttons run-buttons' },
        run.state === 'running' && own && button('Pause', () => command('stop', { job: own.id }), 'Finishes its update, saves, and can go on later'),
        ['interrupted', 'killed'].includes(run.state) && button('Go on', () => command('resume', { run: run.id }), 'From its last checkpoint, to the same bits'),
        run.state !== 'running' && button('Diagnose', () => command('diagnose', { run: run.id }), 'What is the matter with this run?'),
        run.state !== 'running' && (report ? h('a', { class: 'as-button', href: `/report/${run.id}`, target: '_blank', rel: 'noopener' }, 'Open report')
          : button('Report', () => command('report', { run: run.id }), 'One page to send or print'))),
      run.state === 'running' && !own && h('p', { class: 'note' }, 'It was started elsewhere; it is paused there with Ctrl-C.'),
      diagnosis?.verdict && h('div', { class: 'diagnosis' }, h('span', { class: 'beat' }, `Diagnosis, confidence ${diagnosis.confidence}`),
        h('p', { class: 'line' }, h('b', {}, diagnosis.verdict), `: ${diagnosis.text}.`), h('ul', {}, ...diagnosis.evidence.map((/** @type {string} */ line) => h('li', {}, line))),
        diagnosis.again && h('button', { type: 'button', class: 'main', onclick: () => command('fix', { job: diagnosis.id }) }, `Train again: ${diagnosis.fix}`))];
    }

    /** @param {any} job */
    function heard(job) {
      jobs.set(job.id, job);
      if (job.kind === 'cost' && job.state === 'done') {
        offer(job);
      }
      if (job.state === 'failed' && job.words) {
        notice(`${job.of}: ${job.words}`);
      }
      follow();
      showJobs();
      tell();
    }

    /** The page turns to the run of a training that it started, as soon as there is one. */
    function follow() {
      const job = following && jobs.get(following);
      if (job) {
        const run = [...runs.values()].find(one => one.pid === job.pid && one.state === 'running')?.id ?? job.run;
        if (run && runs.has(run)) {
          following = null;
          live.low = live.high = null;
          settings.set({ run });
        }
      }
    }

    async function everything() {
      const state = await frame.ask('state', {});
      runs.clear();
      jobs.clear();
      state.runs.forEach((/** @type {Row} */ run) => runs.set(run.id, run));
      state.jobs.forEach((/** @type {any} */ job) => jobs.set(job.id, job));
      studies = state.studies;
      follow();
      showJobs();
      showStudies();
      show();
    }

    async function data() {
      columns = await frame.ask('columns', { data: s.data, target: s.target === NO_TARGET ? null : columns?.names?.[s.target] ?? await nameOf(s.target) });
      controls();
      showJobs();
      showColumns();
    }

    /** @param {number} place */
    async function nameOf(place) {
      return (await frame.ask('columns', { data: s.data })).names[place] ?? null;
    }

    settings.on(async changed => {
      try {
        if (changed.includes('data')) {
          columns = null;
        }
        if (changed.includes('data') || changed.includes('target')) {
          await data();
        } else if (changed.some(key => ['optimizer', 'lr', 'batch', 'epochs', 'scale'].includes(key))) {
          frame.controlsHost.querySelector('.note.secondary').textContent = sensible();
        }
        if (changed.includes('guess')) {
          tell();
        }
        if (changed.some(key => ['data', 'target', 'run'].includes(key))) {
          curve = null;
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
        runs.set(run.id, run);
        follow();
        showRuns();
        if (run.id === s.run) {
          look();
        }
      },
      grown: ({ run }) => run === s.run && look(),
      gone: ({ run }) => {
        runs.delete(run);
        showRuns();
      },
      job: heard,
      studies: () => frame.ask('state', {}).then(state => {
        studies = state.studies;
        showStudies();
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

    function line() {
      return `${frame.lab.program} train ${quoted(frame.lab.data.find((/** @type {any} */ one) => one.id === s.data)?.name ?? s.data)} --target ${quoted(target() ?? '')}`
        + ` --optimizer ${s.optimizer} --lr ${s.lr === null ? 'auto' : typed(s.lr)} --batch ${s.batch} --epochs ${s.epochs} --seed ${s.seed} --scale ${s.scale}`;
    }

    /** @param {string} word */
    function quoted(word) {
      return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll('\'', '\'\\\'\'')}'`;
    }

    frame.share.offer({
      command: line,
      java: () => ['import dev.descent.readers.Csv;', 'import dev.descent.train.Descent;', 'import dev.descent.train.TrainedRun;', 'import java.nio.file.Path;', '',
        `var table = Csv.read(Path.of(${JSON.stringify(columns.name)}));`, `TrainedRun run = Descent.train(table).target(${JSON.stringify(target())}).optimizer("${s.optimizer}")`,
        `    .batch(${s.batch}).epochs(${s.epochs}).seed(${s.seed}).run();`, 'System.out.println(run.metrics());', ''].join('\n'),
      csv: () => (chosen() && curve ? ['update,lowest,highest,last', ...Array.from(curve.x, (x, k) => [x, curve.least[k], curve.most[k], curve.last[k]].join(','))]
        : ['column,type,missing,distinct,min,max,mean,sigma', ...columns.columns.map((/** @type {any} */ one) => [`"${one.name.replaceAll('"', '""')}"`, one.type, one.missing, one.distinct,
          one.min, one.max, one.mean, one.sigma].join(','))]).join('\n') + '\n',
    });
    await data();
    await everything();
  },
};
