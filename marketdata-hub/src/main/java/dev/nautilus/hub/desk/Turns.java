package dev.nautilus.hub.desk;

import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.Urgency;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// In whose turn a question is asked of the sources that can answer it: as preferred, but for those
/// whose answer is far away.
///
/// @param patience a source that answers within this is as good as one that answers at once
record Turns(Duration patience) {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  /// Longest delay of a source that is asked although there are others.
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  /// A price is worth most at once, whoever says it: those whose answer is far away come after the
  /// others, the soonest first. But what can be had a little later is not taken out of a quota.
  /// History and company figures are not the same from another source, and lose nothing by waiting
  /// for the preferred one's turn.
  List<VendorConnection> order(
      ServedType type, VendorQuery query, Urgency urgency, List<VendorConnection> ready) {
    if (ready.size() == 1 || type.shape() != ServedType.Shape.LATEST) {
      return ready;
    }
    Map<VendorConnection, Duration> waits = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (VendorConnection each : ready) {
      Duration wait = expectedWait(each, query, urgency);
      if (hasQuota(each) && wait.compareTo(longest) < 0) {
        wait = longest;
      } else if (wait.compareTo(longest) > 0 && !wait.equals(FOR_EVER)) {
        longest = wait;
      }
      waits.put(each, wait);
    }
    return ready.stream()
        .sorted(Comparator.comparing(each -> waits.getOrDefault(each, FOR_EVER)))
        .toList();
  }

  /// Nothing for one that is prompt, for ever for one that would refuse.
  private Duration expectedWait(VendorConnection connection, VendorQuery query, Urgency urgency) {
    Optional<Budget> budget = connection.budget();
    if (budget.isEmpty()) {
      return Duration.ZERO;
    }
    return budget
        .get()
        .expectedWait(urgency)
        .map(wait -> wait.plus(connection.delay(query)))
        .map(wait -> wait.compareTo(patience) <= 0 ? Duration.ZERO : wait)
        .orElse(FOR_EVER);
  }

  private static boolean hasQuota(VendorConnection connection) {
    return connection.budget().map(Budget::hasQuota).orElse(false);
  }

  /// Nobody can wait for that; and while one source takes so long, others may come to again.
  static boolean isTooFar(VendorConnection connection, VendorQuery query) {
    return connection.delay(query).compareTo(LONGEST_DELAY) > 0;
  }

  static VendorReply.Refused tooFar(VendorConnection connection, VendorQuery query) {
    Duration delay = connection.delay(query);
    return new VendorReply.Refused(
        Refusal.OVER_BUDGET,
        "%s would take %d s for so many at once.".formatted(connection.source(), delay.toSeconds()),
        delay);
  }
}
