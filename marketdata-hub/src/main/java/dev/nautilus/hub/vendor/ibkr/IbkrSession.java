package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The user's one brokerage session. Opened when first needed, kept alive by a tickle, looked at
/// again after the daily reset, and opened again when the gateway says that it is over. What only a
/// person can do, the login in a browser, is said and not tried.
///
/// **Threads** Safe for many; one thread of its own tickles.
final class IbkrSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IbkrSession.class);
  private static final int LOOKS_AFTER_LOGIN = 3;
  private static final int MOST_DOUBLINGS = 4;

  private final Gateway gateway;
  private final IbkrProperties properties;
  private final DailyReset reset;
  private final IbkrTimings timings;
  private final InstantSource clock;
  private final ReentrantLock opening = new ReentrantLock();
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ibkr-keep-alive").factory());

  private Instant noLoginBefore = Instant.MIN;
  private int loginsInARow;
  private volatile @Nullable Ready ready;
  private volatile @Nullable Refused trouble;

  IbkrSession(
      Gateway gateway, IbkrProperties properties, IbkrTimings timings, InstantSource clock) {
    this.gateway = gateway;
    this.properties = properties;
    this.timings = timings;
    this.clock = clock;
    this.reset =
        new DailyReset(properties.resetZone(), properties.resetAt(), properties.resetLasts());
    long every = properties.tickleEvery().toNanos();
    var _ = keeper.scheduleWithFixedDelay(this::keepAlive, every, every, TimeUnit.NANOSECONDS);
  }

  /// A session in which market data may be asked for.
  ///
  /// @param token opens the WebSocket; null when the gateway did not name it
  /// @param account the selected one; depth is subscribed to in its name
  /// @param since when it was found alive
  record Ready(@Nullable String token, String account, Instant since) {
    @Override
    public String toString() {
      return "Ready[since=" + since + "]";
    }
  }

  /// The current session, opened if there is none.
  Outcome<Ready> ready() {
    Ready current = usable();
    if (current != null) {
      return Outcome.good(current);
    }
    opening.lock();
    try {
      Ready meanwhile = usable();
      if (meanwhile != null) {
        return Outcome.good(meanwhile);
      }
      Outcome<Ready> opened = open();
      ready = opened instanceof Outcome.Good<Ready>(Ready fresh) ? fresh : null;
      trouble = opened instanceof Outcome.Bad<Ready>(Refused refused) ? refused : null;
      return opened;
    } finally {
      opening.unlock();
    }
  }

  /// The gateway said that this one is over.
  void lost(Ready which) {
    opening.lock();
    try {
      if (which.equals(ready)) {
        ready = null;
      }
    } finally {
      opening.unlock();
    }
  }

  /// Why the newest attempt to open one failed; null when it did not.
  @Nullable Refused trouble() {
    return trouble;
  }

  @Override
  public void close() {
    keeper.shutdownNow();
  }

  private @Nullable Ready usable() {
    Ready current = ready;
    return current == null || reset.isBetween(current.since(), clock.instant()) ? null : current;
  }

  private Outcome<Ready> open() {
    Outcome<AuthStatus> found = gateway.post("tickle", "{}", AuthStatus::tickle);
    if (found instanceof Outcome.Bad<AuthStatus>(Refused refused)
        && refused.why() == Refusal.UNAUTHORIZED) {
      return notLoggedIn(refused.detail());
    }
    return found.then(this::revive).then(this::selected);
  }

  private <T> Outcome<T> notLoggedIn(String found) {
    return Outcome.bad(
        Refusal.UNAUTHORIZED,
        "is not logged in (%s): log in with the second factor at %s"
            .formatted(found, gateway.loginPage()));
  }

  private Outcome<AuthStatus> revive(AuthStatus found) {
    if (found.isAlive()) {
      loginsInARow = 0;
      return Outcome.good(found);
    }
    Instant now = clock.instant();
    if (reset.left(now).isPresent()) {
      return refused(
          Refusal.VENDOR_FAILED, "the gateway's daily reset is on", reset.left(now).get());
    }
    if (found.competing() && !properties.compete()) {
      return Outcome.bad(
          Refusal.UNAUTHORIZED,
          "another program holds the user's brokerage session: end it there, or set"
              + " nautilus.vendors.ibkr.gateway.compete");
    }
    if (now.isBefore(noLoginBefore)) {
      return refused(
          Refusal.UNAUTHORIZED,
          "the brokerage session did not last (%s); opened again later".formatted(found),
          Duration.between(now, noLoginBefore));
    }
    noLoginBefore =
        now.plus(timings.loginApart().multipliedBy(1L << Math.min(loginsInARow, MOST_DOUBLINGS)));
    loginsInARow++;
    log.info("ibkr opens its brokerage session, found {}", found);
    String body = "{\"publish\":true,\"compete\":%s}".formatted(properties.compete());
    return gateway
        .post("iserver/auth/ssodh/init", body, AuthStatus::read)
        .then(this::settled)
        .then(status -> Outcome.good(status.withSession(found.session())));
  }

  /// A login takes a moment to come through.
  private Outcome<AuthStatus> settled(AuthStatus first) {
    AuthStatus status = first;
    for (int look = 0; look < LOOKS_AFTER_LOGIN && !status.isAlive(); look++) {
      if (!Gateway.pause(timings.loginSettles())) {
        break;
      }
      switch (gateway.post("iserver/auth/status", "{}", AuthStatus::read)) {
        case Outcome.Good<AuthStatus>(AuthStatus next) -> status = next;
        case Outcome.Bad<AuthStatus> bad -> {
          return bad;
        }
      }
    }
    return status.isAlive() ? Outcome.good(status) : notLoggedIn(status.toString());
  }

  /// Accounts must be asked for once before market data are.
  private Outcome<Ready> selected(AuthStatus alive) {
    return gateway
        .get(gateway.url("iserver/accounts"), IbkrSession::account)
        .then(account -> Outcome.good(new Ready(alive.session(), account, clock.instant())));
  }

  /// The selected account, else the first.
  static Outcome<String> account(HttpAnswer answer) {
    return IbkrErrors.open(answer)
        .then(
            json ->
                JsonBody.text(json.path("selectedAccount"))
                    .or(() -> JsonBody.text(json.path("accounts").path(0)))
                    .map(Outcome::good)
                    .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, "answered no account")));
  }

  private void keepAlive() {
    Ready current = ready;
    if (current == null) {
      return;
    }
    switch (gateway.post("tickle", "{}", AuthStatus::tickle)) {
      case Outcome.Good<AuthStatus>(AuthStatus status) -> {
        if (!status.isAlive()) {
          log.warn("ibkr brokerage session is over: {}", status);
          lost(current);
        }
      }
      case Outcome.Bad<AuthStatus>(Refused refused) -> {
        if (refused.why() == Refusal.UNAUTHORIZED) {
          lost(current);
        }
      }
    }
  }

  private static <T> Outcome<T> refused(Refusal why, String detail, Duration retryAfter) {
    return new Outcome.Bad<>(new Refused(why, detail, retryAfter));
  }
}
