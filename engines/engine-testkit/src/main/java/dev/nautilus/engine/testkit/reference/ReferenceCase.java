package dev.nautilus.engine.testkit.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// One published, run or computed number (or table of numbers) with what leads to it.
///
/// @param body the whole case as written, for members only some methods have
/// @param meta what the file says about all its cases
/// @param file the JSON file it stands in
public record ReferenceCase(String id, String method, JsonNode body, JsonNode meta, Path file) {

  public JsonNode input() {
    return member("input");
  }

  public JsonNode expected() {
    return member("expected");
  }

  /// `published`, `run` or `computed`.
  public String kind() {
    return body.path("kind").asString("");
  }

  /// Where the number comes from, as written in the case.
  public JsonNode origin() {
    return body.path("origin");
  }

  /// How near is near enough.
  ///
  /// @throws IllegalArgumentException if it is missing or not in numbers, which fails the case
  public Tolerance tolerance() {
    return Tolerance.read(member("tolerance"));
  }

  /// A tolerance given in words, empty if it is given in numbers or missing.
  public String wordedTolerance() {
    return body.path("tolerance").path("abs").isString()
        ? body.path("tolerance").path("abs").stringValue()
        : "";
  }

  /// A table beside the case.
  public CsvTable table(String name) throws IOException {
    return CsvTable.read(path(name));
  }

  /// A file beside the case.
  ///
  /// @throws IllegalArgumentException if there is none, or the name leads out of the folder
  public Path path(String name) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path path = folder == null ? Path.of(name) : folder.resolve(name).normalize();
    if (!path.startsWith(String.valueOf(folder)) || !Files.isRegularFile(path)) {
      throw new IllegalArgumentException("input file must lie beside the case, was '" + name + "'");
    }
    return path;
  }

  private JsonNode member(String name) {
    JsonNode member = body.path(name);
    if (member.isMissingNode()) {
      throw new IllegalArgumentException("case must have '" + name + "'");
    }
    return member;
  }
}
