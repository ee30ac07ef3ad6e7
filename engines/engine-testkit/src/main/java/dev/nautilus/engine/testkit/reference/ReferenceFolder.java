package dev.nautilus.engine.testkit.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The case files of one engine, read whole; what cannot be read is a complaint, not a gap.
///
/// @param label how the report calls this source of cases
/// @param complaints unreadable files, wrong counts, cases without id or method
record ReferenceFolder(String label, List<ReferenceCase> cases, List<String> complaints) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param root folder holding one folder per engine
  static ReferenceFolder read(String label, Path root, String engine) {
    List<ReferenceCase> cases = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    Path folder = root.resolve(engine);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(".json"))
            .sorted()
            .forEach(file -> readFile(file, cases, complaints));
      } catch (IOException e) {
        complaints.add("folder " + folder.getFileName() + " cannot be listed: " + e.getMessage());
      }
    }
    if (cases.isEmpty()) {
      complaints.add("no case for engine '" + engine + "' in the folder given");
    }
    return new ReferenceFolder(label, cases, complaints);
  }

  private static void readFile(Path file, List<ReferenceCase> cases, List<String> complaints) {
    String name = String.valueOf(file.getFileName());
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      JsonNode list = root.path("cases");
      if (!list.isArray()) {
        complaints.add(name + " has no array 'cases'");
        return;
      }
      if (root.path("count").isNumber() && root.path("count").intValue() != list.size()) {
        complaints.add(
            "%s announces %d cases, holds %d"
                .formatted(name, root.path("count").intValue(), list.size()));
      }
      for (JsonNode body : list) {
        String id = body.path("id").asString("");
        String method = body.path("method").asString("");
        if (id.isBlank() || method.isBlank()) {
          complaints.add(name + " has a case without id or method: " + id + method);
        }
        cases.add(new ReferenceCase(id, method, body, root.path("meta"), file));
      }
    } catch (IOException | JacksonException e) {
      complaints.add(name + " cannot be read: " + e.getMessage());
    }
  }
}
