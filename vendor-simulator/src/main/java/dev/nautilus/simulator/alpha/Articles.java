package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.company.NewsWire;
import dev.nautilus.simulator.company.Story;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The news wire's stories with an invented opinion of each, always the same for the same story.
final class Articles {
  private static final int USUAL = 50;
  private static final int MOST = 1000;
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT);

  private final Listing listing;
  private final NewsWire wire;

  Articles(Listing listing, NewsWire wire) {
    this.listing = listing;
    this.wire = wire;
  }

  Reply answer(Request request, Instant now) {
    Optional<Instrument> about = listing.newsTicker(request.parameter("tickers", ""));
    int limit;
    Instant from;
    Instant to;
    try {
      limit = Integer.parseInt(request.parameter("limit", String.valueOf(USUAL)));
      from = request.parameter("time_from").map(Articles::minute).orElse(Instant.MIN);
      to = request.parameter("time_to").map(Articles::minute).orElse(now);
    } catch (NumberFormatException | DateTimeException e) {
      return Notices.information(Notices.INVALID_INPUTS);
    }
    if (about.isEmpty() || limit < 1 || limit > MOST || from.isAfter(to)) {
      return Notices.information(Notices.INVALID_INPUTS);
    }
    List<Story> stories =
        wire.latest(about.get().symbol(), about.get().name(), now, MOST).stream()
            .filter(s -> !s.publishedAt().isBefore(from) && !s.publishedAt().isAfter(to))
            .limit(limit)
            .toList();
    ObjectNode body = JsonReply.object().put("items", String.valueOf(stories.size()));
    body.put(
        "sentiment_score_definition",
        "x <= -0.35: Bearish; -0.35 < x <= -0.15: Somewhat-Bearish; -0.15 < x < 0.15: Neutral;"
            + " 0.15 <= x < 0.35: Somewhat_Bullish; x >= 0.35: Bullish");
    body.put(
        "relevance_score_definition",
        "0 < x <= 1, with a higher score indicating higher relevance.");
    ArrayNode feed = body.putArray("feed");
    stories.forEach(story -> article(feed.addObject(), story, about.get()));
    return JsonReply.of(200, body);
  }

  private static Instant minute(String text) {
    return LocalDateTime.parse(text, MINUTE).toInstant(ZoneOffset.UTC);
  }

  private static void article(ObjectNode row, Story story, Instrument about) {
    double score = fraction(story.id().getLeastSignificantBits()) - 0.5;
    double relevance = 0.05 + 0.95 * fraction(story.id().getMostSignificantBits());
    row.put("title", story.title());
    row.put("url", "https://news.invalid/" + story.id());
    row.put("time_published", SECOND.format(story.publishedAt()));
    row.putArray("authors").add("A Simulated Author");
    row.put("summary", story.title() + ", as the simulator imagines it.");
    row.put("banner_image", "https://news.invalid/banner.png");
    row.put("source", story.publisher());
    row.put("category_within_source", "General");
    row.put("source_domain", story.publisher());
    row.putArray("topics")
        .addObject()
        .put("topic", "financial_markets")
        .put("relevance_score", Stamps.number(relevance, 6));
    row.put("overall_sentiment_score", Math.round(score * 1e6) / 1e6);
    row.put("overall_sentiment_label", label(score));
    row.putArray("ticker_sentiment")
        .addObject()
        .put("ticker", Listing.newsTicker(about))
        .put("relevance_score", Stamps.number(relevance, 6))
        .put("ticker_sentiment_score", Stamps.number(score, 6))
        .put("ticker_sentiment_label", label(score));
  }

  private static String label(double score) {
    if (score <= -0.35) {
      return "Bearish";
    }
    if (score <= -0.15) {
      return "Somewhat-Bearish";
    }
    if (score < 0.15) {
      return "Neutral";
    }
    return score < 0.35 ? "Somewhat-Bullish" : "Bullish";
  }

  private static double fraction(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}
