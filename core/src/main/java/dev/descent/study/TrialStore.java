package dev.descent.study;

import java.util.Optional;

/// Where finished trials are kept, so that a study that goes on runs only what is missing.
public interface TrialStore {

    /// Keeps nothing.
    TrialStore NONE = new TrialStore() {
        @Override
        public Optional<TrialResult> find(Trial trial) {
            return Optional.empty();
        }

        @Override
        public void keep(TrialResult result) {
            // Nobody asks for it again.
        }

        @Override
        public int size() {
            return 0;
        }
    };

    /// The result of a trial that is finished already: of the same training, whatever it was for then.
    Optional<TrialResult> find(Trial trial);

    /// Keeps a result, safely before it returns.
    void keep(TrialResult result);

    /// How many results it has.
    int size();
}
