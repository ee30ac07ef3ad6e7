package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.CorporateAction.Kind;
import dev.nautilus.message.MarketDatum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// The splits and dividends that come with a chart. Yahoo's dividends are adjusted for later
/// splits.
final class ChartActions {
  private ChartActions() {}

  static Outcome<List<MarketDatum>> read(HttpAnswer answer, ChartCall asked, Receipt receipt) {
    return YahooEnvelope.open(answer, "chart")
        .then(
            chart -> {
              JsonNode result = chart.path("result").path(0);
              return ChartMeta.read(result.path("meta"), asked)
                  .then(meta -> actions(result.path("events"), asked, meta, receipt));
            });
  }

  private static Outcome<List<MarketDatum>> actions(
      JsonNode events, ChartCall asked, ChartMeta meta, Receipt receipt) {
    List<CorporateAction> found = new ArrayList<>();
    for (JsonNode dividend : events.path("dividends")) {
      action(Kind.DIVIDEND, FloatNoise.strip(JsonBody.number(dividend.path("amount"))), dividend)
          .map(a -> a.about(asked, meta, receipt))
          .ifPresent(found::add);
    }
    for (JsonNode split : events.path("splits")) {
      action(Kind.SPLIT, ratio(split), split)
          .map(a -> a.about(asked, meta, receipt))
          .ifPresent(found::add);
    }
    found.sort(Comparator.comparing(CorporateAction::exDate).thenComparing(CorporateAction::kind));
    return found.isEmpty()
        ? Outcome.bad(
            Refusal.NO_DATA, "has no split or dividend of %s there".formatted(asked.instrument()))
        : Outcome.good(List.copyOf(found));
  }

  private static OptionalDouble ratio(JsonNode split) {
    OptionalDouble top = JsonBody.number(split.path("numerator"));
    OptionalDouble bottom = JsonBody.number(split.path("denominator"));
    return top.isPresent() && bottom.isPresent() && bottom.getAsDouble() > 0
        ? OptionalDouble.of(top.getAsDouble() / bottom.getAsDouble())
        : OptionalDouble.empty();
  }

  private static Optional<Event> action(Kind kind, OptionalDouble amount, JsonNode event) {
    Optional<Instant> date = JsonBody.seconds(event.path("date"));
    return amount.isPresent() && amount.getAsDouble() > 0
        ? date.map(at -> new Event(kind, amount.getAsDouble(), at))
        : Optional.empty();
  }

  private record Event(Kind kind, double amount, Instant at) {
    CorporateAction about(ChartCall asked, ChartMeta meta, Receipt receipt) {
      return new CorporateAction(
          asked.instrument(), kind, meta.dateOf(at), amount, receipt.seenAt(at));
    }
  }
}
