package dev.nautilus.hub.publish;

import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.News;
import java.util.List;

/// Estimates how large data are as JSON, on the high side, without writing them out.
final class AnswerSize {
  private static final int RECORD = 450;
  private static final int ROW = 90;

  private AnswerSize() {}

  static long of(List<MarketDatum> data) {
    long bytes = RECORD;
    for (MarketDatum datum : data) {
      bytes += of(datum);
    }
    return bytes;
  }

  private static long of(MarketDatum datum) {
    return switch (datum) {
      case Economic series ->
          RECORD + ROW * (long) series.observations().size() + 4L * series.title().length();
      case Level2 book -> RECORD + ROW * ((long) book.bids().size() + book.asks().size());
      case Fundamental figures -> RECORD + ROW * (long) figures.values().size() + text(figures);
      case News news ->
          RECORD
              + 4L * (news.headline().length() + news.link().length())
              + ROW * (long) news.related().size();
      default -> RECORD;
    };
  }

  private static long text(Fundamental figures) {
    long characters = 0;
    for (String value : figures.texts().values()) {
      characters += value.length();
    }
    return ROW * (long) figures.texts().size() + 4 * characters;
  }
}
