package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.random.Draws;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cookie and crumb without a session store: the cookie carries its own signature and the crumb is
/// derived from the cookie, so both survive a restart with the same seed.
final class Credentials {
  private static final String COOKIE_ATTRIBUTES = "; Max-Age=31557600; Path=/; SameSite=Lax";
  private static final Pattern A3 = Pattern.compile("(?:^|;\\s*)A3=d=([0-9a-f]+)&S=([0-9a-f]+)");
  private static final int CRUMB_LENGTH = 11;

  /// Dots and slashes belong to real crumbs: a client that does not encode them is caught here.
  private static final String CRUMB_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";

  private final Draws secrets;

  Credentials(long seed) {
    this.secrets = Draws.seeded(seed).of("yahoo cookies");
  }

  Reply withCookies(Reply reply, Instant now) {
    String data = Long.toHexString(now.toEpochMilli());
    String value = "d=" + data + "&S=" + signature(data);
    return reply
        .with("set-cookie", "A1=" + value + COOKIE_ATTRIBUTES + "; HttpOnly")
        .with("set-cookie", "A3=" + value + COOKIE_ATTRIBUTES + "; HttpOnly");
  }

  /// The data part of a cookie of ours.
  Optional<String> cookie(Request request) {
    return request
        .header("cookie")
        .map(A3::matcher)
        .filter(Matcher::find)
        .filter(found -> found.group(2).equals(signature(found.group(1))))
        .map(found -> found.group(1));
  }

  String crumb(String cookieData) {
    Draws letters = secrets.of("crumb").of(cookieData);
    StringBuilder crumb = new StringBuilder();
    for (int i = 0; i < CRUMB_LENGTH; i++) {
      crumb.append(CRUMB_LETTERS.charAt(letters.below(CRUMB_LETTERS.length(), i)));
    }
    return crumb.toString();
  }

  boolean valid(Request request) {
    Optional<String> given = request.parameter("crumb");
    return given.isPresent() && given.equals(cookie(request).map(this::crumb));
  }

  private String signature(String data) {
    return String.format(Locale.ROOT, "%016x", secrets.of("signature").of(data).bits(0));
  }
}
