package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One contract on the WebSocket. A frame holds only the fields that changed; here they are merged
/// to the whole row, and what the row newly says is told: a quote when a side, a size or the last
/// price changed; a tick when the last price changed or volume was added; a trade for the volume
/// added. The first frame comes twice, the second time it says nothing new.
///
/// A trade is conflated: a frame covers half a second. Its size is the change of the day's volume
/// since the frame before, on the same connection: what was traded while we did not listen is not
/// pinned on one price. A volume that fell is a new day's.
///
/// **Threads** Confined to one.
final class LiveRow {
  private final InstrumentId instrument;
  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

  private @Nullable Quote told;
  private OptionalDouble toldPrice = OptionalDouble.empty();
  private OptionalDouble volume = OptionalDouble.empty();

  LiveRow(InstrumentId instrument) {
    this.instrument = instrument;
  }

  /// What the frame adds, oldest meaning first.
  List<MarketDatum> merge(ObjectNode frame, Receipt receipt) {
    fields.setAll(frame);
    Instant at = MarketFields.seen(fields, receipt);
    List<MarketDatum> news = new ArrayList<>();
    MarketFields.quote(instrument, fields, receipt)
        .filter(this::isNews)
        .ifPresent(
            quote -> {
              told = quote;
              news.add(quote);
            });
    OptionalDouble added = added();
    Optional<FieldText.Last> last =
        FieldText.last(fields.path(MarketFields.LAST))
            .filter(FieldText.Last::isTraded)
            .filter(price -> !price.isHalted());
    if (last.isPresent()) {
      double price = last.get().price();
      if (added.isPresent() || toldPrice.isEmpty() || toldPrice.getAsDouble() != price) {
        toldPrice = OptionalDouble.of(price);
        news.add(tick(price, added, frame, receipt.seenAt(at)));
      }
      if (added.isPresent()) {
        news.add(
            new Trade(
                instrument,
                price,
                added.getAsDouble(),
                Side.UNKNOWN,
                /* conflated= */ true,
                null,
                receipt.seenAt(at)));
      }
    }
    return news;
  }

  InstrumentId instrument() {
    return instrument;
  }

  /// Whether its quote was told.
  boolean isQuoted() {
    return told != null;
  }

  Availability availability() {
    return MarketFields.availability(fields);
  }

  private boolean isNews(Quote quote) {
    Quote before = told;
    if (before == null) {
      return true;
    }
    Provenance same = quote.provenance();
    return !before.withProvenance(same).equals(quote);
  }

  /// The volume traded since the frame before; empty when it is not known or nothing was.
  private OptionalDouble added() {
    OptionalDouble now = MarketFields.dayVolume(fields);
    OptionalDouble before = volume;
    if (now.isEmpty()) {
      return now;
    }
    volume = now;
    return before.isPresent() && now.getAsDouble() > before.getAsDouble()
        ? OptionalDouble.of(now.getAsDouble() - before.getAsDouble())
        : OptionalDouble.empty();
  }

  /// A tick's size is the volume behind it where that is known, else the size of the last trade if
  /// the frame has one.
  private Tick tick(double price, OptionalDouble added, ObjectNode frame, Provenance provenance) {
    OptionalDouble size =
        added.isPresent() ? added : FieldText.size(frame.path(MarketFields.LAST_SIZE));
    return new Tick(instrument, price, size, volume, provenance);
  }
}
