package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.RequestWindow;
import java.time.Duration;
import java.time.Instant;

/// Lets clients in: those that name company and contact, ten times a second. Who is faster stays
/// outside until its rate has been below the limit for ten minutes.
final class Gate {
  private static final int REQUESTS = 10;
  private static final Duration WINDOW = Duration.ofMillis(950);
  private static final Duration BOX = Duration.ofMinutes(10);

  private final boolean limited;
  private final RequestWindow window = new RequestWindow(REQUESTS, WINDOW);
  private Instant shutUntil = Instant.MIN;

  Gate(boolean limited) {
    this.limited = limited;
  }

  synchronized boolean admits(Request request, Instant now) {
    if (!request.header("user-agent").orElse("").contains("@")) {
      return false;
    }
    if (!limited) {
      return true;
    }
    if (!window.admits(now)) {
      shutUntil = now.plus(BOX);
    }
    return !now.isBefore(shutUntil);
  }
}
