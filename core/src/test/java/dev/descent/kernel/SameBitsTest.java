package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The same loops in JVMs that differ in all that may differ: width of vectors, no vectors, no compiler.
class SameBitsTest {

    @Test
    void kernels_everyWidthAndWithoutVectors_giveTheSameBits() {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String width : List.of("16", "32", "64")) {
            digests.put(width, digest(vectors("-XX:MaxVectorSize=" + width)));
        }
        digests.put("no module", digest(List.of()));
        digests.put("scalar", digest(vectors("-Ddescent.kernels=scalar")));
        digests.put("interpret", digest(List.of("-Ddescent.kernels=interpret")));
        assertThat(new ArrayList<>(digests.values())).as("%s", digests).containsOnly(digests.get("interpret"));
    }

    @Test
    void kernels_withoutCompiler_giveTheSameBits() {
        assertThat(digest(vectors("-Xint"), "small"))
                .isEqualTo(digest(vectors(), "small"))
                .isEqualTo(digest(List.of("-Xint"), "small"));
    }

    @Test
    void mode_vectorWithoutTheModule_saysHowToGetIt() {
        assertThatThrownBy(() -> digest(List.of("-Ddescent.kernels=vector"), "small"))
                .hasMessageContaining("--add-modules jdk.incubator.vector");
    }

    private static String digest(List<String> flags, String... arguments) {
        return String.join("", ForkedJvm.run(flags, KernelDigest.class, arguments));
    }

    private static List<String> vectors(String... flags) {
        List<String> all = new ArrayList<>(ForkedJvm.VECTORS);
        all.addAll(List.of(flags));
        return all;
    }
}
