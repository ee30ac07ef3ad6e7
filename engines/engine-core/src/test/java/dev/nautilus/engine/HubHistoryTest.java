package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// Engines that need different stretches of days put one question, and each gets its own.
class HubHistoryTest {
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private static final Instant NOON = Instant.parse("2026-11-27T12:34:56Z");

  private final List<DataRequest> asked = new ArrayList<>();
  private Instant now = NOON;
  private final HubHistory history = new HubHistory(this::answer, () -> now);

  /// A bar for each day of the range, weekends too.
  private CompletionStage<DataResponse> answer(DataRequest request) {
    asked.add(request);
    List<MarketDatum> bars = new ArrayList<>();
    Instant first = request.from();
    assertThat(first).isNotNull();
    Instant start = first.truncatedTo(ChronoUnit.DAYS);
    for (Instant day = start; day.isBefore(now); day = day.plus(1, ChronoUnit.DAYS)) {
      if (!day.isBefore(first)) {
        bars.add(bar(day));
      }
    }
    int kept = request.limit() == 0 ? bars.size() : Math.min(request.limit(), bars.size());
    return CompletableFuture.completedFuture(
        new DataResponse(
            List.of(
                new Answer(
                    AAPL,
                    "bar",
                    DataResponse.Freshness.FRESH,
                    0,
                    bars.subList(bars.size() - kept, bars.size()),
                    null,
                    null))));
  }

  private static Bar bar(Instant start) {
    return new Bar(
        AAPL,
        BarSpec.DAY,
        start,
        1,
        2,
        0.5,
        1.5,
        100,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        true,
        new Provenance(Source.of("test"), start, start, 1, true));
  }

  private List<MarketDatum> ask(Backfill backfill) {
    return history.ask(backfill).toCompletableFuture().join().answers().getFirst().data();
  }

  @Test
  void ask_daysOfDifferentLengthsMinutesApart_isOneQuestionAndEachGetsItsOwn() {
    Backfill long1 = Backfill.bars(AAPL, BarSpec.DAY, 756);
    Backfill short1 = Backfill.bars(AAPL, BarSpec.DAY, 506);
    Backfill reach = Backfill.bars(AAPL, BarSpec.DAY, Duration.ofDays(1000));

    List<MarketDatum> first = ask(long1);
    now = NOON.plus(7, ChronoUnit.MINUTES);
    List<MarketDatum> second = ask(short1);
    List<MarketDatum> third = ask(reach);

    assertThat(asked).hasSize(3).containsOnly(asked.getFirst());
    assertThat(first).hasSize(756).last().isEqualTo(second.getLast());
    assertThat(second).hasSize(506);
    assertThat(third).hasSize(1000);
    assertThat(((Bar) third.getFirst()).start()).isAfterOrEqualTo(now.minus(1000, ChronoUnit.DAYS));
  }

  @Test
  void ask_days_isAnsweredAsTheNarrowQuestionWouldBe() {
    for (int days : new int[] {1, 40, 90, 365, 1160, 1161, 5000}) {
      Backfill backfill = Backfill.bars(AAPL, BarSpec.DAY, Duration.ofDays(days));
      DataRequest narrow =
          new DataRequest(
              List.of(AAPL),
              List.of("bar"),
              BarSpec.DAY,
              now.minus(backfill.reach()),
              null,
              backfill.rows());
      assertThat(ask(backfill))
          .as("%d days", days)
          .isEqualTo(answer(narrow).toCompletableFuture().join().answers().getFirst().data());
    }
  }

  @Test
  void ask_anythingElse_isAskedAsItIs() {
    Backfill minutes = Backfill.bars(AAPL, BarSpec.MINUTE, 300);
    ask(minutes);
    Backfill several =
        new Backfill(
            List.of(AAPL, InstrumentId.of("MSFT")),
            List.of(MessageType.BAR),
            BarSpec.DAY,
            Duration.ofDays(7),
            5);
    ask(several);

    assertThat(asked)
        .extracting(DataRequest::from)
        .containsExactly(now.minus(minutes.reach()), now.minus(several.reach()));
    assertThat(asked).extracting(DataRequest::limit).containsExactly(300, 5);
  }
}
