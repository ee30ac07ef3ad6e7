package dev.nautilus.engines.factor;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.CrashContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Days asset by asset, closes that are corrected, and company figures that change.
class FactorCrashIT extends CrashContract {
  private static final int LEARNED = 590;
  private static final List<LocalDate> DAYS = Fixtures.days(LEARNED + 50);

  @Override
  protected Class<?> application() {
    return FactorApplication.class;
  }

  @Override
  protected List<String> arguments() {
    String symbols =
        Fixtures.SYMBOLS.stream().map(InstrumentId::value).collect(Collectors.joining(","));
    return List.of(
        "--nautilus.factor.symbols=" + symbols,
        "--nautilus.factor.model=test-1",
        "--nautilus.factor.history-days=640",
        "--nautilus.factor.part-assets=4");
  }

  @Override
  protected EngineDefinition undisturbed() {
    return new FactorEngine().factor(new FactorBook(Fixtures.properties()));
  }

  private static DataResponse history(DataRequest request) {
    MessageType<?> type =
        request.types().contains("bar") ? MessageType.BAR : MessageType.FUNDAMENTAL;
    return Fixtures.history(
        new Backfill(request.instruments(), List.of(type), null, Duration.ofDays(1), 0),
        DAYS.subList(0, LEARNED));
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(history(request.payload())));
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(asked -> Fixtures.history(asked, DAYS.subList(0, LEARNED)));
  }

  /// Every fifth day one close is corrected; every tenth day a company has more shares.
  @Override
  protected List<Input<?>> inputs() {
    List<Input<?>> inputs = new ArrayList<>();
    for (int day = LEARNED; day < DAYS.size(); day++) {
      for (InstrumentId symbol : Fixtures.SYMBOLS) {
        inputs.add(new Input<>(MessageType.BAR, Fixtures.bars(symbol, DAYS).get(day)));
      }
      InstrumentId one = Fixtures.SYMBOLS.get(day % Fixtures.SYMBOLS.size());
      if (day % 5 == 0) {
        double close = Fixtures.bars(one, DAYS).get(day).close();
        inputs.add(
            new Input<>(MessageType.BAR, Fixtures.bar(one, DAYS.get(day), close * 1.01, true)));
      }
      if (day % 10 == 0) {
        Fixtures.company(one)
            .forEach(figures -> inputs.add(new Input<>(MessageType.FUNDAMENTAL, figures)));
      }
    }
    return inputs;
  }
}
