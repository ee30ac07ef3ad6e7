package dev.nautilus.hub.vendor;

import dev.nautilus.hub.vendor.Budget.Entry.Denied;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a source allows over longer times: quotas for a day and a month, and the silence it asked
/// for; written down in a book when there is one.
///
/// **Threads** Safe for many; only [#save] and [#penalize] speak to the book.
final class Allowances {
  private static final Logger log = LoggerFactory.getLogger(Allowances.class);
  private static final Duration BOOK_PAUSE = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Source source;
  private final InstantSource clock;
  private final Penalty penalty;
  private final List<Quota> quotas = new ArrayList<>();
  private volatile @Nullable QuotaBook book;
  private volatile boolean bookExpected;
  private volatile Instant bookAgain = Instant.MIN;

  Allowances(Source source, VendorsProperties.Limits limits, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.penalty = new Penalty(limits.penalty(), clock);
    if (limits.perDay() > 0) {
      quotas.add(Quota.daily(limits.perDay(), clock));
    }
    if (limits.perMonth() > 0) {
      quotas.add(Quota.monthly(limits.perMonth(), clock));
    }
  }

  /// Why a call may not be made whoever waits; null when it may.
  @Nullable Denied objection(Urgency urgency) {
    Optional<Duration> quiet = penalty.left();
    if (quiet.isPresent()) {
      return new Denied(source + " said that we are limited", quiet.get());
    }
    if (bookExpected && !quotas.isEmpty()) {
      return new Denied(
          "how many calls to %s were made is not known yet: the Engine Logic Redis is away"
              .formatted(source),
          SOON);
    }
    for (Quota quota : quotas) {
      Duration wait = quota.untilBelow(urgency.shareOf(quota.allowance()));
      if (wait.isPositive()) {
        return new Denied(
            "our %d calls a %s to %s are used up, as far as a %s may use them"
                .formatted(
                    quota.allowance(),
                    quota.name(),
                    source,
                    urgency.name().toLowerCase(Locale.ROOT)),
            wait);
      }
    }
    return null;
  }

  /// Whether there is a quota for a day or a month.
  boolean hasQuota() {
    return !quotas.isEmpty();
  }

  /// Whether a guess could no longer be made for want of quota.
  boolean isScarce() {
    return quotas.stream()
        .anyMatch(quota -> quota.used() >= Urgency.PREFETCH.shareOf(quota.allowance()));
  }

  /// How much longer the vendor wants to be left alone.
  Optional<Duration> quiet() {
    return penalty.left();
  }

  /// The vendor said that we are limited.
  ///
  /// @param stated for how long, null when it did not say
  /// @return how long we are silent
  Duration penalize(@Nullable Duration stated) {
    Duration length = penalty.start(stated);
    QuotaBook open = book;
    if (open != null) {
      try {
        open.quiet(source, clock.instant().plus(length), length);
      } catch (RuntimeException e) {
        log.warn("{}: the silence could not be written down: {}", source, e.toString());
      }
    }
    return length;
  }

  /// The vendor answered normally.
  void forgive() {
    penalty.forgive();
  }

  /// A call is made now.
  void count() {
    quotas.forEach(Quota::count);
  }

  /// What is used of each quota.
  List<BudgetReport.Used> used() {
    return quotas.stream()
        .map(each -> new BudgetReport.Used(each.name(), each.allowance(), each.used()))
        .toList();
  }

  /// Says that a book will come: until then nothing that has a quota is asked.
  void expectBook() {
    bookExpected = true;
  }

  /// Reads what was counted before and writes down from now on; throws when the book cannot be
  /// read.
  void keepIn(QuotaBook readable) {
    for (Quota quota : quotas) {
      quota.recall(readable.calls(source, quota.name()));
    }
    readable.quietUntil(source).ifPresent(penalty::until);
    book = readable;
    bookExpected = false;
    save();
  }

  /// Writes down what is not yet; what cannot be is tried again later.
  void save() {
    QuotaBook open = book;
    if (open == null || clock.instant().isBefore(bookAgain)) {
      return;
    }
    for (Quota quota : quotas) {
      for (Map.Entry<Long, Long> each : quota.takeUnsaved().entrySet()) {
        save(open, quota, each.getKey(), each.getValue());
      }
    }
  }

  private void save(QuotaBook open, Quota quota, long bucket, long calls) {
    try {
      quota.saved(bucket, open.add(source, quota.name(), bucket, calls, quota.keptFor()));
    } catch (RuntimeException e) {
      quota.giveBack(bucket, calls);
      bookAgain = clock.instant().plus(BOOK_PAUSE);
      log.warn("{}: {} calls could not be written down yet: {}", source, calls, e.toString());
    }
  }
}
