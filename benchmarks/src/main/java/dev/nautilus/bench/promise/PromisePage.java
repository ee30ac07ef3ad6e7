package dev.nautilus.bench.promise;

import dev.nautilus.bench.BenchCommand;
import dev.nautilus.bench.prefetch.PrefetchBench;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `./nautilus bench promises` runs: plays the traces of prefetching, which takes seconds,
/// reads what other runs left, and writes the page. What is not there is "not measured".
final class PromisePage {
  private static final String USAGE = "usage: ./nautilus bench promises";

  private static final String NOT_MEASURED = "not measured";
  private static final Pattern COUNTS =
      Pattern.compile("tests=\"(\\d+)\"|errors=\"(\\d+)\"|failures=\"(\\d+)\"");
  private static final String HEAD =
      """
      # Promises

      What users were promised, what this project reaches, and the command that measures it anew. Written by `./nautilus bench promises` from
      `benchmarks/results` and from what the last build's tests reported; not by hand. A figure is as good as its run: each report says on which
      machine it was taken, and whether that had other work.

      | promise | promised | reached | from | command |
      |---|---|---|---|---|
      """;

  private final Path root;
  private final ResultPage prefetch;

  /// @param root of the project
  /// @param prefetch what guessing reached just now
  PromisePage(Path root, ResultPage prefetch) {
    this.root = root;
    this.prefetch = prefetch;
  }

  /// @param reached the figure, or that there is none
  /// @param from the report or test
  private record Found(String reached, String from) {}

  public static void main(String[] args) {
    BenchCommand.run(
        USAGE,
        args,
        (words, out) -> {
          Path root = Path.of(words.isEmpty() ? "." : words.get(0)).toAbsolutePath().normalize();
          String text = new PromisePage(root, playedPrefetch()).text();
          BenchCommand.write(root.resolve("docs"), "promises.md", text, out);
          return true;
        });
  }

  private static ResultPage playedPrefetch() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("# Prefetch\n".getBytes(StandardCharsets.UTF_8));
    PrefetchBench.printDefaults(new PrintStream(text, true, StandardCharsets.UTF_8));
    return ResultPage.of(text.toString(StandardCharsets.UTF_8));
  }

  String text() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (Promise promise : Promise.all()) {
      Found found = find(promise.evidence());
      String command = promise.command().equals("-") ? "-" : "`" + promise.command() + "`";
      page.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  promise.what(), promise.promised(), found.reached(), found.from(), command));
    }
    return page.toString();
  }

  private Found find(Promise.Evidence evidence) throws IOException {
    return switch (evidence) {
      case Promise.Evidence.Cell cell -> find(cell);
      case Promise.Evidence.Tested tested -> find(tested);
      case Promise.Evidence.Nowhere(String why) -> new Found(NOT_MEASURED, why);
    };
  }

  private Found find(Promise.Evidence.Cell cell) throws IOException {
    if (cell.kind().equals("prefetch")) {
      return prefetch
          .find(cell.heading(), cell.row(), cell.column())
          .map(figure -> new Found(figure, "this run"))
          .orElseGet(() -> new Found(NOT_MEASURED, "-"));
    }
    for (Path report : reports(cell.kind())) {
      Optional<String> figure =
          ResultPage.of(Files.readString(report)).find(cell.heading(), cell.row(), cell.column());
      if (figure.isPresent()) {
        String name = String.valueOf(report.getFileName());
        return new Found(figure.get(), "[%s](../benchmarks/results/%s)".formatted(name, name));
      }
    }
    return new Found(NOT_MEASURED, "-");
  }

  /// Reports of a kind, the newest first, those of a part of its rows among them; a quick run's
  /// count for nothing.
  private List<Path> reports(String kind) throws IOException {
    Path results = root.resolve("benchmarks").resolve("results");
    if (!Files.isDirectory(results)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(results)) {
      return files
          .filter(
              file ->
                  String.valueOf(file.getFileName())
                      .matches(
                          "\\d{4}-\\d{2}-\\d{2}-"
                              + Pattern.quote(kind)
                              + "(?!-quick)(-[a-z]+)?\\.md"))
          .sorted(Comparator.<Path>naturalOrder().reversed())
          .toList();
    }
  }

  private Found find(Promise.Evidence.Tested tested) throws IOException {
    Path report =
        root.resolve(tested.module())
            .resolve("target/failsafe-reports/TEST-" + tested.test() + ".xml");
    String name = tested.test().substring(tested.test().lastIndexOf('.') + 1);
    if (!Files.exists(report)) {
      return new Found(NOT_MEASURED, name + " has not run here");
    }
    String suite = Files.readString(report);
    int[] counts = new int[3];
    Matcher count = COUNTS.matcher(suite.substring(0, suite.indexOf("<testcase")));
    while (count.find()) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += count.group(i + 1) == null ? 0 : Integer.parseInt(count.group(i + 1));
      }
    }
    boolean held = counts[0] > 0 && counts[1] + counts[2] == 0;
    return new Found(
        held ? "held by %d tests".formatted(counts[0]) : "broken: a test failed",
        name + ", " + Files.getLastModifiedTime(report).toString().substring(0, 10));
  }
}
