package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {

    @Test
    void mebibytes_afterAnAllocation_coversIt() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")));
        byte[] held = new byte[64 << 20];
        for (int page = 0; page < held.length; page += 4096) {
            held[page] = 1;
        }
        assertThat(PeakMemory.mebibytes()).isGreaterThanOrEqualTo(64L);
        assertThat(held[0]).isEqualTo((byte) 1);
    }
}
