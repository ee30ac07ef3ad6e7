package dev.nautilus.bench.promise;

import java.util.ArrayList;
import java.util.List;

/// Something that users were promised.
///
/// @param what the promise
/// @param promised its figure
/// @param evidence where ours comes from
/// @param command what makes it anew
record Promise(String what, String promised, Evidence evidence, String command) {
  private static final String HOUR = "Thirteen engines";
  private static final String HUB = "./nautilus bench hub";
  private static final String BUS = "./nautilus bench bus";
  private static final String MIGRATION = "./nautilus bench bus --rounds 5 --scenarios migration";

  /// Where a figure comes from.
  sealed interface Evidence {
    /// A cell of the newest report of a kind in `benchmarks/results`.
    ///
    /// @param kind as in `2026-11-27-hub.md`
    record Cell(String kind, String heading, String row, String column) implements Evidence {}

    /// A test as its module's last build ran it.
    record Tested(String module, String test) implements Evidence {}

    /// Nobody measures it yet.
    ///
    /// @param why in a sentence
    record Nowhere(String why) implements Evidence {}
  }

  private static Promise hub(String what, String promised, String heading, String row) {
    return new Promise(what, promised, new Evidence.Cell("hub", heading, row, "measured"), HUB);
  }

  private static Promise bus(
      String what, String promised, String heading, String row, String column) {
    return new Promise(what, promised, new Evidence.Cell("bus", heading, row, column), BUS);
  }

  private static Promise tested(String what, String promised, String module, String test) {
    String plain = test.substring(test.lastIndexOf('.') + 1);
    return new Promise(
        what,
        promised,
        new Evidence.Tested(module, test),
        ("mvn -pl %s -am verify -Dit.test=%s -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dfailsafe.failIfNoSpecifiedTests=false")
            .formatted(module, plain));
  }

  private static Promise nowhere(String what, String promised, String why) {
    return new Promise(what, promised, new Evidence.Nowhere(why), "-");
  }

  /// All of them, as they were given to users.
  static List<Promise> all() {
    List<Promise> all = new ArrayList<>(ofTheHub());
    all.addAll(ofTheBuses());
    all.addAll(ofMigrating());
    all.addAll(ofTheEngines());
    return List.copyOf(all);
  }

  private static List<Promise> ofTheHub() {
    return List.of(
        hub("cache hits", "90 % and more", HOUR, "hit rate"),
        hub("a request at 500 a second and more, mean", "under 5 ms", HOUR, "mean of a request"),
        hub("the same, p99", "8 ms", HOUR, "p99 of a request"),
        hub("connections to vendors", "8 instead of 96", HOUR, "HTTP connections"),
        hub("calls to vendors", "99 % fewer", HOUR, "vendor calls"),
        hub(
            "vendor calls in an hour (this row is of the time its run lasted)",
            "under 100 instead of 12,000",
            HOUR,
            "vendor calls"),
        hub("an answer over the bus, mean", "1.8 ms", "Request and reply", "mean, p50"),
        new Promise(
            "predicted requests that hit",
            "95 %",
            new Evidence.Cell("prefetch", "Prefetch", "markov with noise", "predicted hit"),
            "./nautilus bench prefetch"),
        tested(
            "identical data for all engines",
            "always",
            "marketdata-hub",
            "dev.nautilus.hub.web.ConsistencyIT"),
        tested(
            "direct calls of engines to vendors", "0", "fleet-it", "dev.nautilus.fleet.FleetIT"));
  }

  private static List<Promise> ofTheBuses() {
    return List.of(
        bus(
            "messages a second, sustained",
            "14,822",
            "Market data to 10 subscribers (",
            "dual-bus-client, linger adaptive",
            "msg/s"),
        bus(
            "distributing a market datum at 15,000 a second: p50 in ms (promised is a mean)",
            "1.7 ms",
            "Market data to 10 subscribers at 15,000",
            "dual-bus-client, linger adaptive",
            "p50 ms"),
        bus("alerts get through a flash crash", "they do", "Goals", "express lane", "measured"));
  }

  private static List<Promise> ofMigrating() {
    return List.of(
        migration("processor time of main Redis saved", "22.11 % to 0.22 %", "main Redis CPU"),
        migration("connections to main Redis", "16 to 1", "connections to main, before and after"),
        tested(
            "no downtime while migrating, no failed reads",
            "nothing lost",
            "bridge-it",
            "dev.nautilus.hub.bridge.MigrationIT"));
  }

  private static List<Promise> ofTheEngines() {
    return List.of(
        new Promise(
            "380,000 factor values in a pass: how long it takes",
            "380,000",
            new Evidence.Cell("engines", "Costs", "a pass of 380,000 factor values", "measured"),
            "./nautilus bench engines"),
        hub(
            "a risk calculation against 8 calls of 45 ms (360 ms): our one lookup",
            "212 times faster",
            "Near cache",
            "latest(symbol)"),
        nowhere("a signal path", "75 times faster", "no benchmark runs a whole signal path"),
        nowhere("each engine", "20 to 69 times faster", "no benchmark compares whole engines"),
        nowhere("uptime", "99.99 %", "no availability drill is written yet"));
  }

  private static Promise migration(String what, String promised, String row) {
    return new Promise(
        what, promised, new Evidence.Cell("migration", "Migration", row, "measured"), MIGRATION);
  }
}
