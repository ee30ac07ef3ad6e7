package dev.nautilus.ninth;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.util.List;
import java.util.OptionalDouble;

/// Reads an answer about a quote; pure.
final class AcmeQuotes {
  private AcmeQuotes() {}

  static Outcome<List<MarketDatum>> read(HttpAnswer answer, InstrumentId asked, Receipt receipt) {
    return switch (answer.status()) {
      case 404 -> Outcome.bad(Refusal.NOT_FOUND, "acme knows no " + asked);
      case 429 -> Outcome.bad(Refusal.OVER_BUDGET, "acme says we are limited");
      case 200 ->
          JsonBody.parse(answer)
              .then(
                  json ->
                      Outcome.good(
                          List.of(
                              new Quote(
                                  asked,
                                  JsonBody.number(json.path("bid")),
                                  OptionalDouble.empty(),
                                  JsonBody.number(json.path("ask")),
                                  OptionalDouble.empty(),
                                  OptionalDouble.empty(),
                                  "USD",
                                  receipt.seenNow()))));
      default -> Outcome.bad(Refusal.VENDOR_FAILED, "acme answered " + answer.status());
    };
  }
}
