package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.UpdateRule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the records of the catalogue share: everything follows from the [Entry] and the record's components, which are
/// the variant and then a value for each of the entry's settings, of the setting's name and in its order.
sealed interface CatalogueRule extends Optimizer
        permits Sgd, Momentum, Nesterov, Adagrad, RmsProp, Adam, Adadelta, Rprop, AmsGrad, Adamax, Nadam, Radam, AdamW,
        AdaBelief, Yogi, Adan, Lion, Lars, Lamb, Asgd, ScheduleFreeSgd, ScheduleFreeAdamW, Prodigy, Adafactor, Muon,
        Adopt {

    /// The record in one of its forms, at that form's defaults.
    static <R extends Record & CatalogueRule> R of(Class<R> type, Entry entry, String variant) {
        return make(type, variant, entry.defaults(variant));
    }

    private static <R extends CatalogueRule> R make(Class<R> type, String variant, double[] values) {
        Object[] components = new Object[1 + values.length];
        Class<?>[] types = new Class<?>[components.length];
        components[0] = variant;
        types[0] = String.class;
        for (int i = 0; i < values.length; i++) {
            components[1 + i] = values[i];
            types[1 + i] = double.class;
        }
        try {
            return type.getConstructor(types).newInstance(components);
        } catch (InvocationTargetException e) {
            // A value that the record's own check refuses.
            throw e.getCause() instanceof DescentException refused ? refused : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " needs a component for each setting", e);
        }
    }

    private CatalogueRule make(String variant, double[] values) {
        return make(getClass(), variant, values);
    }

    /// The record's hyperparameters, in the order of the entry's settings.
    private double[] values() {
        RecordComponent[] components = getClass().getRecordComponents();
        double[] values = new double[components.length - 1];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = (double) components[1 + i].getAccessor().invoke(this);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(getClass() + " needs a component for each setting", e);
        }
        return values;
    }

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
        double[] values = values();
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
        double[] values = values();
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == before[i] ? after[i] : values[i];
        }
        return make(entry().form(variant).variant(), values);
    }
}
