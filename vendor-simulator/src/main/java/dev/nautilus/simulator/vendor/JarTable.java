package dev.nautilus.simulator.vendor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A table of the jar: cells between bars, comments after a hash.
public final class JarTable {
  private JarTable() {}

  /// The rows of a table that lies beside a class.
  public static List<List<String>> read(Class<?> owner, String name) {
    try (InputStream table = owner.getResourceAsStream(name)) {
      Objects.requireNonNull(table, name + " is missing from the jar");
      return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> Arrays.asList(line.split("\\|", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
