package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.DeltaMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a browser asks for.
sealed interface ClientOp {
  /// What its answer carries, as it came; a missing node when it carries nothing.
  JsonNode id();

  /// What a subscription is to be.
  ///
  /// @param channel name of the channel
  /// @param name what the browser calls the subscription; the channel's name unless it says so
  /// @param symbols first parts of keys; empty for all
  /// @param details second parts of keys; empty for all
  /// @param mode null for the channel's own
  /// @param maxHz messages a second; null for the most that is allowed
  record Wish(
      String channel,
      String name,
      Set<String> symbols,
      Set<String> details,
      @Nullable DeltaMode mode,
      @Nullable Double maxHz) {
    public Wish {
      symbols = Set.copyOf(symbols);
      details = Set.copyOf(details);
    }
  }

  /// Begins a subscription.
  ///
  /// @param snapshot whether the present state comes first
  record Subscribe(JsonNode id, Wish wish, boolean snapshot) implements ClientOp {}

  /// Goes on with one after a break.
  ///
  /// @param from number of the last update of each key
  /// @param fromAll the same for every key that is not in `from`
  record Resume(JsonNode id, Wish wish, Map<String, Long> from, OptionalLong fromAll)
      implements ClientOp {}

  /// Ends one.
  record Unsubscribe(JsonNode id, String name) implements ClientOp {}

  /// Asks whether the gateway is there.
  record Ping(JsonNode id) implements ClientOp {}
}
