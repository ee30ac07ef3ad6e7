package dev.nautilus.bench.hub;

import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// A source that has a quote of every symbol at once, so that what is measured is the hub and not a
/// vendor.
final class AnsweringVendor implements VendorConnection {
  private static final Source SOURCE = Source.of("bench");
  private final InstantSource clock;

  AnsweringVendor(InstantSource clock) {
    this.clock = clock;
  }

  /// Brings it into a hub.
  @Configuration(proxyBeanMethods = false)
  static class Wiring {
    @Bean
    @Order(1)
    VendorConnection answeringVendor(InstantSource clock) {
      return new AnsweringVendor(clock);
    }
  }

  @Override
  public Source source() {
    return SOURCE;
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public boolean serves(VendorQuery query) {
    return query.type().payload().equals(Quote.class);
  }

  @Override
  public VendorReply fetch(VendorQuery query) {
    Instant now = clock.instant();
    List<MarketDatum> quotes =
        query.instruments().stream().<MarketDatum>map(each -> quote(each, now)).toList();
    return new VendorReply.Data(quotes, false);
  }

  private static Quote quote(InstrumentId instrument, Instant now) {
    double price = 100 + Math.floorMod(instrument.hashCode(), 10_000) / 100.0;
    return new Quote(
        instrument,
        OptionalDouble.of(price),
        OptionalDouble.of(300),
        OptionalDouble.of(price + 0.02),
        OptionalDouble.of(200),
        OptionalDouble.of(price + 0.01),
        "USD",
        new Provenance(SOURCE, now, now, 0, true));
  }

  @Override
  public VendorStatus status() {
    return new VendorStatus(
        VendorStatus.State.UP, "Answers everything.", 0, 0, 0, 0, false, null, null);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
