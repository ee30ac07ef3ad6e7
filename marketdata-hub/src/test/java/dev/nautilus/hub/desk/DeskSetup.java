package dev.nautilus.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.MarketDatum;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A desk over fake vendors, with its time in the test's hands.
public final class DeskSetup {
  public final ManualTime time = new ManualTime();
  public final Versions versions = new Versions();
  final List<MarketDatum> published = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final Desk desk;

  public DeskSetup(VendorConnection... vendors) {
    this(100_000, Duration.ofSeconds(20), vendors);
  }

  DeskSetup(long mostEntries, Duration patience, VendorConnection... vendors) {
    Tally tally = new Tally(meters, time);
    Shelf shelf = new Shelf(new Lifetimes(Map.of(), 1.0), mostEntries, time, Runnable::run);
    Ledger ledger = new Ledger(versions, 100_000);
    Intake intake = new Intake(versions, ledger, shelf, published::add, tally::outdated);
    Routes routes = new Routes(List.of(vendors), tally, time);
    DeskParts parts =
        new DeskParts(shelf, routes, intake, tally, Executors.newVirtualThreadPerTaskExecutor());
    desk = new Desk(parts, time, time, patience);
    versions.lead(7);
  }

  static VendorReply data(MarketDatum... data) {
    return new VendorReply.Data(List.of(data), false);
  }

  static VendorReply refused(Refusal why) {
    return new VendorReply.Refused(why, "because");
  }

  static MarketDatum fresh(Reading<Sheet> reading) {
    assertThat(reading).isInstanceOf(Reading.Fresh.class);
    return ((Reading.Fresh<Sheet>) reading).value().newest();
  }

  static Refusal refusal(Reading<Sheet> reading) {
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused<Sheet>) reading).why();
  }
}
