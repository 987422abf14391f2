package dev.descent.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The line `at dev.descent.kernel.adam.run(adam: m ← β₁·m + …)` in the stack trace of a failure inside a kernel.
///
/// The JVM leaves hidden classes out of stack traces (`-XX:+UnlockDiagnosticVMOptions -XX:+ShowHiddenFrames` shows
/// them, with the statement as line number), so the frame is put in where the hidden one was.
final class KernelFrame {

    private final String caller;
    private final StackTraceElement frame;

    /// @param caller the class that calls the kernel's code
    /// @param kernel the kernel's name
    /// @param source its equation
    KernelFrame(Class<?> caller, String kernel, String source) {
        this.caller = caller.getName();
        this.frame = new StackTraceElement(KernelFrame.class.getPackageName() + "." + kernel, "run", source, -1);
    }

    /// The failure with the kernel's frame above that of its caller.
    <E extends Throwable> E show(E failure) {
        List<StackTraceElement> frames = new ArrayList<>(Arrays.asList(failure.getStackTrace()));
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).getClassName().equals(caller)) {
                frames.add(i, frame);
                break;
            }
        }
        failure.setStackTrace(frames.toArray(StackTraceElement[]::new));
        return failure;
    }
}
