package dev.descent.kernel;

import dev.descent.common.Recent;
import dev.descent.equation.Interpreter;
import dev.descent.equation.Loop;
import dev.descent.equation.Printer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Turns a [Loop] into code: the loop becomes a [Graph], the graph a [Schedule] of passes, each pass a hidden class.
///
/// Whatever way it is run, the bits are those of [Interpreter], NaN payloads aside: every operation rounds once, in the
/// order of the tree, nothing is contracted, sums go in the order of [dev.descent.equation.FixedSum].
///
/// Arrays may be of any length: kernels go over them in blocks by themselves. Kernels hold no state, so threads may
/// share them; hidden classes are collected when their kernel leaves the cache and nobody holds it.
public final class KernelCompiler {

    /// More loops than any run uses, few enough to bound the memory of a process that compiles for ever.
    private static final int CACHED = 512;

    /// Of a stack trace's line, in characters.
    private static final int LONGEST_SOURCE = 200;

    private static final Recent<Loop, FloatKernel> FLOATS = new Recent<>(CACHED);
    private static final Recent<Loop, DoubleKernel> DOUBLES = new Recent<>(CACHED);
    private static final Recent<RowShape, RowKernel> ROWS = new Recent<>(CACHED);

    private KernelCompiler() {
    }

    /// The loop over `float` arrays. Kernels are cached: equal loops share one. Where there are vectors they take over
    /// once the kernel has proved busy (see [WarmingFloats]), unless `-Ddescent.kernels` says how loops are run.
    ///
    /// @throws IllegalArgumentException where the loop names what it does not declare, or uses a form that the language
    ///                                  has for numbers only
    public static FloatKernel floats(Loop loop) {
        return FLOATS.of(loop, it -> System.getProperty(KernelMode.PROPERTY) == null && Lanes.available()
                ? new WarmingFloats(Graph.of(it), floats(it, KernelMode.SCALAR), () -> floats(it, KernelMode.VECTOR))
                : floats(it, KernelMode.ofProperty()));
    }

    /// The loop over `double` arrays. Kernels are cached: equal loops share one. Double is for walks and traces, which
    /// are short, so scalar code is what it gets, unless `-Ddescent.kernels=vector` asks for more.
    ///
    /// @throws IllegalArgumentException where the loop names what it does not declare, or uses a form that the language
    ///                                  has for numbers only
    public static DoubleKernel doubles(Loop loop) {
        return DOUBLES.of(loop, it -> doubles(it, System.getProperty(KernelMode.PROPERTY) == null
                ? KernelMode.SCALAR
                : KernelMode.ofProperty()));
    }

    /// The loop over rows whose gradient is formed on the way; it takes over from its plain twin as [#floats(Loop)] does.
    ///
    /// @param gradient the gradient's place among the loop's arrays; its other arrays have one layout
    /// @param width    of the rows, a multiple of 16
    public static RowKernel rows(Loop loop, int gradient, int width) {
        return ROWS.of(new RowShape(loop, gradient, width), it -> RowKernels.of(loop, floats(loop), gradient,
                width, KernelMode.ofProperty() == KernelMode.VECTOR, System.getProperty(KernelMode.PROPERTY) == null));
    }

    private record RowShape(Loop loop, int gradient, int width) {
    }

    /// Compiles in a mode of one's choice, past the cache.
    public static FloatKernel floats(Loop loop, KernelMode mode) {
        Graph graph = Graph.of(loop);
        if (mode == KernelMode.INTERPRET) {
            return (arrays, offsets, scalars, count, sums) -> Interpreter.runFloat(loop, arrays, offsets, scalars,
                    count, sums);
        }
        boolean vectors = mode == KernelMode.VECTOR;
        Schedule schedule = Schedule.of(graph, vectors);
        return new TiledFloats(graph, source(loop), schedule.slots(), vectors,
                steps(graph, schedule, Lane.FLOAT, FloatBody.class, vectors));
    }

    /// Compiles in a mode of one's choice, past the cache.
    public static DoubleKernel doubles(Loop loop, KernelMode mode) {
        Graph graph = Graph.of(loop);
        if (mode == KernelMode.INTERPRET) {
            return (arrays, offsets, scalars, count, sums) -> Interpreter.runDouble(loop, arrays, offsets, scalars,
                    count, sums);
        }
        boolean vectors = mode == KernelMode.VECTOR;
        Schedule schedule = Schedule.of(graph, vectors);
        return new TiledDoubles(graph, source(loop), schedule.slots(), vectors,
                steps(graph, schedule, Lane.DOUBLE, DoubleBody.class, vectors));
    }

    /// The steps of a schedule, with the code of its passes.
    private static <B> List<Tiled.Step<B>> steps(Graph graph, Schedule schedule, Lane lane, Class<B> body,
            boolean vectors) {
        List<Tiled.Step<B>> steps = new ArrayList<>();
        for (Schedule.Step step : schedule.steps()) {
            steps.add(switch (step) {
                case Schedule.Pass pass -> new Tiled.Pass<>(body.cast(define(bytes(graph, pass, lane, vectors))));
                case Schedule.Apply apply -> new Tiled.Apply<>(apply);
                case Schedule.Sum(int sum, Schedule.Row of) -> new Tiled.Sum<>(sum, of);
            });
        }
        return steps;
    }

    /// The class files of a loop's passes, for `explain` and the class-file verifier.
    static List<byte[]> bytes(Loop loop, Lane lane, boolean vectors) {
        Graph graph = Graph.of(loop);
        return Schedule.of(graph, vectors).steps().stream()
                .filter(Schedule.Pass.class::isInstance)
                .map(step -> bytes(graph, (Schedule.Pass) step, lane, vectors))
                .toList();
    }

    private static byte[] bytes(Graph graph, Schedule.Pass pass, Lane lane, boolean vectors) {
        return new PassWriter(graph, pass, lane, className(graph.loop().name())).write(vectors, source(graph.loop()));
    }

    static Object define(byte[] bytes) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("a generated kernel cannot be loaded", e);
        }
    }

    /// A loop's name as the name of a class: letters and digits of any script stay.
    static String className(String name) {
        String letters = name.codePoints()
                .map(c -> Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c) ? c : '_')
                .mapToObj(Character::toString).collect(Collectors.joining());
        return letters.isEmpty() ? "kernel" : letters;
    }

    /// What a stack trace shows where other classes have their source file.
    private static String source(Loop loop) {
        String equation = loop.body().stream()
                .map(assignment -> assignment.target() + " ← " + Printer.unicode(assignment.value()))
                .collect(Collectors.joining("; ", loop.name() + ": ", ""));
        return equation.length() <= LONGEST_SOURCE ? equation : equation.substring(0, LONGEST_SOURCE) + "…";
    }
}
