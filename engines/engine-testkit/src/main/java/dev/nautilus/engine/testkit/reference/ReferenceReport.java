package dev.nautilus.engine.testkit.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What came out of a run: every case with its verdict, and what was wrong with the case files.
///
/// @param complaints reasons the run fails beyond its cases
public record ReferenceReport(String engine, List<Entry> entries, List<String> complaints) {

  public ReferenceReport {
    entries = List.copyOf(entries);
    complaints = List.copyOf(complaints);
  }

  /// One case.
  ///
  /// @param source which folder it came from
  /// @param argument why the module disputes the number, empty if it does not
  public record Entry(
      String source, String id, String method, String kind, Verdict verdict, String argument) {}

  public long passed() {
    return entries.stream().filter(entry -> entry.verdict().passed()).count();
  }

  public long failed() {
    return entries.size() - passed();
  }

  /// Nothing failed and nothing was wrong with the files.
  public boolean succeeded() {
    return failed() == 0 && complaints.isEmpty();
  }

  /// The report people read: totals, complaints, failures with reasons, then every case.
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Reference cases: ").append(engine).append("\n\n");
    text.append("| source | found | run | passed | failed |\n|---|---|---|---|---|\n");
    entries.stream().map(Entry::source).distinct().forEach(source -> total(text, source));
    section(text, "Complaints", complaints.stream().map(line -> "- " + line).toList());
    section(
        text,
        "Failed",
        entries.stream()
            .filter(entry -> !entry.verdict().passed())
            .map(entry -> "- " + line(entry) + dispute(entry))
            .toList());
    section(
        text,
        "All",
        entries.stream()
            .map(entry -> "- " + (entry.verdict().passed() ? "passed " : "FAILED ") + line(entry))
            .toList());
    return text.toString();
  }

  /// Writes [#markdown()], creating folders as needed.
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, markdown());
  }

  private void total(StringBuilder text, String source) {
    List<Entry> own = entries.stream().filter(entry -> entry.source().equals(source)).toList();
    long good = own.stream().filter(entry -> entry.verdict().passed()).count();
    text.append(
        "| %s | %d | %d | %d | %d |\n"
            .formatted(source, own.size(), own.size(), good, own.size() - good));
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    text.append("\n## ").append(title).append("\n\n");
    text.append(lines.isEmpty() ? "none" : String.join("\n", lines)).append('\n');
  }

  private static String line(Entry entry) {
    return "`%s` [%s, %s, %s]: %s"
        .formatted(
            entry.id(), entry.method(), entry.kind(), entry.source(), entry.verdict().reason());
  }

  private static String dispute(Entry entry) {
    return entry.argument().isEmpty() ? "" : " (disputed: " + entry.argument() + ")";
  }
}
