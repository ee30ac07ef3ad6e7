package dev.nautilus.simulator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The structure of a JSON document: which paths it has and which types stand there. Elements of a
/// list share one path, and so do keys that are epoch seconds.
record Shape(Map<String, Set<String>> paths) {

  static Shape of(JsonNode root) {
    Map<String, Set<String>> paths = new TreeMap<>();
    walk(root, "", paths);
    paths.remove("");
    return new Shape(paths);
  }

  /// Lines of a path and the types it may have.
  static Shape parse(String lines) {
    Map<String, Set<String>> paths = new TreeMap<>();
    lines
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              String path = line.substring(0, line.indexOf(' '));
              paths.put(path, Set.of(line.substring(path.length() + 1).split(" ", -1)));
            });
    return new Shape(paths);
  }

  /// Paths of the other document that a reader would miss here, or find with another type.
  Set<String> missing(Shape wanted) {
    Set<String> missing = new TreeSet<>();
    wanted.paths.forEach(
        (path, types) -> {
          for (String type : types) {
            if (!type.equals("NULL") && !paths.getOrDefault(path, Set.of()).contains(type)) {
              missing.add(path + " " + type);
            }
          }
        });
    return missing;
  }

  private static void walk(JsonNode node, String path, Map<String, Set<String>> paths) {
    paths.computeIfAbsent(path, p -> new TreeSet<>()).add(node.getNodeType().name());
    if (node.isArray()) {
      node.forEach(element -> walk(element, path + "[]", paths));
    }
    node.properties()
        .forEach(
            field -> {
              String key = field.getKey().matches("[0-9]+") ? "{epoch}" : field.getKey();
              walk(field.getValue(), path.isEmpty() ? key : path + "." + key, paths);
            });
  }
}
