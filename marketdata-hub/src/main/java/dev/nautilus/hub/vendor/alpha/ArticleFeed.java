package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.News;
import dev.nautilus.message.Sentiment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// The articles about one instrument, and how they speak of it.
///
/// @param news oldest first; an article has no id of its own but its address
/// @param sentiment over all of these articles; empty when none of them judges the instrument
/// @param more whether the vendor says that it has more articles than it sent
record ArticleFeed(List<News> news, Optional<Sentiment> sentiment, boolean more) {
  private static final DateTimeFormatter PUBLISHED =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

  /// One article's opinion of the instrument.
  private record Opinion(double score, double relevance, Instant at) {}

  /// What is read for one instrument.
  private record Subject(InstrumentId instrument, String ticker, Receipt receipt) {}

  static Outcome<ArticleFeed> read(
      HttpAnswer answer, InstrumentId instrument, AlphaSymbol symbol, Receipt receipt) {
    Subject subject = new Subject(instrument, symbol.newsTicker(), receipt);
    return AlphaEnvelope.json(answer)
        .then(
            all ->
                all.path("feed").isArray()
                    ? feed(all, subject)
                    : Outcome.bad(Refusal.GARBAGE, "answered no feed of articles"));
  }

  private static Outcome<ArticleFeed> feed(JsonNode all, Subject subject) {
    List<News> news = new ArrayList<>();
    List<Opinion> opinions = new ArrayList<>();
    for (JsonNode article : all.path("feed")) {
      Optional<Instant> published = published(article.path("time_published"));
      published.flatMap(at -> headline(article, at, subject)).ifPresent(news::add);
      published.flatMap(at -> opinion(article, at, subject)).ifPresent(opinions::add);
    }
    news.sort(Comparator.comparing(News::publishedAt).thenComparing(News::id));
    if (news.isEmpty()) {
      return Outcome.bad(Refusal.NO_DATA, "has no news about " + subject.instrument);
    }
    double promised = AlphaText.number(all.path("items")).orElse(0);
    return Outcome.good(
        new ArticleFeed(
            List.copyOf(news), joined(opinions, subject), promised > all.path("feed").size()));
  }

  private static Optional<News> headline(JsonNode article, Instant at, Subject subject) {
    Optional<String> link = JsonBody.text(article.path("url"));
    Optional<String> title = JsonBody.text(article.path("title"));
    if (link.isEmpty() || title.isEmpty()) {
      return Optional.empty();
    }
    List<InstrumentId> related = new ArrayList<>();
    for (JsonNode mention : article.path("ticker_sentiment")) {
      JsonBody.text(mention.path("ticker"))
          .filter(ticker -> !ticker.equalsIgnoreCase(subject.ticker))
          .flatMap(ArticleFeed::instrument)
          .ifPresent(related::add);
    }
    return Optional.of(
        new News(
            subject.instrument,
            link.get(),
            title.get(),
            JsonBody.text(article.path("source")).orElse(""),
            link.get(),
            at,
            related,
            subject.receipt.seenAt(at)));
  }

  private static Optional<Opinion> opinion(JsonNode article, Instant at, Subject subject) {
    for (JsonNode mention : article.path("ticker_sentiment")) {
      OptionalDouble score = AlphaText.number(mention.path("ticker_sentiment_score"));
      OptionalDouble relevance = AlphaText.number(mention.path("relevance_score"));
      if (mention.path("ticker").asString("").equalsIgnoreCase(subject.ticker)
          && score.isPresent()
          && relevance.isPresent()
          && Math.abs(score.getAsDouble()) <= 1
          && relevance.getAsDouble() > 0
          && relevance.getAsDouble() <= 1) {
        return Optional.of(new Opinion(score.getAsDouble(), relevance.getAsDouble(), at));
      }
    }
    return Optional.empty();
  }

  /// The mean of the articles' scores, weighted by how relevant each is for the instrument; the
  /// relevance stated is the plain mean of theirs.
  private static Optional<Sentiment> joined(List<Opinion> opinions, Subject subject) {
    double weights = 0;
    double weighted = 0;
    Instant newest = Instant.MIN;
    for (Opinion opinion : opinions) {
      weights += opinion.relevance;
      weighted += opinion.relevance * opinion.score;
      newest = opinion.at.isAfter(newest) ? opinion.at : newest;
    }
    if (opinions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Sentiment(
            subject.instrument,
            Math.clamp(weighted / weights, -1, 1),
            OptionalDouble.of(Math.min(1, weights / opinions.size())),
            opinions.size(),
            subject.receipt.seenAt(newest)));
  }

  /// The zone is not stated; read as UTC.
  private static Optional<Instant> published(JsonNode node) {
    try {
      return JsonBody.text(node)
          .map(text -> LocalDateTime.parse(text, PUBLISHED).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /// A ticker that is none of ours is left out; the headline stays.
  private static Optional<InstrumentId> instrument(String ticker) {
    try {
      return Optional.of(InstrumentId.of(ticker));
    } catch (IllegalArgumentException notATicker) {
      return Optional.empty();
    }
  }
}
