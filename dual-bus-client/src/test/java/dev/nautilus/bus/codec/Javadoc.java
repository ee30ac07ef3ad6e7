package dev.nautilus.bus.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `///` comment above a record, taken apart.
///
/// @param text what stands before the parameters, in one line
/// @param params meaning by component
record Javadoc(String text, Map<String, String> params) {
  private static final Map<String, String> SELF_EVIDENT =
      Map.of(
          "instrument", "what it is about",
          "provenance", "where it comes from and which version it is");

  /// Reads the comment of a record in the source of its file.
  static Javadoc of(String source, Class<?> record) {
    Matcher comment =
        Pattern.compile(
                "((?:^ *///.*\\n)+)(?: *@.*\\n)* *public record " + record.getSimpleName() + "\\(",
                Pattern.MULTILINE)
            .matcher(source);
    if (!comment.find()) {
      throw new AssertionError(record + " must have a comment");
    }
    String[] parts = comment.group(1).replaceAll("(?m)^ *///", "").split("(?m)^ *@param ", -1);
    Map<String, String> params = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] words = oneLine(parts[i]).split(" ", 2);
      params.put(words[0], words[1]);
    }
    return new Javadoc(oneLine(parts[0]), params);
  }

  /// The first sentence.
  String summary() {
    return text.replaceFirst("(?s)(?<=[a-z)`])\\. .*", ".");
  }

  /// What a component means; empty where its name says it.
  String param(String component) {
    return params.getOrDefault(component, SELF_EVIDENT.getOrDefault(component, ""));
  }

  private static String oneLine(String comment) {
    return comment.strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("->", "to");
  }
}
