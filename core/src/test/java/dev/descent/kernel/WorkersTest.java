package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void run_manyRunsOfVaryingSize_everyTaskOnce() {
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (Workers workers = Workers.of(threads)) {
                for (int run = 0; run < 2000; run++) {
                    int tasks = run % 7;
                    AtomicIntegerArray done = new AtomicIntegerArray(7);
                    workers.run(tasks, (task, thread) -> {
                        assertThat(thread).isLessThan(threads);
                        done.incrementAndGet(task);
                    });
                    for (int i = 0; i < 7; i++) {
                        assertThat(done.get(i)).isEqualTo(i < tasks ? 1 : 0);
                    }
                }
            }
        }
    }

    @Test
    void run_afterAPause_wakesParkedThreads() throws InterruptedException {
        try (Workers workers = Workers.of(3)) {
            for (int run = 0; run < 3; run++) {
                Thread.sleep(20);
                AtomicIntegerArray done = new AtomicIntegerArray(50);
                workers.run(50, (task, thread) -> done.incrementAndGet(task));
                for (int i = 0; i < 50; i++) {
                    assertThat(done.get(i)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void run_taskThatThrows_throwsAtTheCallerAndStaysUsable() {
        try (Workers workers = Workers.of(2)) {
            assertThatThrownBy(() -> workers.run(4, (task, thread) -> {
                if (task == 2) {
                    throw new IllegalStateException("broken task");
                }
            })).hasMessage("broken task");
            AtomicIntegerArray done = new AtomicIntegerArray(4);
            workers.run(4, (task, thread) -> done.incrementAndGet(task));
            assertThat(done.get(2)).isEqualTo(1);
        }
    }
}
