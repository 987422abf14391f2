package dev.descent.equation;

import java.util.List;

/// One fused elementwise pass over flat arrays, the form that is compiled: for every index, the assignments run in
/// order and read the newest value. Everything that is the same for all elements has been hoisted into scalars.
///
/// @param name    what it is, for listings and stack traces: `adam`, `relu′`
/// @param arrays  names of the arrays, in the order in which a kernel takes them
/// @param scalars names of the broadcast numbers, in the order in which a kernel takes them
/// @param body    the assignments; a target that is an array is stored, any other is a local
/// @param sums    sums over all elements, taken after the body
public record Loop(String name, List<String> arrays, List<String> scalars, List<Assignment> body, List<Sum> sums) {

    /// `target ← value`.
    public record Assignment(String target, Expr value) {
    }

    /// `name = Σ of`, taken in the fixed order that the kernels document.
    public record Sum(String name, Expr of) {
    }

    public Loop {
        arrays = List.copyOf(arrays);
        scalars = List.copyOf(scalars);
        body = List.copyOf(body);
        sums = List.copyOf(sums);
    }

    /// Whether there is nothing to do.
    public boolean isEmpty() {
        return body.isEmpty() && sums.isEmpty();
    }
}
