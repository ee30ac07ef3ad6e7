package dev.nautilus.fleet;

import dev.nautilus.bus.MessageType;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Whether an engine that sees the market says something: one of its messages with a value in it. A
/// message of an engine that warms up has none.
final class ReadyValues {
  /// By engine its type, and what of the payload must be there.
  static final Map<String, Said> BY_ENGINE =
      Map.of(
          "marketdata", new Said(MessageType.NBBO, nbbo -> nbbo.path("bid").isNumber()),
          "features", new Said(MessageType.FEATURE_VECTOR, ReadyValues::isReadyVector),
          "vpin", new Said(MessageType.VPIN_CALCULATION, bucket -> bucket.path("vpin").isNumber()),
          "enhanced-vpin",
              new Said(MessageType.TOXICITY, toxicity -> toxicity.path("score").isNumber()),
          "factor", new Said(MessageType.FACTOR_CALCULATION, day -> !day.path("returns").isEmpty()),
          "ml", new Said(MessageType.ML_PREDICTION, ReadyValues::isPrediction));

  private ReadyValues() {}

  /// What an engine says.
  ///
  /// @param ready of a payload
  record Said(MessageType<?> type, Predicate<JsonNode> ready) {}

  private static boolean isReadyVector(JsonNode vector) {
    for (JsonNode entry : vector.path("entries")) {
      if (entry.path("ready").asBoolean() && entry.path("value").isNumber()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPrediction(JsonNode prediction) {
    return prediction.path("probabilityUp").isNumber()
        || prediction.path("expectedReturn").isNumber();
  }
}
