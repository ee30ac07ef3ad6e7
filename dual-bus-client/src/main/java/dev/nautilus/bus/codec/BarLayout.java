package dev.nautilus.bus.codec;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Start, the five prices and volumes, what may be missing, origin, revision, whether complete; the
/// spec behind the other texts.
final class BarLayout implements Layout<Bar> {
  @Override
  public String name() {
    return "bar";
  }

  @Override
  public int block() {
    return PROVENANCE + 12 + 9 * Double.BYTES + 1 + Integer.BYTES + 1;
  }

  @Override
  public int extraBytes(Bar bar) {
    return LayoutWriter.sizeOf(bar.spec().code());
  }

  @Override
  public void putBlock(LayoutWriter out, Bar bar) {
    out.instant(bar.start());
    out.number(bar.open());
    out.number(bar.high());
    out.number(bar.low());
    out.number(bar.close());
    out.number(bar.volume());
    out.number(bar.vwap());
    out.count(bar.trades());
    out.number(bar.buyVolume());
    out.number(bar.sellVolume());
    out.unsignedByte(bar.origin() == Bar.Origin.VENDOR ? 0 : 1);
    out.integer(bar.revision());
    out.flag(bar.complete());
  }

  @Override
  public void putExtra(LayoutWriter out, Bar bar) {
    out.text(bar.spec().code());
  }

  @Override
  public Bar read(LayoutReader in) {
    Instant start = in.instant();
    double open = in.number();
    double high = in.number();
    double low = in.number();
    double close = in.number();
    double volume = in.number();
    OptionalDouble vwap = in.optionalNumber();
    OptionalLong trades = in.optionalCount();
    OptionalDouble buyVolume = in.optionalNumber();
    OptionalDouble sellVolume = in.optionalNumber();
    Bar.Origin origin = origin(in.unsignedByte());
    int revision = in.integer();
    boolean complete = in.flag();
    InstrumentId instrument = in.instrument();
    Provenance provenance = in.provenance();
    BarSpec spec = in.spec();
    return new Bar(
        instrument,
        spec,
        start,
        open,
        high,
        low,
        close,
        volume,
        vwap,
        trades,
        buyVolume,
        sellVolume,
        origin,
        revision,
        complete,
        provenance);
  }

  private static Bar.Origin origin(int code) {
    return switch (code) {
      case 0 -> Bar.Origin.VENDOR;
      case 1 -> Bar.Origin.BUILT;
      default -> throw new IllegalArgumentException("origin must be 0 or 1, was " + code);
    };
  }
}
