package dev.nautilus.bench.scale;

import dev.nautilus.bench.BenchCommand;
import dev.nautilus.bench.MachineFacts;
import dev.nautilus.bench.WholeNumber;
import dev.nautilus.bus.Bus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// What `./nautilus bench scale` runs.
final class ScaleBench {
  static final String USAGE =
      """
      usage: ./nautilus bench scale [options]
        --quick            a first look in some minutes: one short round, fewer engines
        --rounds N         how often everything is measured, 1 to 50 (3)
        --seconds N        how long each measurement lasts, 1 to 60 (5)
        --only WHAT        engines, masters or both (both)
        --results FOLDER   where the report goes (benchmarks/results)""";

  private static final List<Integer> ENGINES = List.of(1, 2, 3, 5, 8, 13);
  private static final List<Integer> FEW = List.of(1, 3, 13);
  private static final List<Integer> MASTERS = List.of(1, 2, 3);

  /// That hear a cluster: few enough for the masters to have something to do on two cores.
  private static final int CLUSTER_ENGINES = 3;

  private final Options options;
  private final PrintStream out;

  private ScaleBench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /// What is measured.
  enum Part {
    BOTH,
    ENGINES,
    MASTERS;

    static Part of(String word) {
      for (Part part : values()) {
        if (part.name().toLowerCase(Locale.ROOT).equals(word)) {
          return part;
        }
      }
      throw new IllegalArgumentException("--only must be engines, masters or both, was " + word);
    }
  }

  /// @param quick whether it is only a first look
  /// @param rounds how often everything is measured
  /// @param seconds of each measurement
  /// @param part what is measured
  /// @param results folder of the report
  record Options(boolean quick, int rounds, int seconds, Part part, Path results) {
    private static final String QUICK = "--quick";

    /// @throws IllegalArgumentException when the words cannot be understood
    static Options of(List<String> words) {
      boolean quick = words.contains(QUICK);
      Options options =
          new Options(
              quick, quick ? 1 : 3, quick ? 2 : 5, Part.BOTH, Path.of("benchmarks", "results"));
      for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
        String name = each.next();
        if (!name.equals(QUICK)) {
          options = options.with(name, each);
        }
      }
      return options;
    }

    private Options with(String name, Iterator<String> rest) {
      if (!List.of("--rounds", "--seconds", "--only", "--results").contains(name)) {
        throw new IllegalArgumentException(
            "option must be --quick, --rounds, --seconds, --only or --results, was " + name);
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = rest.next();
      return switch (name) {
        case "--rounds" ->
            new Options(quick, (int) WholeNumber.of(name, value, 1, 50), seconds, part, results);
        case "--seconds" ->
            new Options(quick, rounds, (int) WholeNumber.of(name, value, 1, 60), part, results);
        case "--only" -> new Options(quick, rounds, seconds, Part.of(value), results);
        default -> new Options(quick, rounds, seconds, part, Path.of(value));
      };
    }

    List<Integer> engines() {
      if (part == Part.MASTERS) {
        return List.of();
      }
      return quick ? FEW : ENGINES;
    }

    List<Integer> masters() {
      return part == Part.ENGINES ? List.of() : MASTERS;
    }

    double warmupSeconds() {
      return quick ? 3 : 6;
    }

    /// So many for each engine: thirteen cold processes on two cores need longer than one.
    long warmupMessages() {
      return quick ? 150_000 : 500_000;
    }

    /// A quick run, or one of a part, does not replace a whole one.
    String file(LocalDate day) {
      String of = part == Part.BOTH ? "" : "-" + part.name().toLowerCase(Locale.ROOT);
      return day + "-scale" + of + (quick ? "-quick" : "");
    }
  }

  public static void main(String[] args) {
    BenchCommand.run(
        USAGE,
        args,
        (words, out) -> {
          Options options = Options.of(words);
          ScaleReport report = new ScaleBench(options, out).run();
          String file = options.file(BenchCommand.today());
          out.println(report.text());
          BenchCommand.write(options.results(), file + ".md", report.text(), out);
          JsonMapper.shared()
              .writeValue(options.results().resolve(file + ".json").toFile(), report);
          return true;
        });
  }

  private ScaleReport run() {
    MachineFacts machine = MachineFacts.read();
    List<ScalePoint> points = new ArrayList<>();
    for (int i = 1; i <= options.rounds(); i++) {
      for (Bus bus : Bus.values()) {
        for (int engines : options.engines()) {
          out.printf("round %d of %d: %s, %d engines ...%n", i, options.rounds(), bus, engines);
          points.add(measure(bus, engines, Masters::alone));
        }
        for (int masters : options.masters()) {
          out.printf("round %d of %d: %s, %d masters ...%n", i, options.rounds(), bus, masters);
          points.add(measure(bus, CLUSTER_ENGINES, () -> Masters.cluster(masters)));
        }
      }
    }
    return new ScaleReport(machine, options.rounds(), options.quick(), points);
  }

  private ScalePoint measure(Bus bus, int engines, Supplier<Masters> start) {
    try (Masters redis = start.get();
        Crew crew = new Crew(bus, redis.url(), redis.partitions(), engines)) {
      crew.warmUp(options.warmupSeconds(), options.warmupMessages());
      List<Double> usedBefore = redis.cpuSeconds();
      double sentBefore = redis.sentBytes();
      long began = System.nanoTime();
      Crew.Sight before = crew.look();
      crew.work(options.seconds());
      Crew.Sight after = crew.look();
      double seconds = (System.nanoTime() - began) / 1e9;
      List<Double> usedAfter = redis.cpuSeconds();
      double[] used =
          IntStream.range(0, redis.count())
              .mapToDouble(i -> usedAfter.get(i) - usedBefore.get(i))
              .toArray();
      double bytes = redis.sentBytes() - sentBefore;
      long lost = crew.finish();
      return new ScalePoint(
          bus,
          redis.count(),
          redis.partitions(),
          engines,
          seconds,
          after.sent() - before.sent(),
          after.delivered() - before.delivered(),
          Arrays.stream(used).sum(),
          Arrays.stream(used).max().orElseThrow(),
          bytes,
          after.publisherCpu() - before.publisherCpu(),
          after.enginesCpu() - before.enginesCpu(),
          lost,
          crew.faults());
    }
  }
}
