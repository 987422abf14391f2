package dev.descent.optim;

import dev.descent.equation.UpdateRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the records of the catalogue share: everything follows from the [Entry] and the record's values.
sealed interface CatalogueRule extends Optimizer
        permits Sgd, Momentum, Nesterov, Adagrad, RmsProp, Adam, Adadelta, Rprop, AmsGrad, Adamax, Nadam, Radam, AdamW,
        AdaBelief, Yogi, Adan, Lion, Lars, Lamb, Asgd, ScheduleFreeSgd, ScheduleFreeAdamW, Prodigy {

    /// The record's hyperparameters, in the order of the entry's settings.
    double[] values();

    /// The record for other values, in the same order.
    Optimizer make(String variant, double[] values);

    @Override
    default UpdateRule rule() {
        return entry().form(variant()).rule();
    }

    @Override
    default List<Setting> settings() {
        return Regularised.including(entry().settings(variant()));
    }

    @Override
    default double get(String option) {
        if (Regularised.addsTo(this, option)) {
            return 0;
        }
        List<Setting> settings = entry().settings();
        for (int i = 0; i < settings.size(); i++) {
            if (settings.get(i).option().equals(option)) {
                return values()[i];
            }
        }
        return Regularised.absent(this, option);
    }

    @Override
    default Optimizer with(Map<String, Double> changes) {
        Map<String, Double> own = new LinkedHashMap<>(changes);
        Map<String, Double> extras = Regularised.take(this, own);
        double[] values = values().clone();
        List<Setting> settings = entry().settings();
        for (int i = 0; i < settings.size(); i++) {
            Double value = own.remove(settings.get(i).option());
            values[i] = value == null ? values[i] : value;
        }
        for (String unknown : own.keySet()) {
            throw Specs.unknownSetting(this, unknown);
        }
        return Regularised.of(make(variant(), values), extras);
    }

    @Override
    default Optimizer withVariant(String variant) {
        double[] before = entry().defaults(variant());
        double[] after = entry().defaults(variant);
        double[] values = values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == before[i] ? after[i] : values[i];
        }
        return make(entry().form(variant).variant(), values);
    }
}
