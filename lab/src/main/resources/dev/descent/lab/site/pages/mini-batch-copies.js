// @ts-check
import { typed } from '../core/format.js';
import { examples } from './mini-batch-words.js';

/**
 * What the page can be taken along as.
 *
 * @param {any} lab
 * @param {import('./mini-batch-words.js').View} view
 * @param {() => {names: string[], columns: number[]}} chosen
 * @returns {import('../frame/share.js').Copies}
 */
export function copies(lab, view, chosen) {
  const { s } = view;

  function argument() {
    const called = lab.data.find((/** @type {any} */ one) => one.id === s.data);
    return called?.own ? `"${called.name}"` : s.data;
  }

  function command() {
    const { names, columns } = chosen();
    const target = lab.data.find((/** @type {any} */ one) => one.id === s.data)?.own || s.columns ? ` --target "${names[columns[2]]}"` : '';
    return [`${lab.program} practice mini-batch ${argument()}${target} --seed ${s.seed}`,
      `${lab.program} batch-find ${argument()}${target} --optimizer sgd --batch ${view.ground.drawn.join(',')} --seed ${s.seed}`].join('\n');
  }

  function java() {
    const { names, columns } = chosen();
    const called = lab.data.find((/** @type {any} */ one) => one.id === s.data);
    return ['import dev.descent.data.Batches;', 'import dev.descent.data.Bundled;', 'import dev.descent.data.Column;', 'import dev.descent.data.Shuffle;', 'import dev.descent.data.Table;',
      ...(called?.own ? ['import dev.descent.readers.Csv;', 'import java.nio.file.Path;'] : []), 'import dev.descent.optim.DoubleState;', 'import dev.descent.optim.Optimizers;', 'import java.util.Arrays;', 'import java.util.stream.IntStream;',
      'import java.util.stream.Stream;', '', `// The loss after ${view.runs.epochs} epochs of each size; the page shows how far it lies above ${view.ground.minimumLoss}.`,
      'void main() {', `    Table table = ${called?.own ? `Csv.read(Path.of(${JSON.stringify(called.name)}))` : `(Table) Bundled.of("${s.data}").load(1)`};`,
      `    double[][] all = Stream.of(${columns.map((/** @type {number} */ c) => JSON.stringify(names[c])).join(', ')})`,
      '        .map(name -> ((Column.Numeric) table.column(name)).values()).toArray(double[][]::new);',
      '    int[] kept = IntStream.range(0, table.rows())',
      '        .filter(row -> Arrays.stream(all).allMatch(column -> Double.isFinite(column[row]))).limit(2000).toArray();',
      '    double[][] columns = Arrays.stream(all)',
      '        .map(column -> standardised(Arrays.stream(kept).mapToDouble(row -> column[row]).toArray())).toArray(double[][]::new);',
      `    for (int size : new int[] {${view.ground.drawn.join(', ')}}) {`,
      `        Batches batches = new Batches(kept.length, size, Shuffle.of("${s.shuffle}"), ${s.seed});`,
      `        DoubleState rule = DoubleState.of(Optimizers.byName("sgd"), 2);`,
      `        double[] w = {${Array.from(view.runs.start).join(', ')}};`,
      `        for (int epoch = 0; epoch < ${view.runs.epochs}; epoch++) {`, '            int[] order = batches.order(epoch);', '            for (int batch = 0; batch < batches.perEpoch(); batch++) {',
      '                double[] g = gradient(columns, order, batches.from(batch), batches.count(batch), w);', `                rule.update(${typed(s.lr)}, w, g);`, '            }', '        }',
      '        System.out.println(size + " " + loss(columns, w));', '    }', '}', '',
      'double[] standardised(double[] column) {', '    double mean = Arrays.stream(column).average().orElseThrow();',
      '    double deviation = Math.sqrt(Arrays.stream(column).map(v -> (v - mean) * (v - mean)).average().orElseThrow());', '    return Arrays.stream(column).map(v -> (v - mean) / deviation).toArray();', '}', '',
      'double[] gradient(double[][] columns, int[] order, int from, int count, double[] w) {', '    double[] g = new double[2];', '    for (int i = from; i < from + count; i++) {', '        int row = order[i];',
      '        double error = w[0] * columns[0][row] + w[1] * columns[1][row] - columns[2][row];', '        g[0] += 2 * error * columns[0][row] / count;', '        g[1] += 2 * error * columns[1][row] / count;', '    }', '    return g;', '}', '',
      'double loss(double[][] columns, double[] w) {', '    double sum = 0;', '    for (int row = 0; row < columns[0].length; row++) {', '        double error = w[0] * columns[0][row] + w[1] * columns[1][row] - columns[2][row];',
      '        sum += error * error / columns[0].length;', '    }', '    return sum;', '}', ''].join('\n');
  }

  function csv() {
    return ['batch,update,examples,epochs,height', ...view.ground.drawn.flatMap((/** @type {number} */ batch, /** @type {number} */ k) => Array.from(view.runs[`updates${k}`],
      (updates, i) => [batch, updates, examples(view, updates, batch), examples(view, updates, batch) / view.ground.examples, view.runs[`heights${k}`][i]].join(','))), ''].join('\n');
  }

  return { command, java, csv };
}
