package dev.nautilus.ninth;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Source;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The hub's one client for Acme Data: quotes, one symbol at a time.
final class AcmeConnection implements VendorConnection {
  static final Source SOURCE = Source.of("acme_data");

  private final VendorsProperties.Vendor settings;
  private final InstantSource clock;
  private final VendorHttp http;

  AcmeConnection(VendorsProperties.Vendor settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.http = new VendorHttp(SOURCE, settings, clock);
  }

  @Override
  public Source source() {
    return SOURCE;
  }

  @Override
  public boolean isConfigured() {
    return settings.enabled() && !settings.key().isBlank();
  }

  @Override
  public boolean serves(VendorQuery asked) {
    return asked.type().equals(MessageType.QUOTE) && asked.text() == null;
  }

  @Override
  public VendorReply fetch(VendorQuery asked) {
    if (!isConfigured()) {
      return new VendorReply.Refused(Refusal.NOT_CONFIGURED, notConfigured());
    }
    Gathered gathered = new Gathered();
    for (InstrumentId instrument : asked.instruments()) {
      VendorUrl url =
          VendorUrl.of(settings.baseUrl("api"))
              .path("quote")
              .with("symbol", instrument.value())
              .with("key", settings.key());
      gathered.add(
          http.get(
              url.uri(),
              Map.of(),
              answer ->
                  AcmeQuotes.read(
                      answer,
                      instrument,
                      new Receipt(SOURCE, clock.instant(), settings.simulated()))));
    }
    return gathered.reply();
  }

  @Override
  public Optional<Budget> budget() {
    return Optional.of(http.budget());
  }

  @Override
  public VendorStatus status() {
    return isConfigured() ? http.status(false) : http.notConfigured(notConfigured());
  }

  @Override
  public void close() {
    http.close();
  }

  private String notConfigured() {
    return "acme_data needs a key: set " + settings.keyName();
  }
}
