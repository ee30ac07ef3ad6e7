package dev.nautilus.engines.features.method;

/// What a feature is fed with.
public enum FeatureInput {
  /// [Candle]s of the interval named in the feature's id.
  CANDLE("candles, e.g. @1m"),
  /// [TopOfBook] updates, `@quote`.
  TOP_OF_BOOK("quotes, @quote"),
  /// [TapeTrade]s, `@trade`.
  TRADE("trades, @trade");

  private final String words;

  FeatureInput(String words) {
    this.words = words;
  }

  /// The input that the part of an id after its `@` names.
  static FeatureInput of(String spec) {
    return switch (spec) {
      case "quote" -> TOP_OF_BOOK;
      case "trade" -> TRADE;
      default -> CANDLE;
    };
  }

  /// A call as an id, where one stream is all there is.
  ///
  /// @param call `ofi(100)`
  /// @return `ofi(100)@quote`
  /// @throws IllegalStateException for candles, which have an interval
  public String id(String call) {
    return switch (this) {
      case CANDLE -> throw new IllegalStateException("candles need an interval: " + call);
      case TOP_OF_BOOK -> call + "@quote";
      case TRADE -> call + "@trade";
    };
  }

  /// For messages.
  String words() {
    return words;
  }
}
