package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void batches_ofAnyEpoch_coverEachRowOnce() {
        Batches batches = new Batches(23, 5, Shuffle.EACH_EPOCH, 7);
        assertThat(batches.perEpoch()).isEqualTo(5);
        int rows = IntStream.range(0, 5).map(batches::count).sum();
        assertThat(rows).isEqualTo(23);
        assertThat(batches.count(4)).isEqualTo(3);
        assertThat(Arrays.stream(batches.order(3)).sorted().toArray())
                .containsExactly(IntStream.range(0, 23).toArray());
    }

    @Test
    void order_dependsOnEpochAsAskedFor() {
        Batches each = new Batches(100, 10, Shuffle.EACH_EPOCH, 7);
        assertThat(each.order(0)).isNotEqualTo(each.order(1));
        assertThat(each.order(1)).containsExactly(each.order(1));
        Batches once = new Batches(100, 10, Shuffle.ONCE, 7);
        assertThat(once.order(0)).containsExactly(once.order(9)).isNotEqualTo(IntStream.range(0, 100).toArray());
        Batches off = new Batches(100, 10, Shuffle.OFF, 7);
        assertThat(off.order(5)).containsExactly(IntStream.range(0, 100).toArray());
    }

    @Test
    void batch_ofMoreRowsThanThereAre_isTheFullBatch() {
        Batches full = new Batches(10, 1000, Shuffle.EACH_EPOCH, 1);
        assertThat(full.perEpoch()).isEqualTo(1);
        assertThat(full.count(0)).isEqualTo(10);
    }
}
