package dev.descent.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.descent.common.DescentException;
import dev.descent.lab.Lab;
import dev.descent.lab.LabOptions;
import dev.descent.lab.work.Worker;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Opens the laboratory in the browser and stays until Ctrl-C.
@CommandLine.Command(name = "lab", description = "Open the laboratory in your browser: pages that show how descents "
        + "behave, on this machine alone. Ctrl-C stops it.")
final class LabCommand extends Command {

    private static final int CANNOT_START = 6;

    @Parameters(paramLabel = "FILE", arity = "0..*",
            description = "CSV or TSV files that the pages may use, and a link "
                    + "that somebody copied: '#/first-steps?lr=0.2'.")
    List<String> arguments = List.of();

    @Option(names = "--port", paramLabel = "N", order = 10, description = "Where to listen, 0 for any (default: "
            + LabOptions.DEFAULT_PORT + "). Where it is taken, the next free one.")
    @Nullable
    Integer port;

    @Option(names = "--no-open", order = 11, description = "Only print the address; open no browser.")
    boolean noOpen;

    @Override
    int run(Terminal terminal) {
        int wanted = port == null ? LabOptions.DEFAULT_PORT : port;
        if (wanted < 0 || wanted > 65535) {
            throw DescentException.usage("--port " + wanted + ": expected a number from 0 to 65535");
        }
        List<Path> files = arguments.stream().filter(argument -> !argument.startsWith("#")).map(LabCommand::file)
                .toList();
        Optional<String> page = arguments.stream().filter(argument -> argument.startsWith("#")).findFirst()
                .map(link -> link.substring(1));
        try (Lab lab = Lab.start(new LabOptions(wanted, files, terminal.home(), terminal.hint("").strip(),
                failure -> told(terminal, failure), worker(terminal)))) {
            if (wanted != 0 && lab.port() != wanted) {
                terminal.note("port " + wanted + " is taken; using " + lab.port());
            }
            String address = lab.address(page).toString();
            terminal.result("Descent lab  " + address);
            terminal.event(event(address, lab.port()));
            if (!noOpen && !Browser.open(lab.opening(page).toString())) {
                terminal.note(Browser.remotely(lab.port()));
            }
            terminal.note("data stays on this machine; Ctrl-C stops the laboratory");
            // Until Ctrl-C ends the process, or a test interrupts.
            new CountDownLatch(1).await();
            return 0;
        } catch (Lab.CannotStart e) {
            terminal.say("error: " + e.getMessage());
            return CANNOT_START;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// Children are this program once more, on the same runs.
    private static Worker worker(Terminal terminal) {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
        List<String> options = terminal.runsDirOption().isEmpty() ? List.of()
                : List.of("--runs-dir", terminal.runs().folder().toString());
        return Worker.here(Main.class.getName(), options, terminal.runs().folder(), memory);
    }

    private static Map<String, @Nullable Object> event(String address, int port) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "listening");
        event.put("address", address);
        event.put("port", port);
        return event;
    }

    private void told(Terminal terminal, Throwable failure) {
        terminal.say("error: inside the laboratory: " + failure);
        if (verbose()) {
            for (StackTraceElement line : failure.getStackTrace()) {
                terminal.say("    at " + line);
            }
        }
    }

    private static Path file(String argument) {
        Path file = Path.of(argument);
        if (!Files.isRegularFile(file)) {
            throw DescentException.data("no file " + argument + " here (" + Path.of("").toAbsolutePath() + ")");
        }
        return file;
    }
}
