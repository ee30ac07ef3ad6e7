package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// What of a print is counted.
public enum Measure {
  /// Each print counts one. Cannot be cut into pieces.
  TICK {
    @Override
    BigDecimal of(Print print) {
      return BigDecimal.ONE;
    }

    @Override
    BigDecimal piece(Print print, BigDecimal room) {
      return print.size();
    }
  },
  /// Size traded.
  VOLUME {
    @Override
    BigDecimal of(Print print) {
      return print.size();
    }

    @Override
    BigDecimal piece(Print print, BigDecimal room) {
      return room.min(print.size());
    }
  },
  /// Price times size, the price without its sign.
  VALUE {
    @Override
    BigDecimal of(Print print) {
      return print.unitPrice().abs().multiply(print.size());
    }

    @Override
    BigDecimal piece(Print print, BigDecimal room) {
      BigDecimal size = print.size();
      BigDecimal exact = size.multiply(room).divide(of(print), MathContext.DECIMAL128);
      BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(0, size.scale()));
      return exact.setScale(unit.scale(), RoundingMode.HALF_EVEN).max(unit).min(size);
    }
  };

  /// How much a print counts, 0 or more.
  abstract BigDecimal of(Print print);

  /// The size that fills `room` of this measure: with no more decimals than the print's own size
  /// and at least one unit of its last decimal, so that no bar is without volume.
  ///
  /// @param room more than 0, at most what the print counts
  abstract BigDecimal piece(Print print, BigDecimal room);
}
