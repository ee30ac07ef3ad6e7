package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.PushFeed;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// How Trading Economics streams: one message for each symbol, none that takes it back, and prices
/// as plain JSON.
///
/// **Threads** Confined to the feed's.
final class StreamDialect implements PushFeed.Dialect {
  /// Nothing was streamed before; a clock that was never set says 1970.
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private final URI url;
  private final Supplier<Receipt> receipts;
  private final Map<String, InstrumentId> names = new HashMap<>();

  StreamDialect(URI url, Supplier<Receipt> receipts) {
    this.url = url;
    this.receipts = receipts;
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public List<String> subscribe(Set<InstrumentId> instruments) {
    List<String> frames = new ArrayList<>();
    for (InstrumentId instrument : instruments) {
      ListedSymbol.of(instrument)
          .ifPresent(
              symbol -> {
                names.put(symbol, instrument);
                frames.add("{\"topic\":\"subscribe\",\"to\":\"" + symbol + "\"}");
              });
    }
    return frames;
  }

  @Override
  public Optional<List<String>> unsubscribe(Set<InstrumentId> instruments) {
    return Optional.empty();
  }

  @Override
  public boolean forgets() {
    return false;
  }

  @Override
  public Outcome<List<MarketDatum>> read(HttpAnswer frame) {
    return read(frame, names, receipts.get());
  }

  /// A tick, and a quote when a side is given. A frame without a price (a sign of life) is
  /// [Refusal#NO_DATA].
  ///
  /// @param names instruments by the vendor's symbol in upper case
  static Outcome<List<MarketDatum>> read(
      HttpAnswer frame, Map<String, InstrumentId> names, Receipt receipt) {
    return JsonBody.parse(frame)
        .then(
            json -> {
              OptionalDouble price = JsonBody.number(json.path("price"));
              InstrumentId instrument = names.get(RowText.text(json, "s").toUpperCase(Locale.ROOT));
              if (price.isEmpty() || instrument == null) {
                return Outcome.bad(
                    json.path("price").isMissingNode() || instrument == null
                        ? Refusal.NO_DATA
                        : Refusal.GARBAGE,
                    "sent a frame without a price of ours");
              }
              return JsonBody.millis(json.path("dt"))
                  .filter(at -> at.isAfter(EARLIEST))
                  .<Outcome<List<MarketDatum>>>map(
                      at ->
                          Outcome.good(
                              data(json, instrument, price.getAsDouble(), receipt.seenAt(at))))
                  .orElseGet(
                      () -> Outcome.bad(Refusal.GARBAGE, "sent a price without a sound time"));
            });
  }

  private static List<MarketDatum> data(
      JsonNode json, InstrumentId instrument, double price, Provenance provenance) {
    OptionalDouble bid = side(json.path("bid"));
    OptionalDouble ask = side(json.path("ask"));
    List<MarketDatum> data = new ArrayList<>();
    data.add(
        new Tick(instrument, price, OptionalDouble.empty(), OptionalDouble.empty(), provenance));
    if (bid.isPresent() || ask.isPresent()) {
      data.add(
          new Quote(
              instrument,
              bid,
              OptionalDouble.empty(),
              ask,
              OptionalDouble.empty(),
              OptionalDouble.of(price),
              null,
              provenance));
    }
    return data;
  }

  /// A side without a price is sent as 0 or left out.
  private static OptionalDouble side(JsonNode node) {
    OptionalDouble value = JsonBody.number(node);
    return value.isPresent() && value.getAsDouble() == 0 ? OptionalDouble.empty() : value;
  }
}
