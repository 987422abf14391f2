package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.data.TablePreparation.Dropped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Fits a [TablePreparation]: chooses the columns, looks at the training rows and at no others.
final class TableFit {

    private TableFit() {
    }

    static TablePreparation fit(Table table, Target target, int[] trainRows, PreparationOptions options) {
        checkNames(table, target, options);
        List<Encoder> encoders = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        for (Column column : table.columns()) {
            String name = column.name();
            if (name.equals(target.name())) {
                continue;
            }
            if (options.drop().contains(name) || !options.features().isEmpty() && !options.features().contains(name)) {
                dropped.add(new Dropped(name, ""));
                continue;
            }
            boolean first = name.equals(table.columns().getFirst().name());
            Optional<String> objection = Usefulness.objection(column, trainRows, first);
            if (objection.isPresent() && !(options.keep().contains(name) && hasValue(column, trainRows))) {
                dropped.add(new Dropped(name, objection.get()));
                continue;
            }
            encoders.add(encoder(table, column, trainRows, options));
        }
        if (encoders.isEmpty()) {
            throw unusable(table, target, dropped);
        }
        return new TablePreparation(info(table, target, trainRows, options), options.scale(), encoders, dropped);
    }

    private static Encoder encoder(Table table, Column column, int[] trainRows, PreparationOptions options) {
        if (options.categorical().contains(column.name())) {
            return CategoricalEncoder.fit(column, trainRows);
        }
        return switch (column) {
            case Column.Numeric numeric -> {
                for (int row : trainRows) {
                    Cells.checked(table, numeric, row);
                }
                yield NumericEncoder.fit(numeric, trainRows, options.scale());
            }
            case Column.Categorical texts -> CategoricalEncoder.fit(texts, trainRows);
        };
    }

    private static boolean hasValue(Column column, int[] rows) {
        for (int row : rows) {
            if (!column.missing(row)) {
                return true;
            }
        }
        return false;
    }

    private static TargetInfo info(Table table, Target target, int[] trainRows, PreparationOptions options) {
        return switch (target.task()) {
            case CLASSIFICATION -> TargetInfo.classification(target.name(), target.classes());
            case REGRESSION -> {
                Numbers numbers = Numbers.of(((Column.Numeric) table.column(target.name())).select(trainRows).values());
                yield options.scaleTarget()
                        ? TargetInfo.regression(target.name(), numbers.mean(),
                                numbers.sigma() > 0 ? numbers.sigma() : 1)
                        : TargetInfo.regression(target.name(), 0, 1);
            }
        };
    }

    /// Every name that a person gave must be a column; a typing error must not silently change what is trained.
    private static void checkNames(Table table, Target target, PreparationOptions options) {
        options.features().forEach(table::column);
        options.drop().forEach(table::column);
        options.keep().forEach(table::column);
        options.categorical().forEach(table::column);
        if (options.features().contains(target.name())) {
            throw DescentException.usage("--features names the target \"" + target.name()
                    + "\"; it cannot be predicted from itself");
        }
        Set<String> both = new TreeSet<>(options.drop());
        both.retainAll(new TreeSet<>(options.keep()));
        if (!both.isEmpty()) {
            throw DescentException.usage("both --drop and --keep name " + String.join(", ", both));
        }
    }

    private static DescentException unusable(Table table, Target target, List<Dropped> dropped) {
        if (dropped.isEmpty()) {
            return DescentException.data(table.name() + " has no column but the target \"" + target.name()
                    + "\". Expected at least one column to predict it from");
        }
        List<String> reasons = dropped.stream().map(column -> "\"" + column.column() + "\" "
                + (column.reason().isEmpty() ? "is left out by --drop or --features" : column.reason())).toList();
        return DescentException.data("no column of " + table.name() + " can predict \"" + target.name() + "\": "
                + Words.list(reasons, 10) + ". Expected at least one column that varies");
    }
}
