package dev.descent.optim;

import dev.descent.equation.RuleProgram;
import dev.descent.kernel.Orthogonaliser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the arrays of a rule's passes lie, beside θ and its gradient.
///
/// @param stretches    the weight matrices
/// @param whole        arrays with a value per parameter, by name: states, and what is orthogonalised
/// @param rows         one number for each row
/// @param columns      one number for each column
/// @param scratch      arrays that one row of a matrix needs at a time, by name
/// @param orthogonaliser for all passes
record Arrangement(List<Stretch> stretches, Map<String, float[]> whole, MatrixVectors rows, MatrixVectors columns,
        Map<String, float[]> scratch, Orthogonaliser orthogonaliser) {

    Arrangement(RuleProgram program, List<Stretch> stretches, float[][] states, MatrixVectors rows,
            MatrixVectors columns) {
        this(stretches, whole(program, stretches, states), rows, columns, new HashMap<>(), new Orthogonaliser());
    }

    private static Map<String, float[]> whole(RuleProgram program, List<Stretch> stretches, float[][] states) {
        Map<String, float[]> whole = new HashMap<>();
        for (int s = 0; s < states.length; s++) {
            whole.put(program.states().get(s), states[s]);
        }
        program.orthogonal().forEach(name -> whole.put(name, new float[stretches.getLast().to()]));
        return whole;
    }

    /// The columns of the widest matrix, or a block of them.
    private int widest() {
        return Math.min(WholeUpdate.BLOCK, stretches.stream().mapToInt(s -> s.rows().columns()).max().orElse(0));
    }

    /// The array of that name in a loop over all parameters; scratch where it is nothing else.
    float[] array(String name) {
        float[] known = whole.get(name);
        if (known != null) {
            return known;
        }
        return columns.has(name) ? columns.array(name) : scratch.computeIfAbsent(name, _ -> new float[widest()]);
    }
}
