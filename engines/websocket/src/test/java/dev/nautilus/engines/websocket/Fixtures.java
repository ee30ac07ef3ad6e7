package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.News;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.SystemAlert;
import dev.nautilus.message.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Messages and gateways as tests need them.
final class Fixtures {
  static final Instant START = Instant.parse("2026-01-05T14:30:00Z");

  private Fixtures() {}

  /// The settings as they are without a file.
  ///
  /// @param pairs names below `nautilus.websocket` and values, in turn
  static WebsocketProperties properties(String... pairs) {
    Map<String, String> set = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      set.put("nautilus.websocket." + pairs[i], pairs[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(set))
        .bindOrCreate("nautilus.websocket", WebsocketProperties.class);
  }

  static Sessions sessions(WebsocketProperties properties) {
    return new Sessions(properties, InstantSource.fixed(START), System::nanoTime);
  }

  static EngineDefinition engine(
      ChannelBook book, Sessions sessions, WebsocketProperties properties) {
    return new WebsocketEngine()
        .websocket(
            ChannelCatalog.standard(),
            book,
            new HubVoice(),
            new GatewayStats(sessions, properties.statsEvery()),
            properties);
  }

  static Provenance provenance(long second) {
    Instant at = START.plusSeconds(second);
    return new Provenance(Source.of("ibkr"), at, at, second + 1, true);
  }

  static Quote quote(String symbol, long second, double bid) {
    return new Quote(
        InstrumentId.of(symbol),
        OptionalDouble.of(bid),
        OptionalDouble.of(100),
        OptionalDouble.of(bid + 0.01),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "USD",
        provenance(second));
  }

  static Trade trade(String symbol, long number) {
    return new Trade(
        InstrumentId.of(symbol), 100, 1, Side.BUY, false, "t" + number, provenance(number));
  }

  static Fill fill(String account, long number) {
    return new Fill(
        "f" + number,
        "o" + number,
        account,
        InstrumentId.of("AAPL"),
        Side.BUY,
        BigDecimal.ONE,
        new BigDecimal("100.10"),
        BigDecimal.ZERO,
        "USD",
        BigDecimal.ZERO,
        START.plusSeconds(number),
        true);
  }

  static PositionChange position(String account, String symbol, int quantity, long number) {
    return new PositionChange(
        account,
        InstrumentId.of(symbol),
        BigDecimal.valueOf(quantity),
        quantity == 0 ? null : BigDecimal.TEN,
        BigDecimal.ZERO,
        null,
        null,
        "USD",
        null,
        START.plusSeconds(number),
        true);
  }

  static Bar bar(String symbol, String spec, double close) {
    return new Bar(
        InstrumentId.of(symbol),
        BarSpec.of(spec),
        START,
        close,
        close,
        close,
        close,
        10,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.BUILT,
        0,
        true,
        provenance(1));
  }

  static SystemAlert alert(String component, String code) {
    return new SystemAlert(
        SystemAlert.Severity.WARNING,
        component,
        code,
        "look at it",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        START);
  }

  /// A headline of so many characters.
  static News news(long number, int size) {
    return new News(
        InstrumentId.of("AAPL"),
        "n" + number,
        "x".repeat(size),
        "wire",
        "https://example.com",
        START,
        List.of(),
        provenance(number));
  }
}
