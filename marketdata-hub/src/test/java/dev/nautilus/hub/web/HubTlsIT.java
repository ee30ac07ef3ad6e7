package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.TlsMaterial;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.bus.testkit.TestAuthority;
import dev.nautilus.bus.testkit.TlsFiles;
import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A hub that speaks TLS on every side: its REST, both buses, and the Redis that keeps its term.
@EnabledIf("dev.nautilus.bus.testkit.BusServers#canStartTls")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubTlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private static final String HERE = "dns:localhost,ip:127.0.0.1";

  private final TestAuthority authority = TestAuthority.create();
  private final TestAuthority another = TestAuthority.create();
  private final BusServers servers = BusServers.startTls(authority, true);
  private final InMemoryBroker broker = InMemoryBroker.threaded();
  @TempDir private static Path folder;
  private ConfigurableApplicationContext hub;
  private int port;

  @BeforeAll
  void start() throws IOException {
    install(authority, "web", HERE);
    install(authority, "buses", "dns:hub");
    Files.copy(authority.certificate(), folder.resolve("authority.crt"));
    hub =
        new SpringApplicationBuilder(FakeHub.class)
            .properties("spring.config.name=marketdata-hub")
            .run(
                "--server.port=0",
                "--server.ssl.bundle=web",
                "--spring.ssl.bundle.pem.web.keystore.certificate=file:" + file("web.crt"),
                "--spring.ssl.bundle.pem.web.keystore.private-key=file:" + file("web.key"),
                "--spring.ssl.bundle.pem.web.reload-on-update=true",
                "--spring.ssl.bundle.pem.buses.keystore.certificate=file:" + file("buses.crt"),
                "--spring.ssl.bundle.pem.buses.keystore.private-key=file:" + file("buses.key"),
                "--spring.ssl.bundle.pem.buses.truststore.certificate=file:"
                    + file("authority.crt"),
                "--spring.ssl.bundle.watch.file.quiet-period=200ms",
                "--nautilus.bus.ssl.bundle=buses",
                "--nautilus.bus.market-data-url=" + servers.marketData().url(),
                "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
                "--nautilus.bus.main-url=" + servers.main().url(),
                "--nautilus.hub.watch.enabled=false",
                // A test hub has no template of Spring's, which looking for repositories wants.
                "--spring.data.redis.repositories.enabled=false");
    hub.getBean("vendor", FakeVendor.class)
        .answering(_ -> new VendorReply.Data(List.of(quote("AAPL", 7, NOON)), false));
    port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @AfterAll
  void stop() {
    hub.close();
    broker.close();
    servers.close();
    authority.close();
    another.close();
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private static void install(TestAuthority by, String name, String names) throws IOException {
    TlsFiles files = by.issue(names);
    Files.copy(files.certificate(), file(name + ".crt"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(files.key(), file(name + ".key"), StandardCopyOption.REPLACE_EXISTING);
  }

  /// An engine whose bus nobody answers on, so that it asks by HTTP.
  private MarketDataClient engine(@Nullable AtomicReference<TlsMaterial> material, String scheme) {
    return MarketDataClient.builder(broker.connect(EngineType.RISK, "risk-1"))
        .timeout(Duration.ofSeconds(5))
        .hub(URI.create(scheme + "://localhost:" + port))
        .tls(material == null ? null : material::get)
        .build();
  }

  private static void assertAnswered(MarketDataClient engine) {
    assertThat(engine.get(Set.of(AAPL), Set.of(MessageType.QUOTE)))
        .succeedsWithin(PATIENCE)
        .satisfies(
            response ->
                assertThat(response.answers().get(0).data())
                    .singleElement()
                    .isInstanceOfSatisfying(
                        Quote.class, quote -> assertThat(quote.instrument()).isEqualTo(AAPL)));
  }

  @Test
  void hub_withTlsOnEverySide_servesAndKeepsItsTerm() {
    try (MarketDataClient engine = engine(new AtomicReference<>(authority.trusted()), "https")) {
      assertAnswered(engine);
      assertThat(engine.askedByHttp()).isPositive();
    }
    assertThat(servers.engineLogic().command("GET", "hub:term")).isNotNull();
  }

  @Test
  void certificate_renewedOnDisk_isShownToTheNextConnectionAndTheClientFollows() throws Exception {
    AtomicReference<TlsMaterial> material = new AtomicReference<>(authority.trusted());
    try (MarketDataClient engine = engine(material, "https")) {
      assertAnswered(engine);

      X509Certificate before = shown();
      install(authority, "web", HERE);
      await().atMost(PATIENCE).until(() -> !shown().equals(before));
      assertAnswered(engine);

      material.set(authority.trusted());
      assertAnswered(engine);
    }
  }

  @Test
  void engine_thatTrustsSomebodyElse_isToldWhereToPutTheAuthority() {
    try (MarketDataClient engine = engine(new AtomicReference<>(another.trusted()), "https")) {
      assertRefused(engine, "no authority that is trusted here", "truststore");
    }
  }

  @Test
  void engine_inPlainText_isRefused() {
    try (MarketDataClient engine = engine(null, "http")) {
      assertRefused(engine, "400", "requires TLS");
    }
  }

  private static void assertRefused(MarketDataClient engine, String... words) {
    assertThat(engine.get(Set.of(AAPL), Set.of(MessageType.QUOTE)))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(BusException.class)
        .withMessageContainingAll(words);
  }

  private X509Certificate shown() throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            authority.trusted().context().getSocketFactory().createSocket("localhost", port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
