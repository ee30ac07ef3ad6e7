package dev.nautilus.engine.testkit.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a suite over its built-in cases and, if named, a further folder.
///
/// @param builtIn folder holding `<engine>/*.json` of the module itself
/// @param named folder given from outside
public record ReferenceRun(ReferenceSuite suite, Path builtIn, Optional<Path> named) {

  /// Fewer published cases of its own and a module has not shown that it reproduces anybody.
  static final int LEAST_PUBLISHED = 10;

  static final String BUILT_IN = "built-in";
  static final String NAMED = "named folder";

  public ReferenceReport report() {
    List<ReferenceFolder> folders = new ArrayList<>();
    folders.add(ReferenceFolder.read(BUILT_IN, builtIn, suite.engine()));
    named.ifPresent(root -> folders.add(ReferenceFolder.read(NAMED, root, suite.engine())));
    List<ReferenceReport.Entry> entries = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    for (ReferenceFolder folder : folders) {
      folder.complaints().forEach(text -> complaints.add(folder.label() + ": " + text));
      folder.cases().forEach(reference -> entries.add(entry(folder.label(), reference)));
    }
    long published =
        folders.getFirst().cases().stream()
            .filter(reference -> reference.kind().equals("published"))
            .count();
    if (published < LEAST_PUBLISHED) {
      complaints.add(
          "%s: at least %d published cases are needed, found %d"
              .formatted(BUILT_IN, LEAST_PUBLISHED, published));
    }
    return new ReferenceReport(suite.engine(), entries, complaints);
  }

  private ReferenceReport.Entry entry(String label, ReferenceCase reference) {
    return new ReferenceReport.Entry(
        label,
        reference.id(),
        reference.method(),
        reference.kind(),
        suite.judge(reference),
        suite.argumentAgainst(reference.id()));
  }
}
