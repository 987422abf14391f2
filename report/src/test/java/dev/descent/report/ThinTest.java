package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinTest {

    @Test
    void indices_twentyThousandPoints_keepEveryColumnsExtremesAndTheEnd() {
        int n = 20_000;
        Random random = new Random(1);
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i * 700.0 / n;
            y[i] = random.nextGaussian();
        }
        y[12_345] = 40;
        int[] kept = Thin.indices(x, y, 0, n);
        assertThat(kept.length).isLessThanOrEqualTo(4 * 701);
        assertThat(kept).contains(0, 12_345, n - 1).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void indices_fewPoints_keepAll() {
        assertThat(Thin.indices(new double[] {0, 10, 20.5}, new double[] {3, 1, 2}, 0, 3)).containsExactly(0, 1, 2);
    }
}
