package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.book.QuoteUnit;
import dev.nautilus.engine.book.Touch;
import dev.nautilus.engines.portfolio.PortfolioProperties.ContractSetting;
import dev.nautilus.engines.portfolio.PortfolioProperties.PaperSetting;
import dev.nautilus.engines.portfolio.method.Contract;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.quant.money.MinorUnit;
import java.math.BigDecimal;
import java.util.Map;

/// What the paper broker charges for an order.
///
/// **Definition** `min(max(rate * units, least), most * worth)`, to the minor unit. **Source**
/// fixed prices of Interactive Brokers for US shares (USD 0.005 a share, 1.00 at least, 1 % at
/// most).
record Commission(PaperSetting setting, Map<String, ContractSetting> contracts) {
  private static final String UNKNOWN = "USD";

  /// Of all units of an order that are filled so far.
  BigDecimal of(BigDecimal units, BigDecimal worth, String currency) {
    BigDecimal charged =
        setting
            .commission()
            .multiply(units)
            .max(setting.leastCommission())
            .min(setting.mostCommission().multiply(worth));
    return MinorUnit.round(charged, currency);
  }

  /// What so many units are worth at a price, without sign.
  BigDecimal value(InstrumentId instrument, BigDecimal units, BigDecimal price) {
    return contract(instrument).worth(price).multiply(units).abs();
  }

  Contract contract(InstrumentId instrument) {
    ContractSetting known = contracts.get(instrument.value());
    return known == null ? Contract.SHARE : known.contract();
  }

  /// Currency that a fill is told in; the dollar where no source tells one.
  String currency(InstrumentId instrument, Touch touch) {
    String quoted = QuoteUnit.of(touch.currency()).currency();
    return quoted.isEmpty() ? UNKNOWN : quoted;
  }

  /// Currency that profit and commission are booked in.
  String settlement(InstrumentId instrument, String currency) {
    ContractSetting known = contracts.get(instrument.value());
    String own = known == null ? null : known.settlement();
    return own == null ? currency : own;
  }
}
