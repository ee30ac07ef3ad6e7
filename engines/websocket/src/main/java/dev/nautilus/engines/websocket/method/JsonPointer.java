package dev.nautilus.engines.websocket.method;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A place in a document, as a patch names it: `/foo/0/bar`. **Source** RFC 6901, and RFC 6902 for
/// what may be done there.
///
/// @param names from the root on; none for the whole document
record JsonPointer(List<String> names) {
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  JsonPointer {
    names = List.copyOf(names);
  }

  /// Reads a pointer.
  ///
  /// @throws IllegalArgumentException when it is none
  static JsonPointer of(String text) {
    if (text.isEmpty()) {
      return new JsonPointer(List.of());
    }
    if (text.charAt(0) != '/' || text.matches(".*~([^01].*|)")) {
      throw new IllegalArgumentException(
          "a pointer must begin with / and write ~ as ~0, was '" + text + "'");
    }
    List<String> names = new ArrayList<>();
    for (String name : text.substring(1).split("/", -1)) {
      names.add(name.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(names);
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /// Whether something else lies inside this place.
  boolean isAbove(JsonPointer other) {
    return other.names.size() > names.size() && other.names.subList(0, names.size()).equals(names);
  }

  /// What is there.
  ///
  /// @throws IllegalArgumentException when nothing is
  JsonNode get(JsonNode document) {
    JsonNode found = document;
    for (String name : names) {
      found = child(found, name);
    }
    return found;
  }

  private JsonNode child(JsonNode parent, String name) {
    JsonNode child =
        switch (parent) {
          case ObjectNode object -> object.get(name);
          case ArrayNode array -> array.get(index(name, array.size() - 1));
          default -> null;
        };
    if (child == null) {
      throw new IllegalArgumentException("%s must exist, '%s' does not".formatted(this, name));
    }
    return child;
  }

  private int index(String name, int most) {
    if (!INDEX.matcher(name).matches() || Integer.parseInt(name) > most) {
      throw new IllegalArgumentException(
          "%s must name an element from 0 to %d, was '%s'".formatted(this, most, name));
    }
    return Integer.parseInt(name);
  }

  /// Puts something there: a member is set, an element moves those behind it.
  JsonNode add(JsonNode document, JsonNode value) {
    if (names.isEmpty()) {
      return value;
    }
    String last = names.getLast();
    switch (parent(document)) {
      case ObjectNode object -> object.set(last, value);
      case ArrayNode array when last.equals("-") -> array.add(value);
      case ArrayNode array -> array.insert(index(last, array.size()), value);
      default -> throw new IllegalArgumentException(this + " must lie in an object or an array");
    }
    return document;
  }

  /// Puts something in the place of what is there.
  JsonNode replace(JsonNode document, JsonNode value) {
    if (names.isEmpty()) {
      return value;
    }
    if (parent(document) instanceof ArrayNode array) {
      array.set(index(names.getLast(), array.size() - 1), value);
      return document;
    }
    return add(document, value);
  }

  /// Takes away what is there.
  JsonNode remove(JsonNode document) {
    get(document);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a step must not remove the whole document");
    }
    switch (parent(document)) {
      case ObjectNode object -> object.remove(names.getLast());
      case ArrayNode array -> array.remove(index(names.getLast(), array.size() - 1));
      default -> throw new IllegalArgumentException(this + " must lie in an object or an array");
    }
    return document;
  }

  private JsonNode parent(JsonNode document) {
    return new JsonPointer(names.subList(0, names.size() - 1)).get(document);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append('/').append(escaped(name)));
    return text.toString();
  }
}
