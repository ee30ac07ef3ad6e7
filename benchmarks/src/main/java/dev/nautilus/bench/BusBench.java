package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.ExpressOutcome;
import dev.nautilus.bench.load.IdleOutcome;
import dev.nautilus.bench.load.MigrationOutcome;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What `./nautilus bench bus` runs.
final class BusBench {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final BenchOptions options;
  private final PrintStream out;
  private final InstantSource clock;
  private final Measurement measurement;

  BusBench(BenchOptions options, PrintStream out, InstantSource clock) {
    this.options = options;
    this.out = out;
    this.clock = clock;
    this.measurement = new Measurement(options);
  }

  public static void main(String[] args) {
    BenchCommand.run(
        BenchOptions.USAGE,
        args,
        (words, out) -> {
          new BusBench(BenchOptions.of(words), out, InstantSource.system()).run();
          return true;
        });
  }

  void run() {
    Scenario profiled = options.profile();
    if (profiled == null) {
      write(compare());
    } else {
      profile(profiled);
    }
  }

  private BusResults compare() {
    MachineFacts machine = MachineFacts.read();
    Instant startedAt = clock.instant();
    List<BusResults.Round> rounds = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      rounds.add(round(i));
    }
    return new BusResults(
        startedAt,
        clock.instant(),
        options.quick(),
        machine,
        Measurement.JVM,
        options.warmupSeconds(),
        options.seconds(),
        rounds);
  }

  private BusResults.Round round(int index) {
    double rb50 = measurement.redisBenchmark(false);
    out.printf(
        Locale.ROOT,
        "round %d of %d: redis-benchmark %,.0f msg/s%n",
        index + 1,
        options.rounds(),
        rb50);
    List<Candidate> order = new ArrayList<>(options.candidates());
    // Each is first once, so that no contender always follows the same one.
    Collections.rotate(order, index);
    List<Outcome> outcomes = new ArrayList<>();
    for (Scenario scenario : options.scenarios()) {
      for (Candidate candidate : order) {
        if (candidate.runs(scenario)) {
          Outcome outcome = measurement.take(candidate, scenario);
          say(outcome);
          outcomes.add(outcome);
        }
      }
    }
    double durable =
        options.scenarios().contains(Scenario.PUBLISH_DURABLE)
            ? measurement.redisBenchmark(true)
            : 0;
    return new BusResults.Round(rb50, durable, outcomes, idle(), express(), migration());
  }

  private @Nullable IdleOutcome idle() {
    if (!options.probes().contains(Probe.IDLE)) {
      return null;
    }
    IdleOutcome outcome = measurement.idle();
    out.printf(
        Locale.ROOT,
        "  %d idle engines: %+.3f %% and %+.3f %% of a processor%n",
        outcome.engines(),
        100 * outcome.addedCpuShare(outcome.marketData()),
        100 * outcome.addedCpuShare(outcome.engineLogic()));
    return outcome;
  }

  private List<ExpressOutcome> express() {
    List<ExpressOutcome> outcomes = new ArrayList<>();
    if (options.probes().contains(Probe.EXPRESS)) {
      outcomes.add(express(false));
    }
    if (options.probes().contains(Probe.EXPRESS_DURABLE)) {
      outcomes.add(express(true));
    }
    return outcomes;
  }

  private @Nullable MigrationOutcome migration() {
    if (!options.probes().contains(Probe.MIGRATION)) {
      return null;
    }
    MigrationOutcome outcome = measurement.migration();
    out.printf(
        Locale.ROOT,
        "  migration: main Redis %.2f %% to %.2f %%, all three %.2f %% to %.2f %% of a processor%n",
        100 * outcome.before().mainCpu(),
        100 * outcome.after().mainCpu(),
        100 * outcome.before().allCpu(),
        100 * outcome.after().allCpu());
    return outcome;
  }

  private ExpressOutcome express(boolean durable) {
    ExpressOutcome outcome = measurement.express(durable);
    out.printf(
        Locale.ROOT,
        "  express lane beside a backlog of %,d%s: %.1f s to drain%s%n",
        outcome.backlog(),
        durable ? ", on disk" : "",
        outcome.drainSeconds(),
        outcome.faultless() ? "" : "  NOT FAULTLESS");
    return outcome;
  }

  private void say(Outcome outcome) {
    out.printf(
        Locale.ROOT,
        "  %-46s %-40s %,11.0f msg/s%s%n",
        outcome.scenario().title(),
        outcome.candidate().title(),
        outcome.messageRate(),
        outcome.faultless() ? "" : "  NOT FAULTLESS");
  }

  private void write(BusResults results) {
    String name = DAY.format(results.startedAt()) + options.subject();
    Path report = options.results().resolve(name + ".md");
    try {
      Files.createDirectories(options.results());
      Files.writeString(report, MarkdownReport.of(results));
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValue(options.results().resolve(name + ".json").toFile(), results);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println("written to " + report);
  }

  private Candidate profiled() {
    return options.candidates().contains(Candidate.DUAL_BUS)
        ? Candidate.DUAL_BUS
        : options.candidates().iterator().next();
  }

  private void profile(Scenario scenario) {
    try {
      Path recording = Files.createTempFile("nautilus-bench-", ".jfr");
      try {
        Outcome outcome =
            measurement.take(
                profiled(),
                scenario,
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording);
        say(outcome);
        out.println("hottest methods by jdk.ExecutionSample, warm-up included, native code apart:");
        Profile profile = Profile.of(recording);
        profile.hotMethods().forEach(out::println);
        profile.harnessShares().forEach(out::println);
        out.printf(
            Locale.ROOT,
            "allocation by site, of %.0f bytes per delivery (making payloads apart):%n",
            outcome.bytesPerDelivery());
        profile.allocationSites().forEach(out::println);
      } finally {
        Files.deleteIfExists(recording);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
