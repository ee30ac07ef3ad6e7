package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.vendor.RequestWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what a key uses up: one a second and 25 a day on the free plan, 75 a minute on a premium
/// one. What is refused does not count.
final class Allowance {
  static final int PER_DAY = 25;
  static final int PER_MINUTE = 75;

  private final Plan plan;
  private final RequestWindow second = new RequestWindow(1, Duration.ofMillis(950));
  private final RequestWindow minute = new RequestWindow(PER_MINUTE, Duration.ofSeconds(57));
  private @Nullable LocalDate day;
  private int today;

  Allowance(Plan plan) {
    this.plan = plan;
  }

  /// Empty when one more is allowed, else what the vendor says.
  synchronized Optional<String> use(Instant now) {
    if (!plan.limited()) {
      return Optional.empty();
    }
    if (plan.premium()) {
      return minute.admits(now) ? Optional.empty() : Optional.of(Notices.PER_MINUTE);
    }
    LocalDate date = LocalDate.ofInstant(now, Stamps.EASTERN);
    if (!date.equals(day)) {
      day = date;
      today = 0;
    }
    if (today >= PER_DAY) {
      return Optional.of(Notices.perDay(plan.key()));
    }
    if (!second.admits(now)) {
      return Optional.of(Notices.SPREAD);
    }
    today++;
    return Optional.empty();
  }
}
