package dev.nautilus.blocker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the `block-domains` and `block-addresses` of every vendor out of the hub's `vendors.yml`,
/// which the build copies into this jar.
///
/// The lists are read line by line, in YAML's two ways of writing them, because a YAML parser would
/// be a dependency in every process that loads this jar. A test holds the result against a real
/// parser's.
final class VendorDomains {
  private static final String RESOURCE = "vendors.yml";
  private static final Pattern LIST =
      Pattern.compile("(?i)(\\s*)block-?(?:domains|addresses)\\s*:\\s*(.*)");
  private static final Pattern ITEM = Pattern.compile("(\\s*)-\\s+(.*)");

  private VendorDomains() {}

  /// What the file in this jar says.
  static Set<String> builtIn() {
    try (InputStream yaml = VendorDomains.class.getResourceAsStream(RESOURCE)) {
      if (yaml == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the api-blocker jar");
      }
      return of(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IllegalArgumentException when there is no domain, since a list that blocks nothing is
  ///   a mistake and not a wish
  static Set<String> of(String yaml) {
    Set<String> domains = new LinkedHashSet<>();
    boolean inList = false;
    int indent = 0;
    for (String raw : yaml.lines().toList()) {
      String line = withoutComment(raw);
      Matcher list = LIST.matcher(line);
      Matcher item = ITEM.matcher(line);
      if (list.matches()) {
        inList = list.group(2).isEmpty();
        indent = list.group(1).length();
        inline(list.group(2)).forEach(domains::add);
      } else if (inList && item.matches() && item.group(1).length() >= indent) {
        domains.add(unquoted(item.group(2)));
      } else if (!line.isBlank()) {
        inList = false;
      }
    }
    if (domains.isEmpty()) {
      throw new IllegalArgumentException("no block-domains in " + RESOURCE);
    }
    return domains;
  }

  private static Stream<String> inline(String list) {
    if (list.isEmpty()) {
      return Stream.empty();
    }
    if (!list.startsWith("[") || !list.endsWith("]")) {
      throw new IllegalArgumentException(
          "a block list must be [..] or one - item a line, was " + list);
    }
    List<String> items = List.of(list.substring(1, list.length() - 1).split(",", -1));
    return items.stream().map(VendorDomains::unquoted).filter(item -> !item.isEmpty());
  }

  private static String withoutComment(String line) {
    return line.replaceFirst("(^|\\s)#.*$", "").stripTrailing();
  }

  private static String unquoted(String value) {
    return value.strip().replaceFirst("^(['\"])(.*)\\1$", "$2");
  }
}
