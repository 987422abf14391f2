package dev.descent.data;

import java.util.ArrayList;
import java.util.List;

/// A data set ready for training: split, and prepared by what the training rows say.
///
/// @param preparation what to store in the model
/// @param split       which rows of the data set are where
/// @param train       the training rows
/// @param validation  the rows that steer; may be none
/// @param test        the rows for the end; may be none
/// @param report      sentences for people about task, dropped rows and columns, imputation, encoding
public record Prepared(Preparation preparation, Split split, Examples train, Examples validation, Examples test,
        List<String> report) {

    /// Copies the report.
    public Prepared {
        report = List.copyOf(report);
    }

    /// Chooses the target, splits by seed, fits on the training rows, transforms all.
    ///
    /// @param validation below 1 a share of the rows with a target, otherwise how many ([Split#VALIDATION])
    /// @param holdOut    the same for the test ([Split#HOLD_OUT])
    /// @throws dev.descent.common.DescentException of kind USAGE or DATA
    public static Prepared of(Dataset data, PreparationOptions options, long seed, double validation,
            double holdOut) {
        return of(data, options, seed, seed, validation, holdOut);
    }

    /// The same with test rows that another seed decides: those of a study, whichever of its seeds runs.
    ///
    /// @param testSeed see [Split#of(int[], int[], long, long, double, double)]
    public static Prepared of(Dataset data, PreparationOptions options, long seed, long testSeed, double validation,
            double holdOut) {
        Target target = Target.of(data, options);
        Split split = Split.of(target.rows(), target.labels(), seed, testSeed, validation, holdOut);
        Preparation preparation = Preparation.fit(data, target, split.train(), options);
        List<String> report = new ArrayList<>(target.report());
        report.addAll(preparation.report());
        Transformed test = preparation.transformLabelled(data, split.test());
        return new Prepared(preparation, split, preparation.transformLabelled(data, split.train()).examples(),
                preparation.transformLabelled(data, split.validation()).examples(), test.examples(), report);
    }

    /// What is predicted.
    public TargetInfo target() {
        return preparation.target();
    }
}
