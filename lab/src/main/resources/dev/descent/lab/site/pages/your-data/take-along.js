// @ts-check
import { typed } from '../../core/format.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** What the page can be taken along as. @param {Desk} desk @returns {import('../../frame/share.js').Copies} */
export function copies(desk) {
  return { command: () => command(desk), java: () => java(desk), csv: () => csv(desk) };
}

/** @param {Desk} desk */
function command(desk) {
  const { frame, s } = desk;
  return `${frame.lab.program} train ${quoted(frame.lab.data.find((/** @type {any} */ one) => one.id === s.data)?.name ?? s.data)} --target ${quoted(desk.target() ?? '')}`
    + ` --optimizer ${s.optimizer} --lr ${s.lr === null ? 'auto' : typed(s.lr)} --batch ${s.batch} --epochs ${s.epochs} --seed ${s.seed} --scale ${s.scale}`;
}

/** @param {string} word */
function quoted(word) {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll('\'', '\'\\\'\'')}'`;
}

/** @param {Desk} desk */
function java(desk) {
  const { columns, s } = desk;
  return ['import dev.descent.readers.Csv;', 'import dev.descent.train.Descent;', 'import dev.descent.train.TrainedRun;', 'import java.nio.file.Path;', '',
    `var table = Csv.read(Path.of(${JSON.stringify(columns.name)}));`, `TrainedRun run = Descent.train(table).target(${JSON.stringify(desk.target())}).optimizer("${s.optimizer}")`,
    `    .batch(${s.batch}).epochs(${s.epochs}).seed(${s.seed}).run();`, 'System.out.println(run.metrics());', ''].join('\n');
}

/** The measurements of the chosen run, or the columns. @param {Desk} desk */
function csv(desk) {
  const { columns, curve } = desk;
  const lines = desk.chosen() && curve ? ['update,lowest,highest,last', ...Array.from(curve.x, (x, k) => [x, curve.least[k], curve.most[k], curve.last[k]].join(','))]
    : ['column,type,missing,distinct,min,max,mean,sigma', ...columns.columns.map((/** @type {any} */ one) => [`"${one.name.replaceAll('"', '""')}"`, one.type, one.missing,
      one.distinct, one.min, one.max, one.mean, one.sigma].join(','))];
  return `${lines.join('\n')}\n`;
}
