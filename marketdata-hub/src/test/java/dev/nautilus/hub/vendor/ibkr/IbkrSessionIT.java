package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties.Limits;
import dev.nautilus.simulator.ibkr.IbkrVendor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The brokerage session: opened, kept, lost, taken away, and the limits that guard it.
class IbkrSessionIT {
  private static final VendorQuery QUOTE = GatewayUnderTest.query(MessageType.QUOTE, "AAPL");
  private static final String INIT = "iserver/auth/ssodh/init";

  private GatewayUnderTest gateway = new GatewayUnderTest();
  private IbkrConnection ibkr = gateway.connect();

  @AfterEach
  void close() {
    ibkr.close();
    gateway.close();
  }

  private boolean answers() {
    return ibkr.fetch(QUOTE) instanceof VendorReply.Data;
  }

  private Refused refused() {
    VendorReply reply = ibkr.fetch(QUOTE);
    assertThat(reply).isInstanceOf(Refused.class);
    return (Refused) reply;
  }

  @Test
  void session_notOpen_isOpenedOnceAndTickled() {
    assertThat(answers()).isTrue();
    assertThat(gateway.requests(INIT)).isOne();

    gateway.resetCounters();
    await().atMost(GatewayUnderTest.PATIENCE).until(() -> gateway.requests("tickle") >= 3);
    assertThat(gateway.requests(INIT)).as("alive, so not opened again").isZero();
  }

  @Test
  void session_untilSomethingIsAsked_isNotTouched() {
    await()
        .atMost(GatewayUnderTest.PATIENCE)
        .during(Duration.ofSeconds(1))
        .until(() -> gateway.traffic().requests() == 0);
    assertThat(ibkr.status().state()).isEqualTo(VendorStatus.State.UP);
  }

  @Test
  void session_ended_isOpenedAgainWithinTheSameCall() {
    assertThat(answers()).isTrue();
    await().atMost(GatewayUnderTest.PATIENCE).until(this::mayLogInAgain);
    gateway.resetCounters();
    gateway.vendor().endSession();

    assertThat(answers()).isTrue();
    assertThat(gateway.requests(INIT)).isOne();
  }

  private final long started = System.nanoTime();

  /// The shortest time between two logins is over, counted from before the first.
  private boolean mayLogInAgain() {
    return System.nanoTime() - started > Duration.ofSeconds(5).toNanos();
  }

  @Test
  void session_lostAgainAtOnce_isNotOpenedAgainAndAgain() {
    assertThat(answers()).isTrue();
    gateway.resetCounters();
    gateway.vendor().endSession();

    Refused refused = refused();

    assertThat(refused.why()).isEqualTo(Refusal.UNAUTHORIZED);
    assertThat(refused.retryAfter()).isPositive();
    assertThat(gateway.requests(INIT)).as("logging in often is what breaks a session").isZero();
    await().atMost(GatewayUnderTest.PATIENCE).until(this::answers);
    assertThat(gateway.requests(INIT)).isOne();
  }

  @Test
  void login_missing_saysWhereToAndIsFoundOnceThere() {
    gateway.vendor().logOut();

    Refused refused = refused();

    assertThat(refused.why()).isEqualTo(Refusal.UNAUTHORIZED);
    assertThat(refused.detail()).contains("log in").contains("http://127.0.0.1:");
    assertThat(ibkr.status().state()).isEqualTo(VendorStatus.State.FAILING);
    assertThat(ibkr.status().detail()).contains("log in");
    gateway.vendor().logIn();
    await().atMost(GatewayUnderTest.PATIENCE).until(this::answers);
    assertThat(ibkr.status().state()).isEqualTo(VendorStatus.State.UP);
  }

  @Test
  void session_takenByAnotherProgram_isTakenBackOrLeftAsConfigured() {
    gateway.vendor().compete();
    assertThat(answers()).as("compete is the default").isTrue();

    ibkr.close();
    ibkr = gateway.connect(TestVendors::at, GatewayUnderTest.properties(false, 100));
    gateway.vendor().compete();
    Refused refused = refused();
    assertThat(refused.why()).isEqualTo(Refusal.UNAUTHORIZED);
    assertThat(refused.detail()).contains("another program").contains("gateway.compete");
  }

