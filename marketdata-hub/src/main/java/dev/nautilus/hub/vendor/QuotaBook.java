package dev.nautilus.hub.vendor;

import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where quotas and silences are written down, so that a restart does not forget them.
///
/// **Errors** Any method may throw when the book cannot be reached.
public interface QuotaBook {

  /// Calls by bucket of a source's quota.
  ///
  /// @param quota `day` or `month`
  Map<Long, Long> calls(Source source, String quota);

  /// Adds calls to a bucket.
  ///
  /// @param keptFor after that nobody asks for the bucket any more
  /// @return the bucket's new total
  long add(Source source, String quota, long bucket, long calls, Duration keptFor);

  /// Until when the source wants to be left alone.
  Optional<Instant> quietUntil(Source source);

  /// Notes until when the source wants to be left alone.
  void quiet(Source source, Instant until, Duration length);
}
