package dev.nautilus.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.terms.DataTerms;
import dev.nautilus.hub.terms.Licence;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A desk over fake vendors, with its time in the test's hands.
public final class DeskSetup {
  private static final Licence ALLOWED =
      new Licence(new DataTerms(new VendorsProperties(Map.of())), Set.of());

  public final ManualTime time = new ManualTime();
  public final Versions versions = new Versions();
  final List<MarketDatum> published = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Tally tally = new Tally(meters, time);
  final List<DataQuality> doubts = new CopyOnWriteArrayList<>();
  final Intake.Judges judges;
  final Licence licence;
  final Shelf shelf;
  public final Desk desk;

  public DeskSetup(VendorConnection... vendors) {
    this(100_000, Duration.ofSeconds(20), vendors);
  }

  DeskSetup(RoutingProperties routing, VendorConnection... vendors) {
    this(100_000, Duration.ofSeconds(20), routing, vendors);
  }

  DeskSetup(long mostEntries, Duration patience, VendorConnection... vendors) {
    this(mostEntries, patience, routing(Map.of()), vendors);
  }

  /// The published settings with this order.
  static RoutingProperties routing(Map<ServedType, List<Source>> order) {
    return new RoutingProperties(
        order,
        Duration.ofMillis(500),
        Duration.ofSeconds(15),
        0.005,
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofHours(1));
  }

  private Intake.Judges judges(Routes routes) {
    return new Intake.Judges(
        new Incumbents(routes.ranking(), Duration.ofSeconds(15), time),
        new Opinions(routing(Map.of()), time, time, doubts::add),
        tally::outdated,
        new LiveEdge(time));
  }

  private DeskSetup(
      long mostEntries, Duration patience, RoutingProperties routing, VendorConnection... vendors) {
    this(mostEntries, patience, routing, ALLOWED, vendors);
  }

  DeskSetup(Licence licence, VendorConnection... vendors) {
    this(100_000, Duration.ofSeconds(20), routing(Map.of()), licence, vendors);
  }

  private DeskSetup(
      long mostEntries,
      Duration patience,
      RoutingProperties routing,
      Licence licence,
      VendorConnection... vendors) {
    this.licence = licence;
    this.shelf = new Shelf(new Lifetimes(Map.of(), 1.0), mostEntries, time, Runnable::run);
    Ledger ledger = new Ledger(versions, 100_000);
    Routes routes = new Routes(List.of(vendors), routing, tally, time);
    judges = judges(routes);
    Intake intake =
        new Intake(versions, ledger, shelf, new Outlets(List.of(published::add)), judges);
    DeskParts parts =
        new DeskParts(
            shelf, routes, intake, tally, licence, Executors.newVirtualThreadPerTaskExecutor());
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
