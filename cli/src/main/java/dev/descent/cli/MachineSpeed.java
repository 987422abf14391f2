package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.study.Speed;
import dev.descent.study.SpeedProbe;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The [Speed] that this build was seen to have on this machine: `speed.json` beside the jars. The launcher has it measured
/// after it built them, and every study that took longer or shorter than it said corrects it.
final class MachineSpeed {

    private static final String FILE = "speed.json";

    private MachineSpeed() {
    }

    /// What is known; else what is usual.
    static Speed known() {
        Path file = file();
        if (file == null || !Files.isRegularFile(file)) {
            return Speed.USUAL;
        }
        try {
            return Speed.of(Json.parseObject(Files.readString(file), file.toString()), file.toString());
        } catch (IOException | DescentException _) {
            // It only helps to guess; the next correction writes it anew.
            return Speed.USUAL;
        }
    }

    /// Notes how a study kept to what it said.
    static void correct(Speed used, double announced, double taken) {
        write(used.corrected(announced, taken));
    }

    /// Measures this machine.
    static void measure() {
        write(SpeedProbe.measure(Runtime.getRuntime().availableProcessors()));
    }

    private static void write(Speed speed) {
        Path file = file();
        if (file == null) {
            return;
        }
        Path temporary = file.resolveSibling(FILE + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(temporary, Json.write(speed.json()) + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            // Built by somebody else: then their speed holds.
        }
    }

    /// Null where the program does not run from jars.
    private static @Nullable Path file() {
        try {
            return Optional.ofNullable(MachineSpeed.class.getProtectionDomain().getCodeSource())
                    .map(CodeSource::getLocation).map(MachineSpeed::path)
                    .filter(Files::isRegularFile).map(jar -> jar.resolveSibling(FILE)).orElse(null);
        } catch (SecurityException _) {
            return null;
        }
    }

    private static @Nullable Path path(java.net.URL location) {
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException | IllegalArgumentException _) {
            return null;
        }
    }
}
