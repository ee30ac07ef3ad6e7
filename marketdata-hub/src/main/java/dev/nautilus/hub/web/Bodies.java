package dev.nautilus.hub.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Sheet;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of an answer: flat, with how good it is beside the data. How message records look in it
/// is said in [JsonConfiguration].
final class Bodies {
  private Bodies() {}

  /// One value: its own fields stand beside the common ones.
  record One(
      InstrumentId symbol,
      String type,
      @JsonUnwrapped MarketDatum datum,
      Source source,
      Instant observedAt,
      Instant receivedAt,
      long version,
      boolean simulated,
      String freshness,
      long ageMillis) {}

  /// Several rows, with what they have in common beside. `version` is the highest of them.
  record Many(
      @Nullable InstrumentId symbol,
      String type,
      @Nullable BarSpec interval,
      int count,
      boolean truncated,
      List<Row> data,
      Source source,
      Instant observedAt,
      Instant receivedAt,
      long version,
      boolean simulated,
      String freshness,
      long ageMillis) {}

  /// One of several rows.
  ///
  /// @param symbol only where rows are about different things
  record Row(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InstrumentId symbol,
      @JsonUnwrapped MarketDatum datum,
      long version) {}

  static Object of(Inquiry inquiry, Sheet sheet, String freshness, Duration age) {
    return hasRows(inquiry)
        ? many(inquiry, sheet, freshness, age)
        : one(inquiry.type(), sheet.newest(), freshness, age);
  }

  private static boolean hasRows(Inquiry inquiry) {
    return inquiry.text() != null
        || switch (inquiry.type()) {
          case TICK, QUOTE, TRADE, LEVEL2, SENTIMENT, ECONOMIC -> false;
          case BAR, NEWS, FUNDAMENTAL, CORPORATE_ACTION -> true;
        };
  }

  /// A value as it comes in.
  static One live(ServedType type, MarketDatum datum) {
    return one(type, datum, "fresh", Duration.ZERO);
  }

  private static One one(ServedType type, MarketDatum datum, String freshness, Duration age) {
    Provenance provenance = datum.provenance();
    return new One(
        datum.instrument(),
        type.wireName(),
        datum,
        provenance.source(),
        provenance.observedAt(),
        provenance.receivedAt(),
        provenance.version(),
        provenance.simulated(),
        freshness,
        age.toMillis());
  }

  private static Many many(Inquiry inquiry, Sheet sheet, String freshness, Duration age) {
    Provenance newest = sheet.newest().provenance();
    boolean search = inquiry.text() != null;
    List<Row> rows =
        sheet.data().stream()
            .map(
                datum ->
                    new Row(
                        search ? datum.instrument() : null, datum, datum.provenance().version()))
            .toList();
    return new Many(
        inquiry.instrument(),
        inquiry.type().wireName(),
        interval(inquiry),
        rows.size(),
        sheet.truncated(),
        rows,
        newest.source(),
        newest.observedAt(),
        newest.receivedAt(),
        rows.stream().mapToLong(Row::version).max().orElse(0),
        sheet.data().stream().anyMatch(datum -> datum.provenance().simulated()),
        freshness,
        age.toMillis());
  }

  private static @Nullable BarSpec interval(Inquiry inquiry) {
    BarSpec asked = inquiry.interval();
    return inquiry.type() == ServedType.BAR && asked == null ? BarSpec.DAY : asked;
  }
}
