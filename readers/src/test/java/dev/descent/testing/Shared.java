package dev.descent.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Real data beside the checkout, which is not part of the project. (Module core has its own copy of this file:
/// modules do not share test classes.)
public final class Shared {

    private Shared() {
    }

    /// A file of the shared folder, such as `data/housing.csv`; where it is missing, the test is skipped, aloud.
    public static Path file(String relative) {
        Path file = Path.of("..", "..", "shared").resolve(relative);
        if (!Files.exists(file)) {
            String message = "SKIPPED: there is no " + file.toAbsolutePath().normalize();
            System.err.println(message);
            Assumptions.abort(message);
        }
        return file;
    }
}
