package dev.descent.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// After warm-up an update allocates nothing; a kernel in which vectors are boxed would show up as megabytes.
class UpdateAllocationTest {

    @Test
    void update_compiled_allocatesNothing() {
        List<String> flags = new ArrayList<>(ForkedJvm.VECTORS);
        flags.add("-Xbatch");
        // Below a byte an update: reading the counter itself allocates a little.
        assertThat(ForkedJvm.run(flags, UpdateAllocation.class)).hasSize(3)
                .allSatisfy(line -> assertThat(Double.parseDouble(line.split(" ")[1])).as(line).isLessThan(1));
    }
}
