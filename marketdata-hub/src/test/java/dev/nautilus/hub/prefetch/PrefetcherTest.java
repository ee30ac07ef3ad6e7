package dev.nautilus.hub.prefetch;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.figures;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.desk.DeskSetup;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Occasion;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.MarketDatum;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefetcherTest {
  private final FakeVendor vendor = new FakeVendor("fake", PrefetcherTest::answer);
  private final DeskSetup setup = new DeskSetup(vendor);

  private static VendorReply answer(VendorQuery query) {
    String symbol = query.instruments().getFirst().value();
    MarketDatum datum =
        query.type().equals(MessageType.QUOTE)
            ? quote(symbol, 150, NOON)
            : query.type().equals(MessageType.NEWS)
                ? news(symbol, "1", NOON)
                : figures(symbol, "income", 5);
    return new VendorReply.Data(List.of(datum), false);
  }

  private void ask(ServedType type, String symbol) {
    setup.desk.askAll(List.of(Inquiry.about(type, id(symbol))), Occasion.of(EngineType.FACTOR));
  }

  private Prefetcher started(boolean enabled) {
    PrefetchProperties properties = new PrefetchProperties(enabled, 4, 256, 0.8, 0.7, 0.85);
    Prefetcher prefetcher = new Prefetcher(setup.desk, properties, new SimpleMeterRegistry());
    prefetcher.start();
    return prefetcher;
  }

  private void habit() {
    for (int i = 0; i < 20; i++) {
      ask(ServedType.QUOTE, "S" + i);
      ask(ServedType.NEWS, "S" + i);
      ask(ServedType.FUNDAMENTAL, "S" + i);
    }
  }

  @Test
  void habit_isLearned_andTheNextAnswerIsThereBeforeItIsAskedFor() {
    Prefetcher prefetcher = started(true);
    habit();
    await().until(() -> prefetcher.report().getOrDefault("factor", none()).situations() > 0);

    ask(ServedType.QUOTE, "AAPL");

    Inquiry figures = Inquiry.about(ServedType.FUNDAMENTAL, id("AAPL"));
    await().until(() -> setup.desk.has(figures));
    long called = setup.desk.efficiency().counts().called();
    ask(ServedType.FUNDAMENTAL, "AAPL");
    assertThat(setup.desk.efficiency().counts().called()).isEqualTo(called);
    prefetcher.stop();
  }

  private static MindReport none() {
    return new MindReport(false, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null);
  }

  @Test
  void switchedOff_nothingIsLearnedOrFetched() {
    Prefetcher prefetcher = started(false);
    habit();
    int before = vendor.asked().size();

    ask(ServedType.QUOTE, "AAPL");

    assertThat(prefetcher.isRunning()).isFalse();
    assertThat(prefetcher.report()).isEmpty();
    assertThat(vendor.asked()).hasSize(before + 1);
  }
}
