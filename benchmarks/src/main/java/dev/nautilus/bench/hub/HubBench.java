package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchCommand;
import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.MachineFacts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What `./nautilus bench hub` runs: section by section, each with processes of its own.
final class HubBench {
  static final String USAGE =
      """
      usage: ./nautilus bench hub [options]
        --seconds N      how long each load lasts, 5 to 3600 (20); 3600 makes the trading hour a whole one
        --rate N         requests a second of the trading hour, 100 to 5000 (600)
        --seed N         the trading hour's seed (1)
        --only A,B       sections among rest, bus, near, hour, memory (all)
        --out FOLDER     where the report goes (benchmarks/results)""";

  private HubBench() {}

  /// The parts of the report.
  enum Section {
    REST,
    BUS,
    NEAR,
    HOUR,
    MEMORY
  }

  /// @param length of each load
  /// @param rate requests a second of the trading hour
  /// @param seed of its trace
  /// @param out folder of the report
  record Options(Duration length, int rate, long seed, Set<Section> sections, Path out) {
    static Options of(List<String> args) {
      Options options =
          new Options(
              Duration.ofSeconds(20),
              600,
              1,
              new LinkedHashSet<>(Arrays.asList(Section.values())),
              Path.of("benchmarks", "results"));
      for (Iterator<String> each = args.iterator(); each.hasNext(); ) {
        String name = each.next();
        if (!Set.of("--seconds", "--rate", "--seed", "--only", "--out").contains(name)) {
          throw new IllegalArgumentException(
              "option must be --seconds, --rate, --seed, --only or --out, was " + name);
        }
        if (!each.hasNext()) {
          throw new IllegalArgumentException(name + " needs a value");
        }
        options = options.with(name, each.next());
      }
      return options;
    }

    private Options with(String name, String value) {
      return switch (name) {
        case "--seconds" ->
            new Options(
                Duration.ofSeconds(number(name, value, 5, 3600)), rate, seed, sections, out);
        case "--rate" ->
            new Options(length, (int) number(name, value, 100, 5000), seed, sections, out);
        case "--seed" ->
            new Options(
                length, rate, number(name, value, Long.MIN_VALUE, Long.MAX_VALUE), sections, out);
        case "--only" -> new Options(length, rate, seed, sections(value), out);
        default -> new Options(length, rate, seed, sections, Path.of(value));
      };
    }

    private static Set<Section> sections(String names) {
      Set<Section> some = new LinkedHashSet<>();
      for (String name : names.split(",", -1)) {
        some.add(
            Arrays.stream(Section.values())
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "section must be rest, bus, near, hour or memory, was " + name)));
      }
      return some;
    }

    private static long number(String name, String text, long least, long most) {
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new IllegalArgumentException(
          "%s must be a whole number from %d to %d, was %s".formatted(name, least, most, text));
    }
  }

  public static void main(String[] args) {
    BenchCommand.run(
        USAGE,
        args,
        (words, out) -> {
          Options options = Options.of(words);
          String report = run(options, out);
          BenchCommand.write(options.out(), BenchCommand.today() + "-hub.md", report, out);
          return true;
        });
  }

  private static String run(Options options, PrintStream out) {
    MachineFacts machine = MachineFacts.read();
    StringBuilder report = new StringBuilder(head(options, machine));
    for (Section section : options.sections()) {
      out.println(section.name().toLowerCase(Locale.ROOT) + " ...");
      report.append("\n## ").append(title(section)).append("\n\n");
      report.append("| what | measured | goal | verdict |\n|---|---|---|---|\n");
      for (Figure figure : figures(section, options)) {
        report.append(figure.row()).append('\n');
        out.println(figure.row());
      }
    }
    return report.toString();
  }

  private static List<Figure> figures(Section section, Options options) {
    try {
      return switch (section) {
        case REST -> RestSection.figures(options.length());
        case BUS -> BusSection.figures(options.length());
        case NEAR -> NearSection.figures();
        case HOUR -> HourSection.figures(options);
        case MEMORY -> MemorySection.figures();
      };
    } catch (BenchException e) {
      List<Figure> failed = new ArrayList<>();
      failed.add(Figure.skipped(title(section), String.valueOf(e.getMessage()), ""));
      return failed;
    }
  }

  private static String title(Section section) {
    return switch (section) {
      case REST -> "Cached quotes by REST, beside nginx";
      case BUS -> "Request and reply over the bus";
      case NEAR -> "Near cache";
      case HOUR -> "Thirteen engines, a trading hour";
      case MEMORY -> "A million entries";
    };
  }

  private static String head(Options options, MachineFacts machine) {
    return """
        # The hub's figures

        %s, %d cores, %s, Java %s, %s. %d s a load, seed %d.%s How each is measured stands in
        [benchmarks/README.md](../README.md).
        """
        .formatted(
            machine.processor(),
            machine.cores(),
            machine.system(),
            machine.jdk(),
            machine.redis(),
            options.length().toSeconds(),
            options.seed(),
            machine.shared() ? " The machine had other work when the run began." : "");
  }
}
