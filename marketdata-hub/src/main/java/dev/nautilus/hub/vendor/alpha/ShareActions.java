package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.CorporateAction.Kind;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// `DIVIDENDS` and `SPLITS`, oldest first. The vendor counts a spin-off as a split with an odd
/// ratio (IBM in November 2021: 1.0460), and it stays one here.
final class ShareActions {
  private ShareActions() {}

  static Outcome<List<MarketDatum>> read(
      Kind kind, HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return AlphaEnvelope.json(answer)
        .then(
            all ->
                all.path("data").isArray()
                    ? actions(kind, all.path("data"), instrument, receipt)
                    : all.isEmpty()
                        ? Outcome.bad(Refusal.NOT_FOUND, "does not know " + instrument)
                        : Outcome.bad(Refusal.GARBAGE, "answered no list of actions"));
  }

  private static Outcome<List<MarketDatum>> actions(
      Kind kind, JsonNode rows, InstrumentId instrument, Receipt receipt) {
    List<CorporateAction> actions = new ArrayList<>();
    for (JsonNode row : rows) {
      boolean split = kind == Kind.SPLIT;
      Optional<LocalDate> date =
          AlphaText.date(row.path(split ? "effective_date" : "ex_dividend_date").asString(""));
      OptionalDouble amount = AlphaText.number(row.path(split ? "split_factor" : "amount"));
      if (date.isPresent() && amount.isPresent() && amount.getAsDouble() > 0) {
        actions.add(action(kind, date.get(), amount.getAsDouble(), instrument, receipt));
      }
    }
    actions.sort(Comparator.comparing(CorporateAction::exDate));
    return actions.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "has no %s of %s".formatted(kind, instrument))
        : Outcome.good(List.<MarketDatum>copyOf(actions));
  }

  /// One that is announced for a day to come was seen now.
  private static CorporateAction action(
      Kind kind, LocalDate date, double amount, InstrumentId instrument, Receipt receipt) {
    Instant day = date.atStartOfDay(AlphaText.EASTERN).toInstant();
    return new CorporateAction(
        instrument,
        kind,
        date,
        amount,
        day.isAfter(receipt.receivedAt()) ? receipt.seenNow() : receipt.seenAt(day));
  }
}
