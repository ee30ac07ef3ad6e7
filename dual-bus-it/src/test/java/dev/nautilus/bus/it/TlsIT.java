package dev.nautilus.bus.it;

import static dev.nautilus.bus.it.TlsStage.HERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.TlsMaterial;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.bus.testkit.TlsFiles;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Both buses over TLS with certificates on both sides: renewed while messages flow, and wrong in
/// all the ways that certificates are.
@LongFault
@EnabledIf("dev.nautilus.bus.testkit.BusServers#canStartTls")
class TlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "tls.pushed", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "tls.pulled", Numbered.class).keyedBy(Numbered::key);

  private final TlsStage stage = new TlsStage();
  private final RedisServer engineLogic = stage.servers.engineLogic();
  private final RedisServer marketData = stage.servers.marketData();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void messages_overTls_arriveOnBothBuses() throws Exception {
    DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> pushed = Recorder.on(reader, PUSHED);
    Recorder<Numbered> pulled = Recorder.on(reader, PULLED);
    DualBusClient writer = stage.client(EngineType.HUB, "hub-1");

    assertThat(writer.publish(PUSHED, new Numbered("a", 1))).succeedsWithin(PATIENCE);
    assertThat(writer.publish(PULLED, new Numbered("a", 2))).succeedsWithin(PATIENCE);

    assertThat(pushed.await(1, PATIENCE).get(0).payload().number()).isEqualTo(1);
    assertThat(pulled.await(1, PATIENCE).get(0).payload().number()).isEqualTo(2);
    assertThat(TlsStage.plainAnswer(engineLogic)).doesNotContain("PONG");
    assertThat(TlsStage.plainAnswer(marketData)).doesNotContain("PONG");
  }

  /// Everything is replaced at once, authority included: a connection that came back with anything
  /// old would not be let in, or would not trust the server.
  @Test
  void engineLogic_allCertificatesReplacedUnderLoad_everythingArrivesOnceAndInOrder()
      throws Exception {
    Recorder<Numbered> reader = Recorder.on(stage.client(EngineType.RISK, "risk-1"), PULLED);
    try (Flow flow = new Flow(stage.client(EngineType.HUB, "hub-1"), PULLED)) {
      flow.awaitMore(200);
      TlsFiles renewed = replaceAll(engineLogic);
      flow.awaitMore(200);
      engineLogic.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      engineLogic.command("CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes");
      flow.awaitMore(200);

      flow.assertArrivedAt(reader);
      assertShown(engineLogic, renewed);
    }
  }

  @Test
  void marketData_allCertificatesReplacedUnderLoad_everythingArrivesOnceAndInOrder()
      throws Exception {
    DualBusClient subscriber = stage.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> reader = Recorder.on(subscriber, PUSHED);
    try (Flow flow = new Flow(stage.client(EngineType.HUB, "hub-1"), PUSHED)) {
      flow.awaitMore(200);
      TlsFiles renewed = replaceAll(marketData);
      flow.awaitMore(200);
      marketData.command("CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes");
      marketData.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      flow.awaitMore(200);

      flow.assertArrivedAt(reader);
      assertThat(subscriber.statistics(PUSHED.bus()).gaps()).isZero();
      assertShown(marketData, renewed);
    }
  }

  private TlsFiles replaceAll(RedisServer server) {
    TlsFiles renewed = stage.another().issue(HERE);
    stage.know(stage.another(), server);
    stage.show(renewed, server);
    stage.material.set(stage.another().trustedAndShowing(stage.another().issue("dns:client")));
    return renewed;
  }

  private void assertShown(RedisServer server, TlsFiles files) throws Exception {
    String name = files.certificate().getFileName().toString().replace(".crt", "");
    assertThat(TlsStage.shownBy(server, stage.material.get()).getSubjectX500Principal().getName())
        .isEqualTo("CN=" + name);
  }

  @Test
  void server_ofAnUnknownAuthority_isNotTrustedAndSaysWhereToPutTheAuthority() {
    assertThat(trouble(stage.another().trusted()))
        .contains("rediss://", "no authority that is trusted here", "truststore");
  }

  @Test
  void server_withAnExpiredCertificate_isNotTrustedUntilItIsRenewed() {
    stage.show(stage.authority.issueExpired(HERE));
    DualBusClient client = stage.client(EngineType.RISK, "risk-1");

    assertThatThrownBy(() -> Recorder.on(client, PULLED))
        .isInstanceOf(BusException.class)
        .hasMessageContainingAll("has expired", "CONFIG SET tls-cert-file");
    assertThat(client.health(Bus.ENGINE_LOGIC).detail()).contains("has expired");

    stage.show(stage.authority.issue(HERE));
    await()
        .atMost(PATIENCE)
        .until(() -> client.health(Bus.ENGINE_LOGIC).status() == BusHealth.Status.UP);
    Recorder<Numbered> pulled = Recorder.on(client, PULLED);
    assertThat(client.publish(PULLED, new Numbered("a", 1))).succeedsWithin(PATIENCE);
    pulled.await(1, PATIENCE);
  }

  @Test
  void server_withTheCertificateOfAnotherHost_isNotTrusted() {
    stage.show(stage.authority.issue("dns:elsewhere.example"));

    assertThat(trouble(stage.material.get())).contains("is for another name", "issue one there");
  }

  @Test
  void client_withoutACertificate_isToldToHaveOne() {
    assertThat(trouble(stage.authority.trusted())).contains("certificate", "keystore");
  }

  @Test
  void client_withACertificateOfAnUnknownAuthority_isToldSo() {
    stage.know(stage.another(), marketData);
    stage.know(stage.another(), engineLogic);

    assertThat(trouble(stage.material.get())).contains("certificate", "keystore");
  }

  @Test
  void client_inPlainText_isToldToWriteRediss() {
    DualBusClient client =
        stage.clients.client(
            DualBusClient.builder(EngineType.RISK, "risk-1")
                .engineLogic("redis://127.0.0.1:" + engineLogic.port())
                .marketData("redis://127.0.0.1:" + marketData.port())
                .options(
                    BusClients.OPTIONS.toBuilder().connectTimeout(Duration.ofSeconds(5)).build()));

    assertThatThrownBy(() -> Recorder.on(client, PULLED)).hasMessageContaining("rediss://");
  }

  @Test
  void client_withTlsAndAPlainUrl_isRefusedWithTheUrlToWrite() {
    assertThatThrownBy(
            () ->
                stage
                    .clients
                    .builder(EngineType.RISK, "risk-1")
                    .engineLogic("redis://127.0.0.1:" + engineLogic.port())
                    .tls(stage.material::get)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write rediss://127.0.0.1:" + engineLogic.port());
  }

  @Test
  void server_inPlainText_isToldFromOneThatIsDown() {
    try (BusServers plain = BusServers.start();
        BusClients clients = new BusClients(plain)) {
      String port = ":" + plain.engineLogic().port();
      DualBusClient client =
          clients.client(
              clients
                  .builder(EngineType.RISK, "risk-1")
                  .main("rediss://127.0.0.1:" + plain.main().port())
                  .marketData("rediss://127.0.0.1:" + plain.marketData().port())
                  .engineLogic("rediss://127.0.0.1" + port)
                  .options(
                      BusClients.OPTIONS.toBuilder()
                          .connectTimeout(PATIENCE)
                          .commandTimeout(Duration.ofSeconds(3))
                          .build())
                  .tls(stage.material::get));

      assertThatThrownBy(() -> Recorder.on(client, PULLED))
          .hasMessageContaining("tls-port, and port 0");
    }
  }

  @Test
  void operator_overTls_seesDeadLettersAndHearsWhyNot() {
    BusAddress address = BusAddress.of(engineLogic.url(), 1);
    try (DeadLetters letters = DeadLetters.at(address.trusting(stage.material::get))) {
      assertThat(letters.queues()).isEmpty();
    }
    assertThatThrownBy(() -> DeadLetters.at(address.trusting(stage.another()::trusted)))
        .isInstanceOf(BusException.class)
        .hasMessageContaining("no authority that is trusted here");
  }

  /// What a client is told that shows and trusts this.
  private String trouble(TlsMaterial with) {
    DualBusClient client = stage.client(EngineType.RISK, "risk-1", new AtomicReference<>(with));
    try {
      Recorder.on(client, PULLED);
    } catch (BusException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("let in with a certificate that should not be");
  }
}
