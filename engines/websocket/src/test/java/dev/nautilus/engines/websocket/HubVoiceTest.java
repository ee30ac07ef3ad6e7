package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.Priority;
import org.junit.jupiter.api.Test;

class HubVoiceTest {
  private static Envelope from(EngineType sender, boolean snapshot) {
    return new Envelope(
        new MessageId("{md:ticks:0}", 1, 1),
        sender,
        sender + "-1",
        Fixtures.START,
        Priority.NORMAL,
        "",
        null,
        null,
        null,
        null,
        false,
        snapshot);
  }

  @Test
  void said_ofTheHubAlone_isCountedByBus() {
    HubVoice voice = new HubVoice();
    voice.hear(from(EngineType.HUB, false), Bus.MARKET_DATA);
    voice.hear(from(EngineType.HUB, false), Bus.MARKET_DATA);
    voice.hear(from(EngineType.HUB, false), Bus.ENGINE_LOGIC);
    voice.hear(from(EngineType.MARKETDATA, false), Bus.MARKET_DATA);
    voice.hear(from(EngineType.HUB, true), Bus.MARKET_DATA);

    assertThat(voice.said(Bus.MARKET_DATA)).isEqualTo(2);
    assertThat(voice.said(Bus.ENGINE_LOGIC)).isEqualTo(1);
  }
}
