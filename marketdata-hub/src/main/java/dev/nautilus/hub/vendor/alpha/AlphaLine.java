package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.BodyReader;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.MarketDatum;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The line to the vendor: where it leads, with which key, and when an answer was had.
record AlphaLine(VendorsProperties.Vendor settings, VendorHttp http, InstantSource clock) {
  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json, text/csv");

  /// A URL without function and key.
  VendorUrl url() {
    return VendorUrl.of(settings.baseUrl("api"));
  }

  /// Asks, with the key.
  <T> Outcome<T> get(VendorUrl url, BodyReader<T> reader) {
    return http.get(url.with("apikey", settings.key()).uri(), HEADERS, reader);
  }

  Receipt receipt() {
    return new Receipt(AlphaConnection.SOURCE, clock.instant(), settings.simulated());
  }

  /// Whether an answer is more than nothing: what follows would fail as well.
  static boolean isTrouble(Outcome<List<MarketDatum>> part) {
    return part instanceof Outcome.Bad<List<MarketDatum>>(Refused refused)
        && refused.why() != Refusal.NO_DATA
        && refused.why() != Refusal.NOT_FOUND;
  }
}
