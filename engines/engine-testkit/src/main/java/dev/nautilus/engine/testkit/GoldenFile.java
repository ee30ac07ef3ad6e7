package dev.nautilus.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A text that an engine's output is held against, line by line. Run the test with
/// `-Dgolden.write=true` to write it anew, then read the difference before committing it.
public final class GoldenFile {
  private final Path path;

  private GoldenFile(Path path) {
    this.path = path;
  }

  /// Names a file.
  ///
  /// @param name below the module's `src/test/resources/golden`
  public static GoldenFile of(String name) {
    return new GoldenFile(Path.of("src", "test", "resources", "golden", name));
  }

  /// Holds lines against the file.
  ///
  /// @throws AssertionError when they differ, or were just written
  public void check(List<String> lines) {
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, lines);
        throw new AssertionError(path + " was written; run again without golden.write");
      }
      assertThat(lines).as(path.toString()).isEqualTo(Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
