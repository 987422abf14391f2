package dev.descent.equation;

import dev.descent.common.Recent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An update rule made ready to run: what is the same for all parameters is split from what is not.
///
/// A pass first computes its scalars, in double, once per update (once per layer or weight matrix where they depend on
/// it); then what is one for each row or column of a matrix, in loops over rows and columns; then its loop runs over all
/// parameters. Norms, sums and means over parameters are taken in one pass's loop and can be read by the scalars, rows and
/// columns of the next. A pass computes anew what it needs of an earlier one, or finds it stored: a state whose new value
/// was complete, or one value that was put into the gradient's array. [StorePlanner] weighs the one against the other, and
/// no pass overwrites what a later one reads. What is one for each row or column is computed once, in the first pass that
/// can, and kept for the later ones.
///
/// @param name         the rule's
/// @param states       arrays that are kept between updates, beside θ
/// @param scalarStates numbers that are kept between updates, in double
/// @param initial      values before the first update of the states that do not start at 0; they may read θ
/// @param passes       at least one
/// @param commit       run after the last pass: what each scalar state is from now on
/// @param evaluate     the point that predictions use, where it is not θ
/// @param rows         what is one for each row of a weight matrix
/// @param columns      what is one for each column of a weight matrix
/// @param orthogonal   arrays of one value per parameter that hold what a pass orthogonalised for the later ones
/// @param usesMatrices whether parameters are looked at as weight matrices
public record RuleProgram(String name, List<String> states, List<String> scalarStates,
        List<ScalarAssignment> initial, List<Pass> passes, List<ScalarAssignment> commit, Optional<String> evaluate,
        Vectors rows, Vectors columns, List<String> orthogonal, boolean usesMatrices) {

    /// For which parameters a scalar is the same.
    public enum Scope {
        /// All.
        ALL,
        /// Those of a layer: it depends on a norm or sum over it.
        LAYER,
        /// Those of a weight matrix: it depends on its shape, or on a mean over it.
        MATRIX
    }

    /// `target = value`, the same for all parameters in its scope, evaluated in double. The value names hyperparameters, t,
    /// scalar states, the matrix's shape, sums and means of earlier passes and earlier scalars.
    public record ScalarAssignment(String target, Expr value, Scope scope) {
    }

    /// Arrays with one number for each row, or each column, of every weight matrix.
    ///
    /// @param states kept between updates
    /// @param values means and what is computed from them, anew in every update
    /// @param commit for each state the value that it has from now on, once the last pass is done
    public record Vectors(List<String> states, List<String> values, Map<String, String> commit) {
        public Vectors {
            states = List.copyOf(states);
            values = List.copyOf(values);
            commit = Map.copyOf(commit);
        }

        /// All arrays, the states first.
        public List<String> names() {
            return Stream.concat(states.stream(), values.stream()).toList();
        }
    }

    /// How something is taken over a weight matrix, beside sums.
    public enum Take {
        /// The mean of each row, from a sum over it: the array of rows is in [RuleProgram#rows].
        ROW_MEANS,
        /// The mean of each column of an array that the loop writes, row by row, and nobody keeps.
        COLUMN_MEANS,
        /// The matrix that the loop writes into an array, orthogonalised there.
        ORTHOGONAL,
        /// The mean of an array of rows: a scalar of the matrix.
        MEAN_OF_ROWS,
        /// The mean of an array of columns: a scalar of the matrix.
        MEAN_OF_COLUMNS
    }

    /// Something that later passes read.
    ///
    /// @param name what they read
    /// @param of   the sum or array that it is taken from
    public record Taken(String name, Take how, String of) {
    }

    /// One trip over all parameters.
    ///
    /// @param scalars   in order
    /// @param rows      over the rows of a matrix, each value an array; often without statements
    /// @param columns   the same over its columns
    /// @param loop      arrays `θ`, `g`, then the states in order, then orthogonalised ones and arrays of columns; its
    ///                  scalars are hyperparameters, scalar states, targets of scalar assignments, each rounded once to the
    ///                  loop's type, or arrays of rows, of which it gets the row's number. Where it has neither statements
    ///                  nor sums there is no trip
    /// @param layerSums those of the loop's sums that are taken over each layer instead of over all parameters
    /// @param taken     over each matrix; means of rows and columns are taken before the loop
    public record Pass(List<ScalarAssignment> scalars, Loop rows, Loop columns, Loop loop, Set<String> layerSums,
            List<Taken> taken) {
        public Pass {
            scalars = List.copyOf(scalars);
            layerSums = Set.copyOf(layerSums);
            taken = List.copyOf(taken);
        }

        /// Its three loops in the order in which they run, those that do nothing too.
        public List<Loop> loops() {
            return List.of(rows, columns, loop);
        }
    }

    public RuleProgram {
        states = List.copyOf(states);
        scalarStates = List.copyOf(scalarStates);
        initial = List.copyOf(initial);
        passes = List.copyOf(passes);
        commit = List.copyOf(commit);
        orthogonal = List.copyOf(orthogonal);
    }

    /// More rules than anybody compares at once.
    private static final Recent<UpdateRule, RuleProgram> KNOWN = new Recent<>(256);

    /// Lowers a rule; equal rules share a program.
    ///
    /// @throws dev.descent.common.DescentException (usage) for what a loop cannot do: a power with a varying exponent
    public static RuleProgram of(UpdateRule rule) {
        return KNOWN.of(rule, Lowering::of);
    }

    /// Whether the rule uses a norm, sum or mean over parameters, or looks at matrices, and so needs the whole gradient
    /// before it changes anything.
    public boolean needsWholeGradient() {
        return passes.size() > 1 || usesMatrices;
    }
}
