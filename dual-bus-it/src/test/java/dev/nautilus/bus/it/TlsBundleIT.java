package dev.nautilus.bus.it;

import static dev.nautilus.bus.it.TlsStage.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.autoconfigure.DualBusAutoConfiguration;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.bus.testkit.TestAuthority;
import dev.nautilus.bus.testkit.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// A Spring Boot application whose SSL bundle is renewed on disk while it runs.
@EnabledIf("dev.nautilus.bus.testkit.BusServers#canStartTls")
class TlsBundleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "bundle.pushed", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "bundle.pulled", Numbered.class).keyedBy(Numbered::key);

  private final TlsStage stage = new TlsStage();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    stage.close();
  }

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(SslAutoConfiguration.class, DualBusAutoConfiguration.class))
        .withPropertyValues(
            "spring.ssl.bundle.pem.buses.truststore.certificate=file:" + file("authority.crt"),
            "spring.ssl.bundle.pem.buses.keystore.certificate=file:" + file("own.crt"),
            "spring.ssl.bundle.pem.buses.keystore.private-key=file:" + file("own.key"),
            "spring.ssl.bundle.pem.buses.reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=200ms",
            "nautilus.bus.ssl.bundle=buses",
            "nautilus.bus.engine=risk",
            "nautilus.bus.drain-timeout=1s",
            "nautilus.bus.market-data-url=" + stage.servers.marketData().url(),
            "nautilus.bus.engine-logic-url=" + stage.servers.engineLogic().url(),
            "nautilus.bus.main-url=" + stage.servers.main().url());
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void install(TestAuthority authority) throws IOException {
    TlsFiles own = authority.issue("dns:client");
    copy(authority.certificate(), "authority.crt");
    copy(own.certificate(), "own.crt");
    copy(own.key(), "own.key");
  }

  private void copy(Path from, String to) throws IOException {
    Files.copy(from, file(to), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void bundle_renewedOnDisk_isUsedByTheNextConnectionWithoutARestart() throws Exception {
    install(stage.authority);
    application()
        .run(
            context -> {
              DualBusClient client = context.getBean(DualBusClient.class);
              Recorder<Numbered> pushed = Recorder.on(client, PUSHED);
              Recorder<Numbered> pulled = Recorder.on(client, PULLED);
              publish(client, 1);

              install(stage.another());
              replace(stage.servers.marketData());
              replace(stage.servers.engineLogic());
              publish(client, 2);

              pushed.await(2, PATIENCE);
              pulled.await(2, PATIENCE);
              assertThat(pushed.payloads()).extracting(Numbered::number).containsExactly(1, 2);
              assertThat(pulled.payloads()).extracting(Numbered::number).containsExactly(1, 2);
              assertThat(client.statistics(PULLED.bus()).reconnects()).isPositive();
            });
  }

  private void replace(RedisServer server) {
    stage.know(stage.another(), server);
    stage.show(stage.another().issue(HERE), server);
    server.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    server.command("CLIENT", "KILL", "TYPE", "pubsub", "SKIPME", "yes");
  }

  private static void publish(DualBusClient client, int number) {
    assertThat(client.publish(PUSHED, new Numbered("a", number))).succeedsWithin(PATIENCE);
    assertThat(client.publish(PULLED, new Numbered("a", number))).succeedsWithin(PATIENCE);
  }
}
