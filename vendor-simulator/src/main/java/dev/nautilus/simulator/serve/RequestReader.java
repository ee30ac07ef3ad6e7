package dev.nautilus.simulator.serve;

import dev.nautilus.simulator.vendor.Request;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/// Turns what the server received into a [Request], refusing what is too big or malformed.
final class RequestReader {
  private static final int LARGEST_BODY = 64 * 1024;

  private RequestReader() {}

  /// A body beyond the limit.
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLargeException() {
      super("body must not exceed " + LARGEST_BODY + " bytes");
    }
  }

  static Mono<Request> read(HttpServerRequest in) {
    return in.receive()
        .asByteArray()
        .reduceWith(
            ByteArrayOutputStream::new,
            (all, part) -> {
              if (all.size() + part.length > LARGEST_BODY) {
                throw new TooLargeException();
              }
              all.writeBytes(part);
              return all;
            })
        .map(body -> request(in, body.toString(StandardCharsets.UTF_8)));
  }

  /// @throws IllegalArgumentException if the percent-encoding is broken
  static Request request(HttpServerRequest in, String body) {
    QueryStringDecoder uri = new QueryStringDecoder(in.uri());
    Map<String, List<String>> query = uri.parameters();
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, String> header : in.requestHeaders()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      headers.merge(name, header.getValue(), (a, b) -> a + "; " + b);
    }
    return new Request(in.method().name(), uri.path(), Map.of(), query, headers, body);
  }
}
