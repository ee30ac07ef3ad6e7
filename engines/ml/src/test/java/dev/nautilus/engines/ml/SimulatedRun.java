package dev.nautilus.engines.ml;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.market.ReturnParts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The engine, minute by minute, in the simulator's market. Feature vectors are empty: the models
/// see bars alone.
final class SimulatedRun implements Outbox {
  private static final EngineType SENDER = new EngineType("test");

  private final Market market;
  private final EngineDefinition engine;
  private final List<MlPrediction> predictions = new ArrayList<>();
  private long sent;

  SimulatedRun(Market market, MlProperties properties) {
    this.market = market;
    engine = new MlEngine().ml(new ModelBook(properties));
  }

  /// Lets the engine hear all minutes of a time.
  ///
  /// @return what it has said
  List<MlPrediction> play(List<InstrumentId> symbols, Instant from, Duration length) {
    Instant to = from.plus(length);
    Map<InstrumentId, List<dev.nautilus.simulator.market.Bar>> bars = new LinkedHashMap<>();
    for (InstrumentId symbol : symbols) {
      bars.put(symbol, market.minuteBars(instrument(symbol), from, to, to));
    }
    for (int minute = 0; minute < length.toMinutes(); minute++) {
      for (InstrumentId symbol : symbols) {
        Bar bar = bar(symbol, bars.getOrDefault(symbol, List.of()).get(minute));
        hear(MessageType.BAR, bar);
        hear(MessageType.FEATURE_VECTOR, Fixtures.vector(bar));
      }
    }
    return List.copyOf(predictions);
  }

  /// What the return of a minute is made of.
  ReturnParts parts(InstrumentId symbol, Instant minute) {
    return market.minuteParts(instrument(symbol), minute);
  }

  private Instrument instrument(InstrumentId symbol) {
    return market.find(symbol.value()).orElseThrow();
  }

  private static Bar bar(InstrumentId symbol, dev.nautilus.simulator.market.Bar bar) {
    OptionalDouble none = OptionalDouble.empty();
    return new Bar(
        symbol,
        BarSpec.MINUTE,
        bar.start(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        (double) bar.volume(),
        none,
        OptionalLong.empty(),
        none,
        none,
        Bar.Origin.VENDOR,
        0,
        true,
        Fixtures.provenance(bar.start(), 1));
  }

  private <P> void hear(MessageType<P> type, P payload) {
    Envelope envelope =
        new Envelope(
            new MessageId("test", 1, ++sent),
            SENDER,
            "test-1",
            Instant.EPOCH,
            Priority.NORMAL,
            type.keyOf(payload),
            null,
            null,
            null,
            null,
            false,
            false);
    try {
      engine.react(new Message<>(type, payload, envelope), this);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public <P> void emit(MessageType<P> type, P payload, Priority priority) {
    if (payload instanceof MlPrediction prediction) {
      predictions.add(prediction);
    }
  }

  @Override
  public void ask(Backfill backfill) {
    throw new AssertionError("nothing is asked here");
  }
}
