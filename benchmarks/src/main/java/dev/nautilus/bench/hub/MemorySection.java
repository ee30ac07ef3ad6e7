package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.Child;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A hub of 1 GiB that holds a million quotes in its cache.
final class MemorySection {
  private static final int PATIENCE_SECONDS = 200;
  private static final String GOAL = "under 1 GiB of heap";

  private MemorySection() {}

  static List<Figure> figures() {
    return figures(
        Child.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryMain.class.getName()),
            PATIENCE_SECONDS));
  }

  private static String tail(String said) {
    return said.substring(Math.max(0, said.length() - 600)).replace('\n', ' ');
  }

  /// @param said its last line is `entries used-before used-after`
  private static List<Figure> figures(String said) {
    String line =
        said.lines()
            .filter(each -> each.startsWith(MemoryMain.MARK))
            .findFirst()
            .orElseThrow(() -> new BenchException("the hub of 1 GiB said: " + tail(said)));
    String[] words = line.split(" ", -1);
    long entries = Long.parseLong(words[1]);
    long before = Long.parseLong(words[2]);
    long after = Long.parseLong(words[3]);
    return List.of(
        new Figure(
            "quotes held with -Xmx1g",
            String.format(Locale.ROOT, "%,d", entries),
            "1,000,000 " + GOAL,
            Figure.Verdict.of(entries >= MemoryMain.ENTRIES)),
        Figure.aside(
            "heap in use after collection, empty and full",
            String.format(Locale.ROOT, "%,d and %,d MB", before >> 20, after >> 20)),
        Figure.aside(
            "bytes per entry, what remembers its version included",
            String.format(Locale.ROOT, "%,d", (after - before) / Math.max(1, entries))));
  }
}
