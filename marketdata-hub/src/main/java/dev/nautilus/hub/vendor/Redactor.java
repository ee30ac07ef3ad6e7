package dev.nautilus.hub.vendor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets out of what is about to be logged or shown: parameters that carry keys, and the
/// configured secret wherever it appears, because some vendors echo it in their errors.
final class Redactor {
  private static final String HIDDEN = "***";
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)\\b(api_?key|access_?token|token|crumb|client|secret|password|c)(=|%3D)[^&\\s\"'<>]+");
  private static final Pattern ECHO = Pattern.compile("(?i)(your API key as )[^\\s.,\"<]+");
  private static final int SHORTEST_SECRET = 4;

  private final List<String> secrets;

  Redactor(String... secrets) {
    this.secrets =
        Stream.of(secrets)
            .filter(secret -> secret.length() >= SHORTEST_SECRET)
            .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
            .distinct()
            .toList();
  }

  String redact(String text) {
    String safe = text;
    for (String secret : secrets) {
      safe = safe.replace(secret, HIDDEN);
    }
    safe = PARAMETER.matcher(safe).replaceAll("$1$2" + Matcher.quoteReplacement(HIDDEN));
    return ECHO.matcher(safe).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
  }
}
