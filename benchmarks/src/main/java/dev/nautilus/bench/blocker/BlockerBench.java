package dev.nautilus.bench.blocker;

import dev.nautilus.bench.BenchCommand;
import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.Child;
import dev.nautilus.bench.MachineFacts;
import dev.nautilus.bench.RedisServer;
import dev.nautilus.bench.WholeNumber;
import dev.nautilus.bench.blocker.EntriesMain.Entries;
import dev.nautilus.blocker.Guard;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What `./nautilus bench blocker` runs.
final class BlockerBench {
  static final String USAGE =
      """
      usage: ./nautilus bench blocker [options]
        --quick            a first look in about two minutes: one short round
        --rounds N         how often everything is measured, 1 to 50 (5)
        --results FOLDER   where the report goes (benchmarks/results)""";

  /// The same for every measured process. The heap has its size from the start.
  static final List<String> JVM =
      List.of(
          "-Xms256m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Djava.net.preferIPv4Stack=true",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// Starting and ending, at their slowest.
  private static final long AROUND_SECONDS = 60;

  private final Options options;
  private final Path agent;
  private final PrintStream out;

  private BlockerBench(Options options, Path agent, PrintStream out) {
    this.options = options;
    this.agent = agent;
    this.out = out;
  }

  /// @param quick whether it is only a first look
  /// @param rounds how often everything is measured
  /// @param results folder of the report
  record Options(boolean quick, int rounds, Path results) {
    private static final String QUICK = "--quick";
    private static final String ROUNDS = "--rounds";
    private static final String RESULTS = "--results";

    /// @throws IllegalArgumentException when the words cannot be understood
    static Options of(List<String> words) {
      boolean quick = words.contains(QUICK);
      Options options = new Options(quick, quick ? 1 : 5, Path.of("benchmarks", "results"));
      for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
        String name = each.next();
        if (!List.of(QUICK, ROUNDS, RESULTS).contains(name)) {
          throw new IllegalArgumentException(
              "option must be --quick, --rounds or --results, was " + name);
        }
        if (!name.equals(QUICK)) {
          if (!each.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
          }
          options = options.with(name, each.next());
        }
      }
      return options;
    }

    private Options with(String name, String value) {
      return name.equals(ROUNDS)
          ? new Options(quick, (int) WholeNumber.of(name, value, 1, 50), results)
          : new Options(quick, rounds, Path.of(value));
    }

    double warmupSeconds() {
      return quick ? 0.5 : 2;
    }

    double seconds() {
      return quick ? 1 : 3;
    }

    /// A quick run does not replace a whole one.
    String file(LocalDate day) {
      return day + "-blocker" + (quick ? "-quick" : "") + ".md";
    }
  }

  public static void main(String[] args) {
    BenchCommand.run(
        USAGE,
        args,
        (words, out) -> {
          Options options = Options.of(words);
          String report = new BlockerBench(options, agent(), out).run().text();
          out.println(report);
          BenchCommand.write(options.results(), options.file(BenchCommand.today()), report, out);
          return true;
        });
  }

  /// The agent's jar, which is on the class path of the benchmarks like any other.
  private static Path agent() {
    CodeSource source = Guard.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new BenchException(
          "the benchmark itself must run without an agent; take it out of JAVA_TOOL_OPTIONS");
    }
    Path jar = Path.of(URI.create(source.getLocation().toString()));
    if (!Files.isRegularFile(jar)) {
      throw new BenchException(
          "the blocker must be on the class path as its jar, was "
              + jar
              + "; start this by ./nautilus bench blocker");
    }
    return jar;
  }

  private BlockerReport run() {
    MachineFacts machine = MachineFacts.read();
    DecisionRounds decisions = new DecisionRounds(agent, options.quick());
    Map<Load, List<PairedRates.Round>> rates = new EnumMap<>(Load.class);
    Entries entries;
    try (RedisServer redis = RedisServer.start(false)) {
      for (int i = 1; i <= options.rounds(); i++) {
        out.printf("round %d of %d ...%n", i, options.rounds());
        for (Load load : Load.values()) {
          rates.computeIfAbsent(load, _ -> new ArrayList<>()).add(round(load, redis.port()));
        }
        decisions.measure();
      }
      entries = Entries.of(child(EntriesMain.class, Presence.ENFORCE, port(redis)));
    }
    return new BlockerReport(
        machine,
        options.rounds(),
        options.quick(),
        decisions.decisions(),
        decisions.methods(),
        rates.entrySet().stream().map(e -> new PairedRates(e.getKey(), e.getValue())).toList(),
        entries);
  }

  private PairedRates.Round round(Load load, int redis) {
    return new PairedRates.Round(
        rate(load, Presence.ABSENT, redis),
        rate(load, Presence.ENFORCE, redis),
        rate(load, Presence.ABSENT, redis));
  }

  private double rate(Load load, Presence presence, int redis) {
    CallsMain.Task task =
        new CallsMain.Task(load, redis, options.warmupSeconds(), options.seconds());
    return CallsMain.rate(child(CallsMain.class, presence, task.words()));
  }

  private static List<String> port(RedisServer redis) {
    return List.of(Integer.toString(redis.port()));
  }

  private String child(Class<?> main, Presence presence, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(presence.words(agent));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(words);
    return Child.run(command, AROUND_SECONDS);
  }
}
