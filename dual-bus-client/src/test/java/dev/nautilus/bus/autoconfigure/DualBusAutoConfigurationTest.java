package dev.nautilus.bus.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.marketdata.MarketDataClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class DualBusAutoConfigurationTest {
  /// Port 1 answers nobody: a client must come up and wait, not fail.
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  DualBusAutoConfiguration.class,
                  DualBusHealthAutoConfiguration.class,
                  DualBusRedisAutoConfiguration.class))
          .withPropertyValues(
              "nautilus.bus.engine=risk",
              "nautilus.bus.instance=risk-7",
              "nautilus.bus.drain-timeout=0s",
              "nautilus.bus.market-data-url=redis://localhost:1",
              "nautilus.bus.engine-logic-url=redis://ann:secret@localhost:1");

  @Test
  void context_withoutRedis_hasAClientAndIsDown() {
    runner.run(
        context -> {
          assertThat(context).hasSingleBean(DualBusClient.class);
          assertThat(context).hasSingleBean(MarketDataClient.class);
          DualBusClient client = context.getBean(DualBusClient.class);
          assertThat(client.engine()).isEqualTo(EngineType.RISK);
          assertThat(client.instance()).isEqualTo("risk-7");
          var health =
              context.getBean("marketDataBusHealthIndicator", BusHealthIndicator.class).health();
          assertThat(health.getStatus().getCode()).isEqualTo("DOWN");
          assertThat(health.getDetails().get("detail")).asString().contains("localhost:1");
        });
  }

  @Test
  void addresses_fromUrls_carryUserAndPasswordButNeverPrintIt() {
    runner.run(
        context -> {
          BusAddress address = context.getBean(DualBusConnectionDetails.class).engineLogic();
          assertThat(address.username()).isEqualTo("ann");
          assertThat(address.password()).isEqualTo("secret");
          assertThat(address.toString()).doesNotContain("secret");
        });
  }

  @Test
  void login_byAPasswordOfItsOwn_isTheEnginesUnlessTheUrlNamesSomebody() {
    runner
        .withPropertyValues("nautilus.bus.password=from-a-file\n")
        .run(
            context -> {
              DualBusConnectionDetails details = context.getBean(DualBusConnectionDetails.class);
              assertThat(details.marketData())
                  .isEqualTo(new BusAddress("localhost", 1, "risk", "from-a-file", false));
              assertThat(details.main())
                  .isEqualTo(new BusAddress("localhost", 6379, "risk", "from-a-file", false));
              assertThat(details.engineLogic().password()).isEqualTo("secret");
              assertThat(context.getBean(DualBusProperties.class).toString())
                  .doesNotContain("from-a-file")
                  .doesNotContain("secret");
            });
  }

  @Test
  void login_underAnotherName_isThatUsers() {
    runner
        .withPropertyValues("nautilus.bus.username=desk", "nautilus.bus.password=from-a-file")
        .run(
            context ->
                assertThat(context.getBean(DualBusConnectionDetails.class).marketData().username())
                    .isEqualTo("desk"));
  }

  @Test
  void addresses_fromRedisHost_coverBothBusesUnlessOneHasItsOwn() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(DualBusAutoConfiguration.class))
        .withPropertyValues(
            "REDIS_HOST=redis.test",
            "REDIS_HOST_ENGINELOGIC=el.test",
            "nautilus.bus.drain-timeout=0s")
        .run(
            context -> {
              DualBusConnectionDetails details = context.getBean(DualBusConnectionDetails.class);
              assertThat(details.marketData())
                  .isEqualTo(new BusAddress("redis.test", 6380, null, null, false));
              assertThat(details.engineLogic())
                  .isEqualTo(new BusAddress("el.test", 6381, null, null, false));
            });
  }

  @Test
  void springDataRedis_isOnTheEngineLogicRedis_never6379() {
    runner.run(
        context -> {
          assertThat(context).hasSingleBean(RedisConnectionFactory.class);
          var factory = context.getBean(LettuceConnectionFactory.class);
          assertThat(factory.getPort()).isEqualTo(1);
          assertThat(factory.getStandaloneConfiguration().getUsername()).isEqualTo("ann");
        });
  }

  @Test
  void context_switchedOff_hasNoBus() {
    runner
        .withPropertyValues("nautilus.bus.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(DualBusClient.class));
  }

  @Test
  void url_ofAnotherScheme_endsTheStartWithTheExpectedForm() {
    runner
        .withPropertyValues("nautilus.bus.market-data-url=http://localhost:6380")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("redis://[user:password@]host:port"));
  }

  /// The authorities of the JDK, which every machine has.
  private static ApplicationContextRunner withABundle(ApplicationContextRunner runner) {
    return runner
        .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
        .withPropertyValues(
            "spring.ssl.bundle.jks.buses.truststore.location=file:"
                + Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"),
            "spring.ssl.bundle.jks.buses.truststore.password=changeit",
            "nautilus.bus.drain-timeout=0s");
  }

  @Test
  void bundle_withoutUrls_encryptsAllThree() {
    withABundle(
            new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DualBusAutoConfiguration.class)))
        .withPropertyValues(
            "REDIS_HOST=localhost", "nautilus.bus.ssl.bundle=buses", "nautilus.bus.password=secret")
        .run(
            context -> {
              DualBusConnectionDetails details = context.getBean(DualBusConnectionDetails.class);
              assertThat(List.of(details.marketData(), details.engineLogic(), details.main()))
                  .allMatch(BusAddress::tls)
                  .allMatch(address -> address.material() != null);
            });
  }

  @Test
  void bundle_andAUrlInPlainText_endsTheStartWithTheUrlToWrite() {
    withABundle(runner)
        .withPropertyValues("nautilus.bus.ssl.bundle=buses")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("write rediss://localhost:1"));
  }

  @Test
  void bundle_thatIsNotThere_endsTheStartNamingIt() {
    withABundle(runner)
        .withPropertyValues("nautilus.bus.ssl.bundle=busses")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("'busses'"));
  }

  @Test
  void bundle_inAnApplicationWithoutBundles_endsTheStartWithTheFix() {
    runner
        .withPropertyValues("nautilus.bus.ssl.bundle=buses")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("SslAutoConfiguration"));
  }

  @Test
  void hubsBundle_andAUrlInPlainText_endsTheStartWithTheFix() {
    withABundle(runner)
        .withPropertyValues(
            "nautilus.bus.hub.ssl.bundle=buses", "nautilus.bus.hub.url=http://hub:8800")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("https://"));
  }

  @Test
  void hubsBundle_withoutAUrl_asksByHttps() {
    withABundle(runner)
        .withPropertyValues("nautilus.bus.hub.ssl.bundle=buses", "MARKETDATA_HUB_HOST=hub")
        .run(
            context ->
                assertThat(
                        context.getBean(MarketDataProperties.class).hub(context.getEnvironment()))
                    .isEqualTo(URI.create("https://hub:8800")));
  }
}
