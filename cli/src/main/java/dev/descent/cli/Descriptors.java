package dev.descent.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The process's stdout and stderr, on systems with POSIX file descriptors.
///
/// The JVM announces incubating modules on stderr before `main`, and no option silences it. The launcher therefore
/// starts the JVM with its stderr in a filter and the real one kept as another descriptor; [#restoreStderr] puts the
/// real one back, so that from then on stderr is the terminal, file or pipe that the person gave, without anything
/// between.
final class Descriptors {

    private static final int STDERR = 2;

    /// `TIOCGWINSZ`, which ioctl knows by number only.
    private static final long LINUX_WINDOW_SIZE = 0x5413;
    private static final long MAC_WINDOW_SIZE = 0x40087468;

    private Descriptors() {
    }

    /// Puts the descriptor that the launcher named in `descent.stderr` in place of stderr. Where that fails, stderr
    /// stays behind the filter, which passes everything but the announcement.
    static void restoreStderr() {
        Integer real = Integer.getInteger("descent.stderr");
        if (real == null) {
            return;
        }
        try {
            FunctionDescriptor two = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT);
            int result = (int) function("dup2", two).invokeExact((int) real, STDERR);
            if (result == STDERR) {
                int _ = (int) function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                        .invokeExact((int) real);
            }
        } catch (Throwable e) {
            unusable(e);
        }
    }

    /// Whether stdout (1) or stderr (2) is a terminal: what the launcher saw, or the operating system's answer.
    /// `System.console()` would not do: it is null as soon as stdout is redirected.
    static boolean isTerminal(int descriptor) {
        String seen = System.getProperty("descent.terminals");
        if (seen != null) {
            return seen.contains(Integer.toString(descriptor));
        }
        try {
            return (int) function("isatty", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(descriptor) == 1;
        } catch (Throwable e) {
            unusable(e);
            return false;
        }
    }

    /// Columns of the terminal that stdout (1) or stderr (2) is; 0 where nobody knows.
    static int columns(int descriptor) {
        String system = System.getProperty("os.name", "");
        long ask = system.equals("Linux") ? LINUX_WINDOW_SIZE : system.startsWith("Mac") ? MAC_WINDOW_SIZE : 0;
        if (ask == 0 || !isTerminal(descriptor)) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            // struct winsize: rows, columns, and the same in pixels, each an unsigned short.
            MemorySegment size = arena.allocate(ValueLayout.JAVA_SHORT, 4);
            Linker linker = Linker.nativeLinker();
            MethodHandle ioctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("ioctl"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                            ValueLayout.ADDRESS),
                    Linker.Option.firstVariadicArg(2));
            int result = (int) ioctl.invokeExact(descriptor, ask, size);
            return result == 0 ? Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 1)) : 0;
        } catch (Throwable e) {
            unusable(e);
            return 0;
        }
    }

    /// A function of the C library.
    @SuppressWarnings("restricted")
    static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /// No such function here (Windows), or native access is denied: live without it. Errors of the machine go on.
    static void unusable(Throwable e) {
        if (e instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }
}
