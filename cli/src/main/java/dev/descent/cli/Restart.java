package dev.descent.cli;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// A training that was begun the light way and turns out to be long begins again with vectors.
///
/// A JVM with the incubating Vector API cannot link its classes ahead of time, and everything that computes is compiled
/// twice, which takes half a second more than without. So the launcher starts a training on a small file without, and
/// says so in `descent.launcher`. The file does not tell how wide the network is and how often it will see the rows; once
/// that is known, and before anything is printed or written, this process replaces itself where vectors pay.
final class Restart {

    /// Multiply-adds that take nearly two seconds the light way, as long as with vectors and the start before.
    static final long WORTH = 3L << 29;

    private Restart() {
    }

    /// Starts the launcher again, in this process, if it began the light way and that much work needs vectors. Where that
    /// fails the training goes on as it is, to the same bits.
    ///
    /// @param work      multiply-adds
    /// @param arguments as typed
    static void ifWorth(long work, List<String> arguments) {
        String launcher = System.getProperty("descent.launcher");
        if (launcher == null || work < WORTH) {
            return;
        }
        AddressLayout address = ValueLayout.ADDRESS;
        try (Arena arena = Arena.ofConfined()) {
            FunctionDescriptor set = FunctionDescriptor.of(ValueLayout.JAVA_INT, address, address,
                    ValueLayout.JAVA_INT);
            int done = (int) Descriptors.function("setenv", set).invokeExact(arena.allocateFrom("DESCENT_START"),
                    arena.allocateFrom("vectors"), 1);
            if (done == 0) {
                List<String> words = new ArrayList<>(arguments);
                words.addFirst(launcher);
                MemorySegment list = arena.allocate(address, words.size() + 1L);
                for (int i = 0; i < words.size(); i++) {
                    list.setAtIndex(address, i, arena.allocateFrom(words.get(i)));
                }
                FunctionDescriptor execute = FunctionDescriptor.of(ValueLayout.JAVA_INT, address, address);
                int _ = (int) Descriptors.function("execv", execute).invokeExact(arena.allocateFrom(launcher), list);
            }
        } catch (Throwable e) {
            Descriptors.unusable(e);
        }
    }
}
