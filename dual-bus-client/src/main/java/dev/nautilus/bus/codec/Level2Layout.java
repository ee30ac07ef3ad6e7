package dev.nautilus.bus.codec;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.Level2.Level;
import dev.nautilus.message.Provenance;
import java.util.ArrayList;
import java.util.List;

/// How many bids and asks and how long a level is; the levels behind the texts, bids first.
final class Level2Layout implements Layout<Level2> {
  /// Price, size, orders.
  private static final int LEVEL = 2 * Double.BYTES + Long.BYTES;

  @Override
  public String name() {
    return "level2";
  }

  @Override
  public int block() {
    return PROVENANCE + 2 * Short.BYTES + 1;
  }

  @Override
  public int extraBytes(Level2 book) {
    return (book.bids().size() + book.asks().size()) * LEVEL;
  }

  @Override
  public void putBlock(LayoutWriter out, Level2 book) {
    out.unsignedShort(book.bids().size());
    out.unsignedShort(book.asks().size());
    out.unsignedByte(LEVEL);
  }

  @Override
  public void putExtra(LayoutWriter out, Level2 book) {
    putLevels(out, book.bids());
    putLevels(out, book.asks());
  }

  @Override
  public Level2 read(LayoutReader in) {
    int bids = in.unsignedShort();
    int asks = in.unsignedShort();
    int length = in.unsignedByte();
    if (length < LEVEL) {
      throw new IllegalArgumentException("a level must have 24 bytes or more, had " + length);
    }
    InstrumentId instrument = in.instrument();
    Provenance provenance = in.provenance();
    in.requireRemaining((long) (bids + asks) * length);
    List<Level> bidLevels = levels(in, bids, length);
    return new Level2(instrument, bidLevels, levels(in, asks, length), provenance);
  }

  private static void putLevels(LayoutWriter out, List<Level> levels) {
    for (Level level : levels) {
      out.number(level.price());
      out.number(level.size());
      out.count(level.orders());
    }
  }

  private static List<Level> levels(LayoutReader in, int count, int length) {
    List<Level> levels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      levels.add(new Level(in.number(), in.number(), in.optionalCount()));
      in.skip(length - LEVEL);
    }
    return levels;
  }
}
