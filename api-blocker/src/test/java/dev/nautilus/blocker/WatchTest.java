package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @Test
  void refusal_vendor_namesEngineHostModeAndTheCallToMake() {
    Watch watch = watch("enforce");
    DirectCallException refusal =
        catchThrowableOfType(
            DirectCallException.class,
            () -> watch.socketAddress(unresolved("API.StLouisFed.org", 443), Hook.SOCKET));
    assertThat(refusal)
        .hasMessageContainingAll(
            "risk", "api.stlouisfed.org:443", "ENFORCE", "http://hub:8800/api/v1/");
    assertThat(refusal.host()).isEqualTo("api.stlouisfed.org");
    assertThat(refusal.port()).isEqualTo(443);
    assertThat(refusal.engine()).isEqualTo("risk");
    assertThat(watch.log().count("api.stlouisfed.org", Hook.SOCKET)).isEqualTo(1);
  }

  @Test
  void refusal_eachRetry_isCounted() {
    Watch watch = watch("enforce");
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> watch.address(ip("203.0.113.9"), 443, Hook.CHANNEL))
          .isInstanceOf(DirectCallException.class);
    }
    assertThat(watch.log().count("203.0.113.9", Hook.CHANNEL)).isEqualTo(4);
  }

  @Test
  void audit_oneCallThroughManyHooks_passesAndIsCountedOnce() throws IOException {
    Watch watch = watch("audit");
    InetAddress address =
        InetAddress.getByAddress("api.stlouisfed.org", ip("10.1.1.1").getAddress());
    watch.name("api.stlouisfed.org", 0, Hook.LOOKUP);
    watch.socketAddress(new InetSocketAddress(address, 443), Hook.SOCKET);
    watch.address(address, 443, Hook.CHANNEL);
    watch.name("api.stlouisfed.org", 443, Hook.TLS_ENGINE);
    assertThat(watch.log().counts().values()).containsExactly(1L);
    assertThat(watch.log().lookups()).containsOnly(Map.entry("api.stlouisfed.org", 1L));
  }

  @Test
  void lookup_vendorsName_isNeverRefused() throws IOException {
    Watch watch = watch("enforce");
    watch.name("api.stlouisfed.org", 0, Hook.LOOKUP);
    watch.name("203.0.113.9", 0, Hook.LOOKUP);
    assertThat(watch.log().counts()).isEmpty();
  }

  @Test
  void tls_publicNameOfNobody_passesSinceTheAddressWasJudged() throws IOException {
    Watch watch = watch("enforce");
    watch.name("partner.example.com", 0, Hook.TLS_NAME);
    assertThat(watch.log().counts()).isEmpty();
    assertThatThrownBy(() -> watch.name("query2.finance.yahoo.com", 0, Hook.TLS_NAME))
        .isInstanceOf(DirectCallException.class);
  }

  @Test
  void tls_toTheFleetsOwnServices_passesEvenInStrict() throws IOException {
    Watch strict = watch("strict");
    InetAddress redis =
        InetAddress.getByAddress("redis-marketdata", new byte[] {(byte) 172, 18, 0, 4});
    InetAddress hub = InetAddress.getByAddress("marketdata-hub", new byte[] {(byte) 172, 18, 0, 5});
    strict.address(redis, 6380, Hook.CHANNEL);
    strict.name("redis-marketdata", 6380, Hook.TLS_ENGINE);
    strict.name("redis-marketdata", 0, Hook.TLS_NAME);
    strict.address(hub, 8800, Hook.CHANNEL);
    strict.name("marketdata-hub", 8800, Hook.TLS_ENGINE);
    strict.name("172.18.0.5", 8800, Hook.TLS_ENGINE);
    assertThat(strict.log().counts()).isEmpty();
  }

  @Test
  void unixSocket_onlyStrictMinds_unlessItIsOpen() throws IOException {
    watch("enforce").unixAddress("/run/relay.sock", Hook.UNIX_SOCKET);
    Watch strict =
        new Watch(
            BlockerSettings.of(Map.of("mode", "strict", "allow", "unix:/run/postgres.sock")),
            CLOCK);
    strict.unixAddress("/run/postgres.sock", Hook.UNIX_SOCKET);
    assertThatThrownBy(() -> strict.unixAddress("/run/relay.sock", Hook.UNIX_SOCKET))
        .isInstanceOf(DirectCallException.class);
  }

  @Test
  void command_wordThatIsNoVendor_passes() throws IOException {
    watch("enforce").command(new String[] {"java", "-jar", "lib/risk-1.2.3.jar"}, Hook.PROCESS);
  }

  @Test
  void loopback_gatewaysPort_isNotPassedAtOnce() {
    Watch watch = watch("enforce");
    assertThat(watch.passesAtOnce(ip("127.0.0.1"), 6380)).isTrue();
    assertThat(watch.passesAtOnce(ip("127.0.0.1"), 5000)).isFalse();
  }

  private static Watch watch(String mode) {
    return new Watch(
        BlockerSettings.of(Map.of("mode", mode, "engine", "risk", "hub", "http://hub:8800")),
        CLOCK);
  }

  private static InetSocketAddress unresolved(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port);
  }

  private static InetAddress ip(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
