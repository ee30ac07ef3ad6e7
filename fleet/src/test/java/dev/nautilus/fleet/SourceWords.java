package dev.nautilus.fleet;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the comments of a class say, read from its source.
final class SourceWords {
  private final String file;
  private final String source;

  /// @param module folder of the module, from the project's root
  SourceWords(String module, Class<?> type) {
    Class<?> top = type.getNestHost();
    Path java = Path.of(module, "src", "main", "java");
    this.file = java.resolve(top.getName().replace('.', '/') + ".java").toString();
    this.source = Project.text(file);
  }

  /// The comment of an enum's constant, in one line.
  String constant(Enum<?> constant) {
    return oneLine(comment(" *" + constant.name() + "\\b"));
  }

  /// What a record says of one of its components.
  String param(String component) {
    Matcher text =
        Pattern.compile(
                "^ */// @param " + component + " ((?:.*\\n)(?: *///   .*\\n)*)", Pattern.MULTILINE)
            .matcher(source);
    if (!text.find()) {
      throw new AssertionError(file + " must say what " + component + " is");
    }
    return oneLine(text.group(1));
  }

  private String comment(String before) {
    Matcher comment =
        Pattern.compile("((?:^ *///.*\\n)+)" + before, Pattern.MULTILINE).matcher(source);
    if (!comment.find()) {
      throw new AssertionError(file + " must have a comment before" + before);
    }
    return comment.group(1);
  }

  /// Links become code, but not what stands in code already.
  private static String oneLine(String comment) {
    String text = comment.replaceAll("(?m)^ *///", "").strip().replaceAll("\\s+", " ");
    String[] parts = text.replace("|", "\\|").split("`", -1);
    for (int i = 0; i < parts.length; i += 2) {
      parts[i] =
          parts[i]
              .replaceAll("\\[([^\\]\\s]+) ([^\\]]+)\\]", "$2")
              .replaceAll("\\[#?([^\\]]+)\\]", "`$1`");
    }
    return String.join("`", parts);
  }
}
