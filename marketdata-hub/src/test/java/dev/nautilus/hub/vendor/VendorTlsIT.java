package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.nautilus.message.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/// A gateway with a certificate that it signed itself, and that names another host.
class VendorTlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private @Nullable HttpsServer server;
  private KeyStore own = emptyStore();

  @BeforeEach
  void start() throws IOException, GeneralSecurityException, InterruptedException {
    Path file = Files.createTempDirectory(folder, "own").resolve("gateway.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=another-host.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    try (InputStream in = Files.newInputStream(file)) {
      own = KeyStore.getInstance("PKCS12");
      own.load(in, PASSWORD);
    }
    server = serve();
  }

  private HttpsServer serve() throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer fresh =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    fresh.setHttpsConfigurator(new HttpsConfigurator(context));
    fresh.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          byte[] answer =
              (exchange.getRequestMethod() + " " + body.length).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    fresh.start();
    return fresh;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static KeyStore emptyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The gateway's certificate without its key, as an operator has it.
  private SslBundle bundle() throws GeneralSecurityException {
    KeyStore trusted = emptyStore();
    trusted.setCertificateEntry("gateway", own.getCertificate("gateway"));
    return SslBundle.of(SslStoreBundle.of(null, null, trusted));
  }

  private URI url() {
    assertThat(server).isNotNull();
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private Outcome<String> ask(@Nullable VendorTls tls, @Nullable String json) {
    try (VendorHttp http =
        new VendorHttp(
            Source.of("test"), TestVendors.at(Map.of("api", url())), InstantSource.system(), tls)) {
      BodyReader<String> reader = answer -> Outcome.good(answer.text());
      return json == null
          ? http.get(url(), Map.of(), reader)
          : http.post(url(), Map.of(), json, reader);
    }
  }

  private static Refusal refusal(Outcome<String> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Bad.class);
    return ((Outcome.Bad<String>) outcome).refused().why();
  }

  @Test
  void certificate_ofItsOwn_isNotTrustedWithoutABundle() {
    assertThat(refusal(ask(null, null))).isEqualTo(Refusal.VENDOR_FAILED);
  }

  @Test
  void certificate_inTheBundle_isNotEnoughForAnotherHost() throws GeneralSecurityException {
    assertThat(refusal(ask(VendorTls.of(bundle(), false), null))).isEqualTo(Refusal.VENDOR_FAILED);
  }

  @Test
  void certificate_inTheBundleAndAnyHost_isTrusted() throws Exception {
    VendorTls tls = VendorTls.of(bundle(), true);

    assertThat(ask(tls, null)).isEqualTo(Outcome.good("GET 0"));
    assertThat(ask(tls, "{}")).isEqualTo(Outcome.good("POST 2"));
    try (HttpClient likeTheSocket = HttpClient.newBuilder().sslContext(tls.context()).build()) {
      assertThat(
              likeTheSocket
                  .send(HttpRequest.newBuilder(url()).build(), HttpResponse.BodyHandlers.ofString())
                  .body())
          .isEqualTo("GET 0");
    }
  }

  @Test
  void certificate_ofSomebodyElse_isNotTrustedThoughAnyHostIs() throws Exception {
    SslBundle bundle = bundle();
    stop();
    start();

    assertThat(refusal(ask(VendorTls.of(bundle, true), null))).isEqualTo(Refusal.VENDOR_FAILED);
  }

  @Test
  void anyHost_withoutTrustStore_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> VendorTls.of(SslBundle.of(SslStoreBundle.of(null, null, emptyStore())), true))
        .withMessageContaining("truststore");
  }
}
