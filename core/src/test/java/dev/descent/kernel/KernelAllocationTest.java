package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A warm kernel allocates nothing: not the three-operation one, not the one that is cut in pieces, not exp.
class KernelAllocationTest {

    @Test
    void run_warmKernel_allocatesNothing() {
        nothingIn(ForkedJvm.run(flags(), KernelAllocation.class));
    }

    @Tag("nightly")
    @Test
    void run_warmKernelOnNarrowVectorsOrNone_allocatesNothing() {
        nothingIn(ForkedJvm.run(flags("-XX:MaxVectorSize=32"), KernelAllocation.class));
        nothingIn(ForkedJvm.run(flags("-XX:MaxVectorSize=16"), KernelAllocation.class));
        nothingIn(ForkedJvm.run(List.of("-Xbatch"), KernelAllocation.class));
    }

    private static void nothingIn(List<String> lines) {
        assertThat(lines).hasSizeGreaterThan(10).allSatisfy(line -> assertThat(line).endsWith(" 0.0"));
    }

    private static List<String> flags(String... more) {
        List<String> flags = new ArrayList<>(ForkedJvm.VECTORS);
        flags.add("-Xbatch");
        flags.addAll(List.of(more));
        return flags;
    }
}
