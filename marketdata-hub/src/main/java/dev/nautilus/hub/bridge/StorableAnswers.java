package dev.nautilus.hub.bridge;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.hub.terms.Storage;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Answers of the hub without what main Redis, which writes to disk, may not hold: in its place
/// stands a refusal that says so.
final class StorableAnswers {
  private final Storage storage;
  private final BridgeMeters meters;

  StorableAnswers(Storage storage, BridgeMeters meters) {
    this.storage = storage;
    this.meters = meters;
  }

  /// The payload as it may be written.
  ///
  /// @param json of a message of this type
  byte[] of(String type, byte[] json) {
    if (!type.equals(MessageType.DATA_RESPONSE.name())) {
      return json;
    }
    DataResponse response;
    try {
      response = PayloadJson.mapper().readValue(json, DataResponse.class);
    } catch (JacksonException e) {
      // Not the hub's answer but the reason why there is none.
      return json;
    }
    List<Answer> answers = response.answers().stream().map(this::storable).toList();
    return answers.equals(response.answers())
        ? json
        : JsonText.payload(new DataResponse(answers)).getBytes(StandardCharsets.UTF_8);
  }

  private Answer storable(Answer answer) {
    if (answer.data().stream().allMatch(storage::admits)) {
      return answer;
    }
    meters.refused("terms");
    return new Answer(
        answer.instrument(),
        answer.type(),
        Freshness.REFUSED,
        0,
        List.of(),
        Refusal.NOT_LICENSED.name(),
        "The terms of %s forbid to store its data, and main Redis writes to disk: ask over the"
                .formatted(answer.data().getFirst().provenance().source())
            + " MarketData bus or by HTTP.");
  }
}
