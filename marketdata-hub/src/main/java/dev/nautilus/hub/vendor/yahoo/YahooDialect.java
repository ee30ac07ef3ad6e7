package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.PushFeed;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// How Yahoo streams: one message names all symbols, and what is not repeated is forgotten.
record YahooDialect(URI url, Supplier<Receipt> receipts) implements PushFeed.Dialect {

  @Override
  public Map<String, String> headers() {
    return Map.of("User-Agent", YahooSession.browser().getOrDefault("User-Agent", ""));
  }

  @Override
  public List<String> subscribe(Set<InstrumentId> instruments) {
    return command("subscribe", instruments);
  }

  @Override
  public Optional<List<String>> unsubscribe(Set<InstrumentId> instruments) {
    return Optional.of(command("unsubscribe", instruments));
  }

  @Override
  public boolean forgets() {
    return true;
  }

  @Override
  public Outcome<List<MarketDatum>> read(HttpAnswer frame) {
    return PricingFrame.read(frame, receipts.get());
  }

  private static List<String> command(String word, Set<InstrumentId> instruments) {
    if (instruments.isEmpty()) {
      return List.of();
    }
    // No character of an InstrumentId needs escaping in JSON.
    String symbols = String.join("\",\"", instruments.stream().map(InstrumentId::value).toList());
    return List.of("{\"" + word + "\":[\"" + symbols + "\"]}");
  }
}
