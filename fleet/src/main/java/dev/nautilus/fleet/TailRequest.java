package dev.nautilus.fleet;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import java.util.Optional;

/// What to print.
///
/// @param type which messages
/// @param key only those with this symbol, order or account; empty for all
/// @param count stop after so many; 0 for never
/// @param all begin with the oldest that the bus keeps, not with the next
record TailRequest(MessageType<?> type, Optional<String> key, int count, boolean all) {

  /// @throws FleetException when it names no type, or one that does not exist
  static TailRequest of(CommandLine line) {
    if (line.words().size() != 1) {
      throw CommandLine.usage("tail wants one type");
    }
    String name = line.words().getFirst();
    MessageType<?> type =
        Catalogue.find(name)
            .orElseThrow(
                () ->
                    CommandLine.usage(
                        "no type '"
                            + name
                            + "'; there are "
                            + String.join(", ", Catalogue.names())));
    int count = line.number("count", 0, 1, 1_000_000);
    return new TailRequest(type, line.option("symbol"), count, line.has("all"));
  }
}
