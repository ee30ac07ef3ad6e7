package dev.nautilus.hub.vendor.edgar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.simulator.VendorSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the tests of this package ask.
final class EdgarQuestions {
  static final String EDGAR = "sec_edgar";
  static final String CONTACT = "Example Trading ops@trading.example";
  static final Instant NOW = Instant.parse("2026-11-18T14:30:20Z");

  private EdgarQuestions() {}

  static EdgarConnection connect(VendorSimulator to, String contact) {
    return connect(
        to,
        contact,
        new VendorsProperties.Limits(
            1000, Duration.ofSeconds(1), 1000, 0, Duration.ofMinutes(1), 0));
  }

  static EdgarConnection connect(
      VendorSimulator to, String contact, VendorsProperties.Limits limits) {
    URI host = to.url(EDGAR);
    VendorsProperties.Vendor vendor =
        TestVendors.at(Map.of("data", host, "archive", host, "search", host), limits);
    return new EdgarConnection(TestVendors.withKey(vendor, contact), InstantSource.fixed(NOW));
  }

  static VendorQuery figures(String... instruments) {
    return query(MessageType.FUNDAMENTAL, null, null, 0, instruments);
  }

  static VendorQuery filings(int limit, String... instruments) {
    return query(MessageType.NEWS, null, null, limit, instruments);
  }

  static VendorQuery query(
      MessageType<? extends MarketDatum> type,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit,
      String... instruments) {
    List<InstrumentId> about = Arrays.stream(instruments).map(InstrumentId::of).toList();
    return new VendorQuery(type, about, null, from, to, limit, null);
  }

  static <T> List<T> data(EdgarConnection from, VendorQuery query, Class<T> type) {
    VendorReply reply = from.fetch(query);
    assertThat(reply).isInstanceOf(VendorReply.Data.class);
    return ((VendorReply.Data) reply).data().stream().map(type::cast).toList();
  }
}
