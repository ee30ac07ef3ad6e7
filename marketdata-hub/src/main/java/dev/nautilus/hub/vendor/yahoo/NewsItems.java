package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The headlines in a search answer, oldest first. Yahoo finds them for the symbol searched; which
/// instruments an article itself names is in `related`.
final class NewsItems {
  private NewsItems() {}

  static Outcome<List<MarketDatum>> read(
      HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return YahooEnvelope.document(answer)
        .then(
            all ->
                all.path("news").isArray()
                    ? items(all.path("news"), instrument, receipt)
                    : Outcome.bad(Refusal.GARBAGE, "answered a search without news"));
  }

  private static Outcome<List<MarketDatum>> items(
      JsonNode news, InstrumentId instrument, Receipt receipt) {
    List<News> items = new ArrayList<>();
    for (JsonNode item : news) {
      item(item, instrument, receipt).ifPresent(items::add);
    }
    items.sort(Comparator.comparing(News::publishedAt).thenComparing(News::id));
    return items.isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "has no news about " + instrument)
        : Outcome.good(List.copyOf(items));
  }

  private static Optional<News> item(JsonNode item, InstrumentId instrument, Receipt receipt) {
    Optional<String> id = JsonBody.text(item.path("uuid"));
    Optional<String> title = JsonBody.text(item.path("title"));
    Optional<Instant> published = JsonBody.seconds(item.path("providerPublishTime"));
    if (id.isEmpty() || title.isEmpty() || published.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new News(
            instrument,
            id.get(),
            title.get(),
            JsonBody.text(item.path("publisher")).orElse(""),
            JsonBody.text(item.path("link")).orElse(""),
            published.get(),
            related(item.path("relatedTickers")),
            receipt.seenAt(published.get())));
  }

  private static List<InstrumentId> related(JsonNode tickers) {
    List<InstrumentId> related = new ArrayList<>();
    for (JsonNode ticker : tickers) {
      JsonBody.text(ticker).flatMap(NewsItems::instrument).ifPresent(related::add);
    }
    return related;
  }

  /// A ticker that is none of ours is left out; the headline stays.
  private static Optional<InstrumentId> instrument(String ticker) {
    try {
      return Optional.of(InstrumentId.of(ticker));
    } catch (IllegalArgumentException notATicker) {
      return Optional.empty();
    }
  }
}
