package dev.nautilus.blocker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hosts that a child process's command names. A host is what follows `://` or `@`, and any
/// word with a dot that could be a vendor's name.
final class CommandLine {
  private static final int LONGEST = 65_536;
  private static final Pattern URL_HOST =
      Pattern.compile(
          "(?:://(?:[^\\s/@'\"]*@)?|@)(\\[[0-9A-Fa-f:.]+]|[^\\s/:?#'\"@,;|&<>()]+)(?::(\\d{1,5}))?");
  // No group repeats here: Java's would recurse, and a long argument would overflow the stack.
  private static final Pattern WORD = Pattern.compile("[\\p{Alnum}_][\\p{Alnum}_.-]*+");

  private CommandLine() {}

  /// Hosts with a URL around them, whoever they belong to.
  static List<Destination> urls(String[] command) {
    List<Destination> found = new ArrayList<>();
    for (String part : command) {
      Matcher url = URL_HOST.matcher(head(part));
      while (url.find()) {
        String port = url.group(2);
        int number = port == null ? 0 : Integer.parseInt(port);
        found.add(Destination.named(url.group(1), Math.min(number, 65_535)));
      }
    }
    return found;
  }

  /// Words that look like a name, most of which are files or versions.
  static List<Destination> words(String[] command) {
    List<Destination> found = new ArrayList<>();
    for (String part : command) {
      Matcher word = WORD.matcher(head(part));
      while (word.find()) {
        if (word.group().indexOf('.') > 0) {
          found.add(Destination.named(word.group(), 0));
        }
      }
    }
    return found;
  }

  private static String head(String part) {
    return part.length() > LONGEST ? part.substring(0, LONGEST) : part;
  }
}
