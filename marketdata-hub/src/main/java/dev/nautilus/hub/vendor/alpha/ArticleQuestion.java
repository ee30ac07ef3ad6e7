package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorUrl;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which articles to ask for.
///
/// @param from first minute wanted; null for the newest articles
/// @param to last minute wanted; null for now
/// @param limit most articles, 1000 at the vendor
record ArticleQuestion(@Nullable Instant from, @Nullable Instant to, int limit) {
  /// What the vendor sends unless asked otherwise; fewer would make a poor sentiment.
  private static final int USUAL = 50;

  private static final int MOST = 1000;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  static ArticleQuestion of(VendorQuery asked) {
    if (asked.type().equals(MessageType.SENTIMENT)) {
      return new ArticleQuestion(null, null, USUAL);
    }
    int most = asked.limit() == 0 && asked.from() != null ? MOST : asked.limit();
    return new ArticleQuestion(asked.from(), asked.to(), Math.clamp(most, USUAL, MOST));
  }

  VendorUrl onto(VendorUrl url, AlphaSymbol symbol) {
    url.with("function", "NEWS_SENTIMENT").with("tickers", symbol.newsTicker());
    if (from != null) {
      url.with("time_from", MINUTE.format(from));
    }
    if (to != null) {
      url.with("time_to", MINUTE.format(to));
    }
    return url.with("sort", "LATEST").with("limit", limit);
  }

  /// Whether the answer speaks of now.
  boolean current() {
    return from == null && to == null;
  }

  /// Whether a range was asked for and the answer is full: there may be more that it does not say.
  boolean filled(ArticleFeed feed) {
    return !current() && feed.news().size() >= limit;
  }
}
