package dev.nautilus.bench.load;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Linger;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.message.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The client as a team uses it: default options but for the linger, `publish` with its future,
/// typed handlers, each engine with a client of its own. Nothing is left out.
final class DualBusContender implements Contender {
  /// A team's own type on the Engine Logic bus; a quote, so that both buses carry the same record.
  static final MessageType<Quote> QUOTE_OF_A_TEAM =
      MessageType.event(Family.SIGNALS, "bench.quote", Quote.class);

  private final String url;
  private final MessageType<Quote> type;
  private final BusOptions options;
  private final DualBusClient publisher;
  private final List<DualBusClient> engines = new ArrayList<>();
  private final AtomicLong confirmed = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /// Counts what became of a message; one for all, so that the harness makes none per message.
  private final BiConsumer<@Nullable Published, @Nullable Throwable> count;

  /// Holds on to the newest payload, so that the JIT compiler cannot do away with what the report
  /// takes off as made by the harness.
  @SuppressWarnings("UnusedVariable") // written only, for its effect
  private @Nullable Quote newest;

  DualBusContender(int port, Scenario scenario, Linger linger) {
    this.url = "redis://" + HOST + ":" + port;
    this.type = scenario.reach() == Scenario.Reach.PUSHED ? MessageType.QUOTE : QUOTE_OF_A_TEAM;
    this.options = BusOptions.DEFAULTS.toBuilder().linger(linger).build();
    this.count = (published, failure) -> (failure == null ? confirmed : failures).incrementAndGet();
    this.publisher = client(EngineType.HUB);
  }

  private DualBusClient client(EngineType engine) {
    return DualBusClient.builder(engine, "bench")
        .marketData(url)
        .engineLogic(url)
        .options(options)
        .build();
  }

  @Override
  public void subscribe(int index, Ledger ledger) {
    DualBusClient engine = client(new EngineType("bench-" + index));
    engines.add(engine);
    engine.subscribe(type, message -> ledger.accept(message.payload().provenance().version()));
  }

  @Override
  public Object payload(long sequence) {
    return Payload.quote(sequence);
  }

  @Override
  public void send(long sequence) {
    Quote quote = Payload.quote(sequence);
    newest = quote;
    publisher.publish(type, quote, Priority.NORMAL).whenComplete(count);
  }

  @Override
  public void flush() {
    // The client sends by itself.
  }

  @Override
  public long confirmed() {
    return confirmed.get();
  }

  @Override
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    engines.forEach(DualBusClient::close);
    publisher.close();
  }
}
