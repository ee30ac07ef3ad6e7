package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.TestAuthority;
import dev.nautilus.bus.testkit.TlsFiles;
import dev.nautilus.engines.websocket.wire.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway and its console with a certificate: HTTPS and `wss`, and nothing in plain text.
@NautilusBusTest
class ConsoleTlsIT {
  private static final String HERE = "dns:localhost,ip:127.0.0.1";
  private static final String LIVE = "document.getElementById('feed').textContent === 'live'";

  private final TestAuthority authority = TestAuthority.create();
  private final HttpClient trusting =
      HttpClient.newBuilder().sslContext(authority.trusted().context()).build();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    trusting.close();
    authority.close();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /// Puts a new certificate where the gateway has its own.
  private void install() throws IOException {
    TlsFiles files = authority.issue(HERE);
    Files.copy(files.certificate(), file("web.crt"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(files.key(), file("web.key"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Gateway start(ConsoleFleet fleet) throws IOException {
    install();
    return fleet.gatewayTls(
        trusting,
        "--server.ssl.bundle=web",
        "--spring.ssl.bundle.pem.web.keystore.certificate=file:" + file("web.crt"),
        "--spring.ssl.bundle.pem.web.keystore.private-key=file:" + file("web.key"),
        "--spring.ssl.bundle.pem.web.reload-on-update=true",
        "--spring.ssl.bundle.watch.file.quiet-period=200ms");
  }

  /// A browser that takes what this authority has signed, and nothing else that it does not know.
  ///
  /// @param profile a name of its own
  private Chromium browser(String profile) throws Exception {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "no Chromium on PATH");
    return Chromium.start(
        program.get(),
        Files.createDirectory(file(profile)),
        "--ignore-certificate-errors-spki-list=" + keyHash());
  }

  private String keyHash() throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(authority.certificate())) {
      byte[] key =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(in)
              .getPublicKey()
              .getEncoded();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }
  }

  private X509Certificate shown(Gateway gateway) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            authority
                .trusted()
                .context()
                .getSocketFactory()
                .createSocket("127.0.0.1", gateway.port())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static void awaitTrue(Chromium browser, String expression) {
    await()
        .atMost(Gateway.SOON)
        .untilAsserted(
            () -> assertThat(browser.evaluate(expression)).as(expression).isEqualTo("true"));
  }

  private static void awaitQuote(Chromium browser, String price) {
    awaitTrue(
        browser,
        "document.getElementById('quote-rows')?.textContent.includes('%s') ?? false"
            .formatted(price));
  }

  @Test
  void console_overTls_isLiveInABrowserAlsoWithARenewedCertificate(
      BusServers servers, BusClients clients) throws Exception {
    try (ConsoleFleet fleet = new ConsoleFleet(servers, clients);
        Gateway gateway = start(fleet);
        Chromium browser = browser("first")) {
      fleet.speak();
      browser.open(gateway.url() + "/");
      awaitTrue(browser, LIVE);
      awaitTrue(browser, "location.protocol === 'https:'");
      awaitQuote(browser, "198.50");
      fleet.quote("AAPL", 2, 201.25);
      awaitQuote(browser, "201.25");

      X509Certificate before = shown(gateway);
      install();
      await().atMost(Gateway.SOON).until(() -> !shown(gateway).equals(before));
      fleet.quote("AAPL", 3, 203.75);
      awaitQuote(browser, "203.75");
      awaitTrue(browser, LIVE);
      assertThat(browser.errors()).isEmpty();

      try (Chromium later = browser("second")) {
        later.open(gateway.url() + "/");
        awaitTrue(later, LIVE);
        awaitQuote(later, "203.75");
        assertThat(later.errors()).as("of one that never saw the old certificate").isEmpty();
      }
    }
  }

  @Test
  void gateway_inPlainText_isRefusedForThePageAndTheSocket(BusServers servers, BusClients clients)
      throws Exception {
    try (ConsoleFleet fleet = new ConsoleFleet(servers, clients);
        Gateway gateway = start(fleet)) {
      assertThat(gateway.get("/").body()).contains("console.js");
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("requires TLS").doesNotContain("console.js");
      try (Browser plain = gateway.browser()) {
        assertThat(plain.status()).isEqualTo(400);
      }
    }
  }
}
