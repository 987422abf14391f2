import dev.descent.data.Table;
import dev.descent.readers.Csv;
import dev.descent.train.Descent;
import dev.descent.train.Model;
import dev.descent.train.TrainedRun;
import java.nio.file.Path;

/// Trains on a CSV file, keeps the model, and predicts with it: `TrainOnCsv houses.csv price houses.descent`.
class TrainOnCsv {

    static void main(String[] arguments) {
        Table table = Csv.read(Path.of(arguments[0]));
        TrainedRun run = Descent.train(table).target(arguments[1]).optimizer("adam").seed(1).run();
        run.report().forEach(IO::println);
        IO.println(run.metrics().mainName() + " " + run.metrics().main() + ", baseline (" + run.baseline().rule() + ") "
                + run.baseline().main());

        run.model().save(Path.of(arguments[2]));
        Model model = Model.load(Path.of(arguments[2]));
        IO.println("first row: predicted " + model.predict(table).label(0) + ", is "
                + table.column(arguments[1]).text(0));
    }
}
