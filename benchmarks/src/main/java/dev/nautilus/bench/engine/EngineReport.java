package dev.nautilus.bench.engine;

import dev.nautilus.bench.MachineFacts;
import java.util.List;
import java.util.stream.Collectors;

/// What updates cost, as the page people read.
///
/// @param quick whether it was only a first look
/// @param costs in the order of the rows
record EngineReport(MachineFacts machine, boolean quick, List<UpdateCost> costs) {
  EngineReport {
    costs = List.copyOf(costs);
  }

  /// The page, in Markdown.
  String text() {
    return """
        # What an update costs an engine

        %s, %d cores, %s, Java %s, JVM `%s`.%s%s
        How each is measured stands in [benchmarks/README.md](../README.md).

        ## Costs

        | what | measured | +- | goal | verdict |
        |---|---|---|---|---|
        %s
        """
        .formatted(
            machine.processor(),
            machine.cores(),
            machine.system(),
            machine.jdk(),
            String.join(" ", EngineBench.JVM),
            quick ? " A quick first look." : "",
            machine.shared() ? " **The machine had other work when the run began.**" : "",
            costs.stream().map(UpdateCost::row).collect(Collectors.joining("\n")));
  }
}
