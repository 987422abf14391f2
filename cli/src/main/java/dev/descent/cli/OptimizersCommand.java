package dev.descent.cli;

import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Lists the catalogue.
@CommandLine.Command(name = "optimizers", description = "List the optimizers with their default rates.")
final class OptimizersCommand extends Command {

    @Override
    int run(Terminal terminal) {
        for (Optimizer optimizer : Optimizers.all()) {
            terminal.result(String.format("%-10s lr %s", optimizer.name(), optimizer.lr()));
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            event.put("optimizer", optimizer.name());
            event.put("lr", optimizer.lr());
            terminal.event(event);
        }
        return 0;
    }
}
