package dev.descent.study;

import dev.descent.data.Prepared;
import dev.descent.nn.Network;
import dev.descent.study.StudyEvent.Part;
import java.util.List;

/// What a search for a batch size will take, before any of it has run.
final class BatchSizeCost {

    /// How many of the sizes have two rates worth running again: in most searches none or one.
    private static final double SECOND_RATES = 0.15;
    /// A training reaches the common target within this share of its budget on average.
    private static final double TO_TARGET = 0.5;
    private static final int LOOKS = BatchSizeAdvisor.LOOKS.length;

    private final BatchSizePlan plan;
    private final double[] run;
    private final double updates;
    private final double search;
    private final double finals;
    private final double timing;
    private final double noise;

    BatchSizeCost(BatchSizePlan plan, BatchSizeBudget budget, Speed speed, Network network, Prepared rows,
            boolean timed) {
        this.plan = plan;
        double density = Speed.density(rows.train());
        run = new double[plan.batches().size()];
        double all = 0;
        double one = 0;
        double timedSeconds = 0;
        for (int i = 0; i < run.length; i++) {
            int batch = plan.batches().get(i);
            double update = speed.ofUpdate(network, density, Math.min(batch, budget.rows()));
            // Once more at the end.
            double judged = budget.judged(batch) + 1;
            run[i] = budget.updates(batch) * update
                    + judged * speed.ofJudging(network, density, rows.validation().rows());
            one += run[i];
            all += budget.updates(batch);
            timedSeconds += BatchSizeAdvisor.REPEATS * Math.max(Throughput.SECONDS, update)
                    + Math.max(Throughput.WARM_UP_SECONDS, update);
        }
        search = plan.rates() * one / plan.threads() + speed.start();
        finals = plan.seeds() * (1 + SECOND_RATES) * one / plan.threads();
        timing = timed ? timedSeconds : 0;
        double blocks = Math.ceil((double) budget.rows() / NoiseScale.BLOCK);
        noise = (LOOKS - 1) * TO_TARGET * one / run.length
                + LOOKS * (blocks * speed.ofUpdate(network, density, NoiseScale.BLOCK)
                        + Math.min(NoiseScale.SAMPLE, budget.rows()) * speed.ofUpdate(network, density, 1));
        updates = all * (plan.rates() + (1 + SECOND_RATES) * plan.seeds());
    }

    /// Seconds of a run of batch size number `i`, on one thread beside others.
    double run(int i) {
        return run[i];
    }

    /// Seconds of everything that trainings at the same time do.
    double work() {
        return search + finals;
    }

    double total() {
        return work() + timing + noise;
    }

    /// What runs at least.
    int runs() {
        return run.length * (plan.rates() + plan.seeds());
    }

    StudyEvent.Planned planned() {
        return new StudyEvent.Planned(runs(), runs() + run.length * plan.seeds(), plan.threads(), Math.round(updates),
                total(), List.of(new Part("search of rates", search), new Part("fresh seeds", finals),
                        new Part(StudyEvent.TIMING, timing), new Part("noise scale", noise)));
    }

    double afterwards() {
        return timing + noise;
    }
}
