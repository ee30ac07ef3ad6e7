package dev.nautilus.bus;

import java.util.regex.Pattern;

/// Who speaks: one of the thirteen engines, the hub, or an engine of your own.
///
/// @param name lower-case letters, digits and `-`, 1 to 40 characters; also the consumer group
public record EngineType(String name) {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public static final EngineType ANALYTICS = new EngineType("analytics");
  public static final EngineType BACKTESTING = new EngineType("backtesting");
  public static final EngineType RISK = new EngineType("risk");
  public static final EngineType FACTOR = new EngineType("factor");
  public static final EngineType ML = new EngineType("ml");
  public static final EngineType FEATURES = new EngineType("features");
  public static final EngineType WEBSOCKET = new EngineType("websocket");
  public static final EngineType STRATEGY = new EngineType("strategy");
  public static final EngineType MARKETDATA = new EngineType("marketdata");
  public static final EngineType PORTFOLIO = new EngineType("portfolio");
  public static final EngineType COLLATERAL = new EngineType("collateral");
  public static final EngineType VPIN = new EngineType("vpin");
  public static final EngineType ENHANCED_VPIN = new EngineType("enhanced-vpin");

  /// The MarketData hub.
  public static final EngineType HUB = new EngineType("hub");

  public EngineType {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "engine name must be 1 to 40 of a-z, 0-9 and -, was '" + name + "'");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
