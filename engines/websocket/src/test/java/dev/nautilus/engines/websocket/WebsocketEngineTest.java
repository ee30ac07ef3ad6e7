package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.PerformanceMetric;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebsocketEngineTest extends EngineContract {
  private final WebsocketProperties properties = Fixtures.properties("kept-updates", "4");

  @Override
  protected EngineDefinition newEngine() {
    ChannelBook book = new ChannelBook(ChannelCatalog.standard(), properties, () -> 0);
    return Fixtures.engine(book, Fixtures.sessions(properties), properties);
  }

  /// Values and events of both buses, a key that ends and comes again, and two reports.
  @Override
  protected void play(EngineHarness played) {
    for (int i = 0; i < 6; i++) {
      played.send(MessageType.QUOTE, Fixtures.quote("AAPL", i, 100 + i));
      played.send(MessageType.TRADE, Fixtures.trade("MSFT", i));
      played.send(MessageType.FILL, Fixtures.fill("acc-1", i));
      played.send(MessageType.POSITION_CHANGE, Fixtures.position("acc-1", "AAPL", i % 3, i));
    }
    played.tick(Duration.ofSeconds(10));
    played.send(MessageType.BAR, Fixtures.bar("AAPL", "1m", 101));
    played.send(MessageType.SYSTEM_ALERT, Fixtures.alert("hub", "MEMORY_HIGH"));
    played.tick(Duration.ofSeconds(10));
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    EngineHarness engine = EngineHarness.of(newEngine());
    play(engine);
    GoldenFile.of("websocket-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void hears_everyTypeOfTheCatalogueButRequestsOfData() {
    Set<String> heard =
        newEngine().hears().stream().map(MessageType::name).collect(Collectors.toSet());
    Set<String> missing =
        dev.nautilus.bus.Catalogue.builtIn().stream()
            .map(MessageType::name)
            .filter(name -> !heard.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).containsExactly("data_request", "data_response", "subscription_request");
  }

  @Test
  void stats_noSessions_saysThatLagIsUndefined() {
    EngineHarness engine = EngineHarness.of(newEngine());
    engine.tick(Duration.ofSeconds(10));
    List<PerformanceMetric> said = engine.outbox().of(MessageType.PERFORMANCE_METRIC);
    assertThat(said)
        .filteredOn(each -> each.name().startsWith("lag"))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.value()).isEmpty());
    assertThat(said)
        .filteredOn(each -> each.name().equals("sessions"))
        .singleElement()
        .satisfies(each -> assertThat(each.value()).hasValue(0));
  }

  @Test
  void quote_olderThanTheOneBefore_isLeftOutAndCounted() {
    EngineHarness engine = EngineHarness.of(newEngine());
    engine.send(MessageType.QUOTE, Fixtures.quote("AAPL", 5, 100));
    engine.send(MessageType.QUOTE, Fixtures.quote("AAPL", 4, 99));
    engine.send(MessageType.QUOTE, Fixtures.quote("MSFT", 1, 50));
    assertThat(engine.snapshotView(GatewayView.class).channels())
        .filteredOn(each -> each.shape().name().equals("quotes"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.older()).isEqualTo(1);
              assertThat(each.updates()).isEqualTo(2);
            });
  }

  @Test
  void view_positionThatIsFlat_isNoKey() {
    EngineHarness engine = EngineHarness.of(newEngine());
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position("acc-1", "AAPL", 5, 1));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position("acc-1", "MSFT", 5, 2));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position("acc-1", "AAPL", 0, 3));
    assertThat(engine.snapshotView(GatewayView.class).channels())
        .filteredOn(each -> each.shape().name().equals("positions"))
        .singleElement()
        .satisfies(each -> assertThat(each.keys()).isEqualTo(1));
  }
}
