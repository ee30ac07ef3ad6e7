package dev.nautilus.hub.history;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings of the hub's history of itself.
///
/// @param url `jdbc:postgresql://host:5432/database`; no history without it
/// @param user who writes; may also stand in the URL
/// @param password of that user
/// @param interval time that one row of metrics is about
/// @param flushEvery longest time a row waits for others to be written with it
/// @param batch most rows written at once
/// @param waiting most rows that wait while the database is away; then the oldest are dropped
/// @param keep rows older than this are deleted
@Validated
@ConfigurationProperties("nautilus.hub.history")
record HistoryProperties(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @DefaultValue("1m") Duration interval,
    @DefaultValue("1s") Duration flushEvery,
    @Min(1) @DefaultValue("500") int batch,
    @Min(100) @DefaultValue("100000") int waiting,
    @DefaultValue("30d") Duration keep) {

  HistoryProperties {
    user = user == null || user.isBlank() ? null : user;
    password = password == null || password.isBlank() ? null : password;
    if (url != null && !url.isBlank() && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "nautilus.hub.history.url must be like jdbc:postgresql://host:5432/database, began with '"
              + url.substring(0, Math.min(url.length(), 16))
              + "'");
    }
    if (!interval.isPositive() || !flushEvery.isPositive() || !keep.isPositive()) {
      throw new IllegalArgumentException(
          "interval, flush-every and keep must be more than 0, were %s, %s and %s"
              .formatted(interval, flushEvery, keep));
    }
  }

  /// Without what may be secret.
  @Override
  public String toString() {
    return "HistoryProperties[interval=%s, batch=%d, waiting=%d, keep=%s]"
        .formatted(interval, batch, waiting, keep);
  }
}
