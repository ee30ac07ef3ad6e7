package dev.nautilus.engine;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Bar;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Asks the hub for daily bars by questions that engines have in common, so that one call to a
/// vendor serves them all: from a midnight (UTC), and as far back as the shortest of a few lengths
/// that holds what is wanted. What was not wanted is left out of the answer here. Everything else
/// is asked as it is, many instruments too: their answer must not become too large for the bus.
///
/// **Threads** Any.
final class HubHistory implements History {
  /// A quarter of a year, and 800 days of trading: fewer than the 1,000 rows that the least
  /// generous vendor answers at once.
  private static final List<Duration> LENGTHS = List.of(Duration.ofDays(90), Duration.ofDays(1160));

  private static final Duration DAY = Duration.ofDays(1);

  private final Function<DataRequest, CompletionStage<DataResponse>> hub;
  private final InstantSource clock;

  HubHistory(Function<DataRequest, CompletionStage<DataResponse>> hub, InstantSource clock) {
    this.hub = hub;
    this.clock = clock;
  }

  @Override
  public CompletionStage<DataResponse> ask(Backfill backfill) {
    Instant first = clock.instant().minus(backfill.reach());
    if (!isOfDays(backfill)) {
      return hub.apply(request(backfill, first, backfill.rows()));
    }
    Duration length =
        LENGTHS.stream()
            .filter(each -> each.compareTo(backfill.reach()) >= 0)
            .findFirst()
            .orElse(backfill.reach());
    Instant from = clock.instant().minus(length).truncatedTo(ChronoUnit.DAYS);
    return hub.apply(request(backfill, from, 0))
        .thenApply(answer -> wanted(answer, first, backfill.rows()));
  }

  private static boolean isOfDays(Backfill backfill) {
    return backfill.instruments().size() == 1
        && backfill.interval() != null
        && backfill.interval().duration().filter(DAY::equals).isPresent()
        && backfill.types().equals(List.of(MessageType.BAR));
  }

  private static DataRequest request(Backfill backfill, Instant from, int rows) {
    return new DataRequest(
        backfill.instruments(),
        backfill.types().stream().map(MessageType::name).toList(),
        backfill.interval(),
        from,
        null,
        rows);
  }

  private static DataResponse wanted(DataResponse answer, Instant first, int rows) {
    return new DataResponse(
        answer.answers().stream().map(each -> wanted(each, first, rows)).toList());
  }

  private static Answer wanted(Answer answer, Instant first, int rows) {
    List<MarketDatum> within =
        answer.data().stream()
            .filter(each -> !(each instanceof Bar bar) || !bar.start().isBefore(first))
            .toList();
    return new Answer(
        answer.instrument(),
        answer.type(),
        answer.freshness(),
        answer.ageMillis(),
        rows == 0 ? within : within.subList(Math.max(0, within.size() - rows), within.size()),
        answer.refusal(),
        answer.detail());
  }
}
