package dev.descent.optim;

import dev.descent.equation.RuleProgram.Vectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The arrays of a rule that have one number for each row, or each column, of every weight matrix, matrix after matrix.
final class MatrixVectors {

    private final Vectors vectors;
    /// Where each matrix's numbers begin, and behind the last one's.
    private final int[] starts;
    private final float[][] states;
    private final Map<String, float[]> arrays = new HashMap<>();

    /// @param lengths of each matrix
    MatrixVectors(Vectors vectors, List<Integer> lengths) {
        this.vectors = vectors;
        starts = new int[lengths.size() + 1];
        for (int matrix = 0; matrix < lengths.size(); matrix++) {
            starts[matrix + 1] = starts[matrix] + lengths.get(matrix);
        }
        int length = starts[lengths.size()];
        vectors.names().forEach(name -> arrays.put(name, new float[length]));
        states = vectors.states().stream().map(this::array).toArray(float[][]::new);
    }

    /// The states, in the rule's order; live.
    float[][] states() {
        return states;
    }

    boolean has(String name) {
        return arrays.containsKey(name);
    }

    float[] array(String name) {
        float[] array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no array of rows or columns: " + name);
        }
        return array;
    }

    /// Where a matrix's numbers begin.
    int start(int matrix) {
        return starts[matrix];
    }

    /// How many numbers a matrix has.
    int length(int matrix) {
        return starts[matrix + 1] - starts[matrix];
    }

    /// Gives the states the values that the update computed, which stand in arrays of their own.
    void commit() {
        vectors.commit().forEach((state, value) -> System.arraycopy(array(value), 0, array(state), 0,
                array(state).length));
    }
}