  @Test
  void limits_asConfigured_areNeverExceeded() {
    useLimitedGateway(
        new Limits(10, Duration.ofMillis(1100), 1, 0, Duration.ofMinutes(10), 1000),
        InstantSource.system());

    for (int i = 0; i < 15; i++) {
      assertThat(answers()).isTrue();
    }

    assertThat(ibkr.status().limited()).isZero();
    assertThat(gateway.traffic().bySecond().values()).allMatch(count -> count <= 10);
  }

  @Test
  void limits_exceeded_areFollowedByTenMinutesOfSilence() {
    // Time stands still, so that all requests fall into one second however slow the machine is.
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-18T12:00:00Z"));
    useLimitedGateway(
        new Limits(1000, Duration.ofSeconds(1), 1000, 0, Duration.ofMinutes(10), 0), now::get);
    VendorQuery bars = GatewayUnderTest.query(MessageType.BAR, "AAPL");
    VendorReply reply = ibkr.fetch(bars);
    for (int i = 0; i < 12 && reply instanceof VendorReply.Data; i++) {
      reply = ibkr.fetch(bars);
    }

    assertThat(reply).isInstanceOf(Refused.class);
    assertThat(((Refused) reply).why()).isEqualTo(Refusal.OVER_BUDGET);
    assertThat(((Refused) reply).retryAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(ibkr.status().state()).isEqualTo(VendorStatus.State.LIMITED);
    long asked = gateway.traffic().requests();
    now.set(now.get().plusSeconds(599));
    assertThat(ibkr.fetch(bars)).isInstanceOf(Refused.class);
    assertThat(gateway.traffic().requests()).as("not a word for ten minutes").isEqualTo(asked);

    now.set(now.get().plusSeconds(2));
    assertThat(ibkr.fetch(bars)).isInstanceOf(VendorReply.Data.class);
  }

  @Test
  void reset_daily_isWaitedForAndTheSessionOpenedAfterIt() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-19T05:59:00Z"));
    ibkr.close();
    gateway.close();
    gateway = new GatewayUnderTest(new IbkrVendor().withoutRateLimit(), now::get);
    ibkr = gateway.connect(TestVendors::at, properties(Duration.ofMinutes(1)));
    VendorQuery bars = GatewayUnderTest.query(MessageType.BAR, "AAPL");
    assertThat(ibkr.fetch(bars)).isInstanceOf(VendorReply.Data.class);

    now.set(Instant.parse("2026-11-19T06:05:00Z"));
    VendorReply during = ibkr.fetch(bars);
    assertThat(during).isInstanceOf(Refused.class);
    assertThat(((Refused) during).why()).isEqualTo(Refusal.VENDOR_FAILED);
    assertThat(((Refused) during).detail()).contains("daily reset");
    assertThat(((Refused) during).retryAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(gateway.requests(INIT)).as("not into the reset").isOne();

    now.set(Instant.parse("2026-11-19T06:15:01Z"));
    assertThat(ibkr.fetch(bars)).isInstanceOf(VendorReply.Data.class);
    assertThat(gateway.requests(INIT)).isEqualTo(2);
  }

  private static IbkrProperties properties(Duration tickleEvery) {
    return new IbkrProperties(
        null,
        true,
        true,
        tickleEvery,
        ZoneId.of("America/New_York"),
        LocalTime.of(1, 0),
        Duration.ofMinutes(15),
        100,
        3,
        100);
  }

  /// Tickles only at the pace that the limited gateway allows.
  private void useLimitedGateway(Limits limits, InstantSource clock) {
    ibkr.close();
    gateway.close();
    gateway = new GatewayUnderTest(new IbkrVendor(), clock);
    IbkrProperties quick = GatewayUnderTest.properties(true, 100);
    ibkr =
        gateway.connect(
            urls -> TestVendors.at(urls, limits),
            new IbkrProperties(
                null,
                true,
                true,
                Duration.ofSeconds(60),
                quick.resetZone(),
                quick.resetAt(),
                quick.resetLasts(),
                100,
                3,
                100));
  }
}
