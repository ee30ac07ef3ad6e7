package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.vendor.CountingServer.Answer;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Bodies that are too large, too slow, or packed.
class VendorHttpBodyIT {
  private static final Charset UTF = StandardCharsets.UTF_8;

  private static VendorHttp http(CountingServer server) {
    return new VendorHttp(
        Source.of("test"),
        TestVendors.at(Map.of("a", server.url("127.0.0.1"))),
        InstantSource.system());
  }

  private static Outcome<String> get(VendorHttp http, CountingServer server, String path) {
    return http.get(
        server.url("127.0.0.1").resolve(path), Map.of(), answer -> Outcome.good(answer.text()));
  }

  private static Refused refused(Outcome<String> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<String>) outcome).refused();
  }

  @Test
  void body_overTheLimit_isGarbageAndTheNextCallWorks() {
    Answer endless =
        (line, out) -> {
          if (line.contains("/ok")) {
            return CountingServer.write(out, 200, "", "fine");
          }
          out.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF));
          byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF);
          while (true) {
            out.write(chunk);
          }
        };
    try (CountingServer server = new CountingServer(endless);
        VendorHttp http = http(server)) {
      assertThat(refused(get(http, server, "/big")).why()).isEqualTo(Refusal.GARBAGE);
      assertThat(get(http, server, "/ok")).isEqualTo(Outcome.good("fine"));
    }
  }

  @Test
  void body_zipBomb_isGarbage() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 200; i++) {
        zip.write(new byte[64 * 1024]);
      }
    }
    try (CountingServer server = new CountingServer(gzip(packed.toByteArray()));
        VendorHttp http = http(server)) {
      assertThat(packed.size()).isLessThan(64 * 1024);
      assertThat(refused(get(http, server, "/bomb")).why()).isEqualTo(Refusal.GARBAGE);
    }
  }

  @Test
  void body_gzip_isUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write("fine".getBytes(UTF));
    }
    try (CountingServer server = new CountingServer(gzip(packed.toByteArray()));
        VendorHttp http = http(server)) {
      assertThat(get(http, server, "/x")).isEqualTo(Outcome.good("fine"));
    }
  }

  private static Answer gzip(byte[] packed) {
    return (line, out) -> {
      String head = "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: ";
      out.write((head + packed.length + "\r\n\r\n").getBytes(UTF));
      out.write(packed);
      out.flush();
      return true;
    };
  }

  @Test
  void answer_dripping_endsAtTheTimeLimit() {
    Answer drip =
        (line, out) -> {
          out.write("HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n".getBytes(UTF));
          CountDownLatch never = new CountDownLatch(1);
          while (!never.await(50, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
          }
          return false;
        };
    try (CountingServer server = new CountingServer(drip);
        VendorHttp http =
            new VendorHttp(
                Source.of("test"),
                TestVendors.impatient(Map.of("a", server.url("127.0.0.1"))),
                InstantSource.system())) {
      Refused refused = refused(get(http, server, "/slow"));

      assertThat(refused.why()).isEqualTo(Refusal.VENDOR_FAILED);
      assertThat(server.requests()).as("a slow answer is not asked for again").hasSize(1);
    }
  }
}
