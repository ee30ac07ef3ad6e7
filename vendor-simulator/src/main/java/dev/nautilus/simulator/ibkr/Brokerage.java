package dev.nautilus.simulator.ibkr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import tools.jackson.databind.node.ObjectNode;

/// The user's login and the one brokerage session. Guarded by its own lock.
final class Brokerage {
  static final String ACCOUNT = "DU1234567";
  static final String TOKEN = "5151d0e0a5151d0e0a5151d0e0a51510";

  private static final ZoneId REGION = ZoneId.of("America/New_York");
  private static final LocalTime RESET = LocalTime.of(1, 0);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(6);

  private boolean loggedIn = true;
  private boolean authenticated;
  private boolean competing;
  private boolean accountsKnown;
  private Instant since = Instant.MIN;
  private Instant heard = Instant.MIN;

  synchronized void logIn() {
    loggedIn = true;
  }

  synchronized void logOut() {
    loggedIn = false;
    end();
  }

  synchronized void end() {
    authenticated = false;
    accountsKnown = false;
  }

  synchronized void compete() {
    end();
    competing = true;
  }

  /// A request has come in.
  synchronized void touch(Instant now) {
    boolean silent = !heard.equals(Instant.MIN) && heard.plus(LONGEST_SILENCE).isBefore(now);
    if (authenticated && (silent || since.isBefore(newestReset(now)))) {
      end();
    }
    heard = now;
  }

  synchronized boolean isLoggedIn() {
    return loggedIn;
  }

  synchronized boolean isAlive() {
    return loggedIn && authenticated && !competing;
  }

  /// Opens the session.
  ///
  /// @param overOthers whether to take it from another program
  synchronized void open(boolean overOthers, Instant now) {
    if (competing && !overOthers) {
      return;
    }
    competing = false;
    authenticated = true;
    since = now;
  }

  synchronized void accountsAsked() {
    accountsKnown = true;
  }

  synchronized boolean accountsKnown() {
    return accountsKnown;
  }

  /// Fills in what `/iserver/auth/status` says.
  synchronized ObjectNode status(ObjectNode into) {
    into.put("authenticated", authenticated && loggedIn);
    into.put("established", authenticated && loggedIn);
    into.put("competing", competing);
    into.put("connected", loggedIn);
    into.put("message", "");
    into.put("MAC", "00:00:00:00:00:00");
    into.putObject("serverInfo")
        .put("serverName", "JifZ00001")
        .put("serverVersion", "Build 10.44.1h, Apr 20, 2026 11:22:51 AM");
    into.put("hardware_info", "00000000|00:00:00:00:00:00");
    return into;
  }

  private static Instant newestReset(Instant now) {
    ZonedDateTime local = now.atZone(REGION);
    ZonedDateTime today = local.toLocalDate().atTime(RESET).atZone(REGION);
    return (today.isAfter(local) ? today.minusDays(1) : today).toInstant();
  }
}
