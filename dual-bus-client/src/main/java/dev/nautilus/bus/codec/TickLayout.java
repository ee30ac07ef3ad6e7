package dev.nautilus.bus.codec;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Tick;
import java.util.OptionalDouble;

/// Price, size, cumulative volume.
final class TickLayout implements Layout<Tick> {
  @Override
  public String name() {
    return "tick";
  }

  @Override
  public int block() {
    return PROVENANCE + 3 * Double.BYTES;
  }

  @Override
  public int extraBytes(Tick tick) {
    return 0;
  }

  @Override
  public void putBlock(LayoutWriter out, Tick tick) {
    out.number(tick.price());
    out.number(tick.size());
    out.number(tick.cumulativeVolume());
  }

  @Override
  public void putExtra(LayoutWriter out, Tick tick) {}

  @Override
  public Tick read(LayoutReader in) {
    double price = in.number();
    OptionalDouble size = in.optionalNumber();
    OptionalDouble cumulativeVolume = in.optionalNumber();
    InstrumentId instrument = in.instrument();
    return new Tick(instrument, price, size, cumulativeVolume, in.provenance());
  }
}
