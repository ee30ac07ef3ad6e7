package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One message of Yahoo's stream: PricingData in protobuf, in base64, alone or inside
/// `{"type":"pricing","message":"..."}`.
final class PricingFrame {
  private static final int ID = 1;
  private static final int PRICE = 2;
  private static final int TIME = 3;
  private static final int CURRENCY = 4;
  private static final int DAY_VOLUME = 9;
  private static final int LAST_SIZE = 22;
  private static final int BID = 23;
  private static final int BID_SIZE = 24;
  private static final int ASK = 25;
  private static final int ASK_SIZE = 26;

  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private String id = "";
  private float price;
  private boolean priced;
  private long timeMillis;
  private @Nullable String currency;
  private long dayVolume;
  private long lastSize;
  private float bid;
  private OptionalDouble bidSize = OptionalDouble.empty();
  private float ask;
  private OptionalDouble askSize = OptionalDouble.empty();

  private PricingFrame() {}

  /// A tick, and a quote when a side is given. Frames that are no prices (acknowledgements) are
  /// [Refusal#NO_DATA].
  static Outcome<List<MarketDatum>> read(HttpAnswer frame, Receipt receipt) {
    if (frame.kind() != BodyKind.JSON) {
      return decode(frame.text().strip(), receipt);
    }
    return JsonBody.parse(frame)
        .then(
            json -> {
              String type = JsonBody.text(json.path("type")).orElse("pricing");
              return JsonBody.text(json.path("message"))
                  .filter(message -> type.equals("pricing"))
                  .map(message -> decode(message, receipt))
                  .orElseGet(() -> Outcome.bad(Refusal.NO_DATA, "sent a frame without a price"));
            });
  }

  private static Outcome<List<MarketDatum>> decode(String base64, Receipt receipt) {
    try {
      PricingFrame frame = new PricingFrame();
      ProtoReader in = new ProtoReader(Base64.getDecoder().decode(base64));
      while (in.next()) {
        frame.take(in);
      }
      return frame.data(receipt);
    } catch (IllegalArgumentException | ProtoReader.MalformedException e) {
      return Outcome.bad(Refusal.GARBAGE, "sent a frame that cannot be decoded: " + e.getMessage());
    }
  }

  private void take(ProtoReader in) throws ProtoReader.MalformedException {
    switch (in.field()) {
      case ID -> id = in.string();
      case PRICE -> {
        price = in.float32();
        priced = true;
      }
      case TIME -> timeMillis = in.sint64();
      case CURRENCY -> currency = in.string();
      case DAY_VOLUME -> dayVolume = in.sint64();
      case LAST_SIZE -> lastSize = in.sint64();
      case BID -> bid = in.float32();
      case BID_SIZE -> bidSize = OptionalDouble.of((double) in.sint64());
      case ASK -> ask = in.float32();
      case ASK_SIZE -> askSize = OptionalDouble.of((double) in.sint64());
      default -> in.skip();
    }
  }

  private Outcome<List<MarketDatum>> data(Receipt receipt) {
    Instant at = Instant.ofEpochMilli(timeMillis);
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      return Outcome.bad(Refusal.GARBAGE, "sent a price with an impossible time");
    }
    if (!priced || !Float.isFinite(price)) {
      return Outcome.bad(Refusal.GARBAGE, "sent a frame without a finite price");
    }
    InstrumentId instrument = InstrumentId.of(id);
    List<MarketDatum> data = new ArrayList<>();
    data.add(
        new Tick(instrument, decimal(price), tradeSize(), size(dayVolume), receipt.seenAt(at)));
    OptionalDouble bidPrice = side(bid);
    OptionalDouble askPrice = side(ask);
    if (bidPrice.isPresent() || askPrice.isPresent()) {
      data.add(
          new Quote(
              instrument,
              bidPrice,
              bidPrice.isPresent() ? bidSize : OptionalDouble.empty(),
              askPrice,
              askPrice.isPresent() ? askSize : OptionalDouble.empty(),
              OptionalDouble.of(decimal(price)),
              currency,
              receipt.seenAt(at)));
    }
    return Outcome.good(List.copyOf(data));
  }

  /// For coins Yahoo repeats the day's volume as the size of the last trade; that is no size.
  private OptionalDouble tradeSize() {
    return lastSize == dayVolume ? OptionalDouble.empty() : size(lastSize);
  }

  private static OptionalDouble size(long value) {
    return value > 0 ? OptionalDouble.of((double) value) : OptionalDouble.empty();
  }

  private static OptionalDouble side(float value) {
    return value != 0 && Float.isFinite(value)
        ? OptionalDouble.of(decimal(value))
        : OptionalDouble.empty();
  }

  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
