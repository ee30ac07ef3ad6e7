package dev.nautilus.bench.scale;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.MachineFacts;
import dev.nautilus.bench.RedisServer;
import dev.nautilus.bench.WholeNumber;
import dev.nautilus.bench.load.ServerCpu;
import dev.nautilus.bus.Bus;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What `./nautilus bench scale` runs.
final class ScaleBench {
  static final String USAGE =
      """
      usage: ./nautilus bench scale [options]
        --quick            a first look in some minutes: one short round, fewer engines
        --rounds N         how often everything is measured, 1 to 50 (3)
        --seconds N        how long each measurement lasts, 1 to 60 (5)
        --results FOLDER   where the report goes (benchmarks/results)""";

  private static final List<Integer> ENGINES = List.of(1, 2, 3, 5, 8, 13);
  private static final List<Integer> FEW = List.of(1, 3, 13);

  private final Options options;
  private final PrintStream out;

  private ScaleBench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /// @param quick whether it is only a first look
  /// @param rounds how often everything is measured
  /// @param seconds of each measurement
  /// @param results folder of the report
  record Options(boolean quick, int rounds, int seconds, Path results) {
    private static final String QUICK = "--quick";

    /// @throws IllegalArgumentException when the words cannot be understood
    static Options of(List<String> words) {
      boolean quick = words.contains(QUICK);
      Options options =
          new Options(quick, quick ? 1 : 3, quick ? 2 : 5, Path.of("benchmarks", "results"));
      for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
        String name = each.next();
        if (!name.equals(QUICK)) {
          options = options.with(name, each);
        }
      }
      return options;
    }

    private Options with(String name, Iterator<String> rest) {
      if (!List.of("--rounds", "--seconds", "--results").contains(name)) {
        throw new IllegalArgumentException(
            "option must be --quick, --rounds, --seconds or --results, was " + name);
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = rest.next();
      return switch (name) {
        case "--rounds" ->
            new Options(quick, (int) WholeNumber.of(name, value, 1, 50), seconds, results);
        case "--seconds" ->
            new Options(quick, rounds, (int) WholeNumber.of(name, value, 1, 60), results);
        default -> new Options(quick, rounds, seconds, Path.of(value));
      };
    }

    List<Integer> engines() {
      return quick ? FEW : ENGINES;
    }

    double warmupSeconds() {
      return quick ? 3 : 6;
    }

    /// So many for each engine: thirteen cold processes on two cores need longer than one.
    long warmupMessages() {
      return quick ? 150_000 : 500_000;
    }

    /// A quick run does not replace a whole one.
    String file(LocalDate day) {
      return day + "-scale" + (quick ? "-quick" : "");
    }
  }

  public static void main(String[] args) throws IOException {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    try {
      Options options = Options.of(Arrays.asList(args));
      ScaleReport report = new ScaleBench(options, out).run();
      LocalDate day = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
      Path folder = Files.createDirectories(options.results());
      Path file = folder.resolve(options.file(day) + ".md");
      Files.writeString(file, report.text());
      JsonMapper.shared().writeValue(folder.resolve(options.file(day) + ".json").toFile(), report);
      out.println(report.text());
      out.println("The report is " + file);
    } catch (IllegalArgumentException e) {
      err.println("nautilus: " + e.getMessage());
      err.println(USAGE);
      System.exit(2);
    } catch (BenchException e) {
      err.println("nautilus: " + e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private ScaleReport run() {
    MachineFacts machine = MachineFacts.read();
    List<ScalePoint> points = new ArrayList<>();
    for (int i = 1; i <= options.rounds(); i++) {
      for (Bus bus : Bus.values()) {
        for (int engines : options.engines()) {
          out.printf("round %d of %d: %s, %d engines ...%n", i, options.rounds(), bus, engines);
          points.add(measure(bus, engines));
        }
      }
    }
    return new ScaleReport(machine, options.rounds(), options.quick(), points);
  }

  private ScalePoint measure(Bus bus, int engines) {
    int partitions = 1;
    try (RedisServer redis = RedisServer.start(false);
        ServerCpu cpu = new ServerCpu(redis.port());
        Crew crew = new Crew(bus, "redis://127.0.0.1:" + redis.port(), partitions, engines)) {
      crew.warmUp(options.warmupSeconds(), options.warmupMessages());
      double usedBefore = cpu.seconds();
      double sentBefore = cpu.sentBytes();
      long began = System.nanoTime();
      Crew.Sight before = crew.look();
      crew.work(options.seconds());
      Crew.Sight after = crew.look();
      double seconds = (System.nanoTime() - began) / 1e9;
      double used = cpu.seconds() - usedBefore;
      double bytes = cpu.sentBytes() - sentBefore;
      long lost = crew.finish();
      return new ScalePoint(
          bus,
          1,
          partitions,
          engines,
          seconds,
          after.sent() - before.sent(),
          after.delivered() - before.delivered(),
          used,
          bytes,
          after.publisherCpu() - before.publisherCpu(),
          after.enginesCpu() - before.enginesCpu(),
          lost,
          crew.faults());
    }
  }
}
