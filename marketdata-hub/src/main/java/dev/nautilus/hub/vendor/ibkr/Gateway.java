package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.BodyReader;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorHttp;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Calls to the gateway, within a session and without one.
///
/// **Threads** Safe for many; calls block.
final class Gateway {
  /// Without a name of its own a client is turned away.
  static final Map<String, String> HEADERS =
      Map.of("Accept", "application/json", "User-Agent", "nautilus-hub");

  private final VendorHttp http;
  private final URI api;

  Gateway(VendorHttp http, URI api) {
    this.http = http;
    this.api = api;
  }

  VendorUrl url(String path) {
    return VendorUrl.of(api).path(path);
  }

  /// Where a person logs in.
  String loginPage() {
    return api.resolve("/").toString();
  }

  <T> Outcome<T> get(VendorUrl url, BodyReader<T> reader) {
    return http.get(url.uri(), HEADERS, reader);
  }

  <T> Outcome<T> post(String path, String json, BodyReader<T> reader) {
    return http.post(url(path).uri(), HEADERS, json, reader);
  }

  /// Asks within a session, and once more within a new one when the gateway says that it is over.
  <T> Outcome<T> within(IbkrSession session, Function<IbkrSession.Ready, Outcome<T>> question) {
    return session
        .ready()
        .then(
            ready -> {
              Outcome<T> first = question.apply(ready);
              if (!(first instanceof Outcome.Bad<T>(Refused refused))
                  || refused.why() != Refusal.UNAUTHORIZED) {
                return first;
              }
              session.lost(ready);
              return session.ready().then(question);
            });
  }

  /// Waits; false when the caller was interrupted meanwhile.
  static boolean pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(Gateway.class, left);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return true;
  }
}
