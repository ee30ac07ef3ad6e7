package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.message.InstrumentId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request to Yahoo's chart endpoint.
///
/// @param from first second wanted; null to take Yahoo's range up to now
/// @param to end, exclusive; null together with `from`
/// @param range Yahoo's word for a span up to now, used when `from` is null
/// @param events whether splits and dividends are wanted
record ChartCall(
    InstrumentId instrument,
    ChartInterval interval,
    @Nullable Instant from,
    @Nullable Instant to,
    String range,
    boolean events) {

  URI uri(URI base) {
    VendorUrl url =
        VendorUrl.of(base)
            .path("v8/finance/chart")
            .segment(instrument.value())
            .with("interval", interval.wire());
    if (from != null && to != null) {
      url.with("period1", from.getEpochSecond()).with("period2", to.getEpochSecond());
    } else {
      url.with("range", range);
    }
    url.with("includePrePost", "false");
    return events ? url.with("events", "div|split").uri() : url.uri();
  }
}
