package dev.nautilus.hub.prefetch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// What has followed one situation, and how often. Recent occurrences count more: from time to time
/// all counts are halved, and a follower that failed three times in a row loses half at once.
///
/// The confidence is the lower end of Wilson's interval for a proportion, one-sided at 90 % (E. B.
/// Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927):
/// seven times of seven are 0.81, sixteen of eighteen are 0.77.
///
/// Not safe by itself: used by the one thread that learns.
final class Habit {
  private static final double Z = 1.2816;
  private static final double MOST_SEEN = 40;
  private static final int MOST_FOLLOWERS = 6;
  private static final int FAILURES = 3;

  private final Map<Object, Follower> followers = new HashMap<>(4);
  private double seen;

  private static final class Follower {
    private double count;
    private int failures;
  }

  /// The situation occurred, and this followed.
  void settle(Set<Object> followed) {
    seen++;
    for (Follower each : followers.values()) {
      each.failures++;
    }
    for (Object each : new HashSet<>(followed)) {
      Follower follower = followers.get(each);
      if (follower == null && makeRoom()) {
        follower = new Follower();
        followers.put(each, follower);
      }
      if (follower != null) {
        follower.count++;
        follower.failures = 0;
      }
    }
    for (Follower each : followers.values()) {
      if (each.failures >= FAILURES) {
        each.count /= 2;
        each.failures = 0;
      }
    }
    if (seen >= MOST_SEEN) {
      seen /= 2;
      followers.values().forEach(each -> each.count /= 2);
    }
  }

  /// The rarest gives way, unless it has proved itself.
  private boolean makeRoom() {
    if (followers.size() < MOST_FOLLOWERS) {
      return true;
    }
    Map.Entry<Object, Follower> rarest = null;
    for (Map.Entry<Object, Follower> each : followers.entrySet()) {
      if (rarest == null || each.getValue().count < rarest.getValue().count) {
        rarest = each;
      }
    }
    if (rarest == null || rarest.getValue().count > seen / 2) {
      return false;
    }
    followers.remove(rarest.getKey());
    return true;
  }

  /// Tells of every follower with the confidence that it follows, 0 to 1.
  void expectations(BiConsumer<Object, Double> each) {
    followers.forEach((what, follower) -> each.accept(what, confidence(follower.count, seen)));
  }

  static double confidence(double count, double of) {
    if (of <= 0) {
      return 0;
    }
    double share = Math.min(1, count / of);
    double square = Z * Z;
    double middle = share + square / (2 * of);
    double reach = Z * Math.sqrt(share * (1 - share) / of + square / (4 * of * of));
    return Math.max(0, (middle - reach) / (1 + square / of));
  }
}
