package dev.nautilus.bus.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyStreamsTest {
  private static String of(MessageType<?> type, Priority priority) {
    return LegacyStreams.of(type, EngineType.STRATEGY, priority);
  }

  @Test
  void stream_byTypeAndUrgency_isThatOfTheTable() {
    assertThat(of(MessageType.STRATEGY_SIGNAL, Priority.NORMAL))
        .isEqualTo("nautilus-strategy-streams");
    assertThat(of(MessageType.STRATEGY_SIGNAL, Priority.URGENT))
        .isEqualTo("nautilus-express-streams");
    assertThat(of(MessageType.RISK_ALERT, Priority.LOW)).isEqualTo("nautilus-express-streams");
    assertThat(of(MessageType.FILL, Priority.FLASH_CRASH)).isEqualTo("nautilus-strategy-streams");
    assertThat(of(MessageType.QUOTE, Priority.NORMAL)).isEqualTo("nautilus-marketdata-streams");
    assertThat(of(MessageType.PRICE_UPDATE, Priority.NORMAL)).isEqualTo("nautilus-price-streams");
    assertThat(of(MessageType.TRADE, Priority.NORMAL)).isEqualTo("nautilus-trade-streams");
    assertThat(of(MessageType.TRADE_EXECUTION, Priority.NORMAL))
        .isEqualTo("nautilus-trade-streams");
    assertThat(of(MessageType.SUBSCRIPTION_REQUEST, Priority.NORMAL))
        .isEqualTo("nautilus-strategy-streams");
  }

  @Test
  void readers_ofEveryType_joinWhereverItIsWritten() {
    for (MessageType<?> type : Catalogue.builtIn()) {
      for (EngineType source : LegacyStreams.SOURCES) {
        for (Priority priority : Priority.values()) {
          assertThat(LegacyStreams.readBy(type, LegacyStreams.SOURCES))
              .as("%s of %s", type, source)
              .contains(LegacyStreams.of(type, source, priority));
        }
      }
      assertThat(LegacyStreams.all(LegacyStreams.SOURCES))
          .containsAll(LegacyStreams.readBy(type, LegacyStreams.SOURCES));
    }
  }

  @Test
  void readers_ofARequest_joinTheStreamOfRequests() {
    assertThat(LegacyStreams.readBy(MessageType.ORDER_REQUEST, List.of(EngineType.STRATEGY)))
        .containsExactly("nautilus-express-streams", "nautilus-strategy-streams");
    assertThat(LegacyStreams.group(EngineType.RISK)).isEqualTo("risk-group");
  }
}
