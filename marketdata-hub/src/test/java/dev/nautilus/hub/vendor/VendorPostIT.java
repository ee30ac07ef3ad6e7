package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.Source;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is posted is sent once, whatever comes back.
class VendorPostIT {

  private static Outcome<Integer> post(CountingServer server) {
    URI url = server.url("127.0.0.1");
    try (VendorHttp http =
        new VendorHttp(
            Source.of("test"), TestVendors.at(Map.of("a", url)), InstantSource.system())) {
      return http.post(
          url.resolve("/x"),
          Map.of(),
          "",
          answer ->
              answer.status() == 200
                  ? Outcome.good(answer.status())
                  : Outcome.bad(Refusal.VENDOR_FAILED, "status " + answer.status()));
    }
  }

  @Test
  void post_answered_isReadLikeAnyAnswer() {
    try (CountingServer server =
        new CountingServer((line, out) -> CountingServer.write(out, 200, "", "fine"))) {
      assertThat(post(server)).isEqualTo(Outcome.good(200));
      assertThat(server.requests()).hasSize(1).allMatch(line -> line.startsWith("POST /x "));
    }
  }

  @Test
  void post_failed_isNotRepeated() {
    try (CountingServer server =
        new CountingServer((line, out) -> CountingServer.write(out, 503, "", "down"))) {
      assertThat(post(server)).isInstanceOf(Outcome.Bad.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void post_redirected_isNotFollowed() {
    try (CountingServer server =
        new CountingServer((line, out) -> CountingServer.write(out, 307, "Location: /y\r\n", ""))) {
      assertThat(post(server)).isInstanceOf(Outcome.Bad.class);
      assertThat(server.requests()).hasSize(1);
    }
  }
}
