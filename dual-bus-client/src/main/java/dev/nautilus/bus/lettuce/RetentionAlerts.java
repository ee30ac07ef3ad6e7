package dev.nautilus.bus.lettuce;

import dev.nautilus.message.SystemAlert.Severity;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/// What the housekeeper has to say about streams and groups, each thing once while it lasts.
/// Confined to one thread.
final class RetentionAlerts {
  private final Alerts alerts;
  private final Duration expiry;
  private final Set<String> ahead = new HashSet<>();
  private final Set<String> tooLong = new HashSet<>();

  RetentionAlerts(Alerts alerts, Duration expiry) {
    this.alerts = alerts;
    this.expiry = expiry;
  }

  void ahead(String stream, boolean isAhead, String last) {
    if (!isAhead) {
      ahead.remove(stream);
    } else if (ahead.add(stream)) {
      alerts.raise(
          alerts.of(
              Severity.WARNING,
              "CLOCK_WENT_BACK",
              "%s ends at %s, which is ahead of its server's clock: the clock went back; until it"
                      .formatted(stream, last)
                  + " catches up the stream is trimmed by count instead of time"));
    }
  }

  void tooLong(String stream, long length, long most) {
    // Redis trims whole nodes of 100 entries.
    if (length <= most + 100) {
      tooLong.remove(stream);
    } else if (tooLong.add(stream)) {
      alerts.raise(
          alerts.of(
              Severity.WARNING,
              "STREAM_TOO_LONG",
              stream
                  + " is too long and cannot be trimmed, because a group still owes what is in it;"
                  + " ./nautilus groups list shows which",
              OptionalDouble.of((double) length),
              OptionalDouble.of((double) most)));
    }
  }

  void expired(String stream, String group) {
    alerts.raise(
        alerts.of(
            Severity.WARNING,
            "GROUP_EXPIRED",
            "group %s has had no running consumer on %s for %s and holds back trimming no longer:"
                    .formatted(group, stream, expiry)
                + " what it has not read will be lost; start it, or drop it by"
                + " ./nautilus groups drop "
                + group));
  }
}
