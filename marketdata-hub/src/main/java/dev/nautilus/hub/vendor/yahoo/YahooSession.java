package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorUrl;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cookie and the crumb that some endpoints ask for. Fetched when first needed, kept until
/// Yahoo refuses them, and fetched once for all callers that were refused with the same ones.
///
/// **Threads** Safe for many.
final class YahooSession {
  /// Yahoo answers clients that do not look like a browser with a limit.
  private static final String USER_AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/141.0.0.0 Safari/537.36";

  private static final Pattern CRUMB = Pattern.compile("[!-~]{1,64}");
  private static final Pattern COOKIE = Pattern.compile("[!-~&&[^;=]]{1,64}=[!-~&&[^;]]{0,2048}");
  private static final int MOST_COOKIES = 8;

  private final VendorHttp http;
  private final URI cookieUrl;
  private final URI queryUrl;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Pass pass;

  YahooSession(VendorHttp http, URI cookieUrl, URI queryUrl) {
    this.http = http;
    this.cookieUrl = cookieUrl;
    this.queryUrl = queryUrl;
  }

  /// What opens the endpoints that ask for it.
  record Pass(String cookie, String crumb) {
    Map<String, String> headers() {
      Map<String, String> headers = new HashMap<>(browser());
      headers.put("Cookie", cookie);
      return headers;
    }

    @Override
    public String toString() {
      return "Pass[***]";
    }
  }

  /// Headers that every request carries.
  static Map<String, String> browser() {
    return Map.of(
        "User-Agent",
        USER_AGENT,
        "Accept",
        "application/json,text/plain,*/*",
        "Accept-Language",
        "en-US,en;q=0.9");
  }

  /// The current pass, fetched if there is none.
  Outcome<Pass> pass() {
    Pass current = pass;
    if (current != null) {
      return Outcome.good(current);
    }
    renewing.lock();
    try {
      Pass meanwhile = pass;
      return meanwhile != null ? Outcome.good(meanwhile) : fetch();
    } finally {
      renewing.unlock();
    }
  }

  /// Yahoo refused this one; the next [#pass] fetches another unless somebody already did.
  void refused(Pass stale) {
    renewing.lock();
    try {
      if (stale.equals(pass)) {
        pass = null;
      }
    } finally {
      renewing.unlock();
    }
  }

  private Outcome<Pass> fetch() {
    Outcome<Pass> fetched =
        http.get(cookieUrl, browser(), YahooSession::cookie)
            .then(
                cookie -> {
                  Map<String, String> headers = new HashMap<>(browser());
                  headers.put("Cookie", cookie);
                  URI url = VendorUrl.of(queryUrl).path("v1/test/getcrumb").uri();
                  return http.get(url, headers, YahooSession::crumb)
                      .then(crumb -> Outcome.good(new Pass(cookie, crumb)));
                });
    if (fetched instanceof Outcome.Good<Pass>(Pass fresh)) {
      pass = fresh;
    }
    return fetched;
  }

  /// Any status will do, as long as cookies come with it.
  static Outcome<String> cookie(HttpAnswer answer) {
    if (answer.status() == 429 || YahooEnvelope.saysTooMany(answer)) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    String cookie =
        answer.headers("set-cookie").stream()
            .map(header -> header.split(";", 2)[0].strip())
            .filter(pair -> COOKIE.matcher(pair).matches())
            .limit(MOST_COOKIES)
            .collect(Collectors.joining("; "));
    if (!cookie.isEmpty()) {
      return Outcome.good(cookie);
    }
    return answer.status() >= 500
        ? Outcome.bad(Refusal.VENDOR_FAILED, "gave status %d, no cookie".formatted(answer.status()))
        : Outcome.bad(Refusal.GARBAGE, "gave no cookie");
  }

  /// The status is looked at first: kept unchecked, the text of a limit would become the crumb.
  static Outcome<String> crumb(HttpAnswer answer) {
    if (answer.status() != 200 || answer.kind() == BodyKind.JSON) {
      return YahooEnvelope.document(answer)
          .then(any -> Outcome.bad(Refusal.GARBAGE, "gave JSON where a crumb was expected"));
    }
    if (YahooEnvelope.saysTooMany(answer)) {
      return Outcome.bad(Refusal.OVER_BUDGET, "answered Too Many Requests");
    }
    String crumb = answer.text().strip();
    if (answer.kind() != BodyKind.TEXT || !CRUMB.matcher(crumb).matches()) {
      return Outcome.bad(Refusal.GARBAGE, "gave no crumb but " + JsonBody.named(answer));
    }
    return Outcome.good(crumb);
  }
}
