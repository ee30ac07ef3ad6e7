package com.example.spread;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the engine, `spread.*`.
///
/// @param widest a spread above this is too wide; fraction of the mid price
@ConfigurationProperties("spread")
public record SpreadProperties(@DefaultValue("0.002") double widest) {
  public SpreadProperties {
    if (!(widest > 0)) {
      throw new IllegalArgumentException("spread.widest must be more than 0, was " + widest);
    }
  }
}
