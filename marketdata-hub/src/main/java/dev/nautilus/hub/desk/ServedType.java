package dev.nautilus.hub.desk;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Bar;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.News;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Sentiment;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be asked of the hub, with the time a value of it lives.
///
/// Only types in the mode [CacheMode#AGGRESSIVE] are served past their lifetime, marked stale, when
/// a vendor fails: a company's figures of yesterday beat none. Ticks and trades too, for another
/// reason: they are pushed, cannot be fetched, and the last price stays the last price.
public enum ServedType {
  /// Last price, as streamed.
  TICK(
      MessageType.TICK,
      Shape.LATEST,
      CacheMode.MINIMAL,
      Duration.ofSeconds(1),
      Duration.ofHours(1)),
  /// Best bid and offer.
  QUOTE(MessageType.QUOTE, Shape.LATEST, CacheMode.MINIMAL, Duration.ofSeconds(2), Duration.ZERO),
  /// Newest trade of the tape.
  TRADE(
      MessageType.TRADE,
      Shape.LATEST,
      CacheMode.MINIMAL,
      Duration.ofSeconds(1),
      Duration.ofHours(1)),
  /// Order book.
  LEVEL2(MessageType.LEVEL2, Shape.LATEST, CacheMode.MINIMAL, Duration.ofSeconds(1), Duration.ZERO),
  /// Open, high, low, close, volume.
  BAR(MessageType.BAR, Shape.BARS, CacheMode.MODERATE, Duration.ofSeconds(60), Duration.ZERO),
  /// Headlines.
  NEWS(
      MessageType.NEWS, Shape.DATED, CacheMode.AGGRESSIVE, Duration.ofHours(1), Duration.ofDays(7)),
  /// Company figures.
  FUNDAMENTAL(
      MessageType.FUNDAMENTAL,
      Shape.STATEMENTS,
      CacheMode.AGGRESSIVE,
      Duration.ofHours(24),
      Duration.ofDays(30)),
  /// Economic series.
  ECONOMIC(
      MessageType.ECONOMIC,
      Shape.DATED,
      CacheMode.AGGRESSIVE,
      Duration.ofHours(24),
      Duration.ofDays(30)),
  /// How the news speaks of an instrument.
  SENTIMENT(
      MessageType.SENTIMENT,
      Shape.LATEST,
      CacheMode.AGGRESSIVE,
      Duration.ofHours(1),
      Duration.ofDays(7)),
  /// Splits and dividends.
  CORPORATE_ACTION(
      MessageType.CORPORATE_ACTION,
      Shape.DATED,
      CacheMode.AGGRESSIVE,
      Duration.ofHours(24),
      Duration.ofDays(30));

  /// What an answer of a type is made of, and which parts of a question mean anything to it.
  public enum Shape {
    /// One value, the newest; no range.
    LATEST,
    /// One for each statement; no range.
    STATEMENTS,
    /// Rows in a range of time.
    DATED,
    /// Rows in a range of time, cut by an interval.
    BARS
  }

  @SuppressWarnings("ImmutableEnumChecker") // A handle is immutable, but not annotated so.
  private final MessageType<? extends MarketDatum> handle;

  private final Shape shape;
  private final CacheMode mode;
  private final Duration lifetime;
  private final Duration staleFor;

  ServedType(
      MessageType<? extends MarketDatum> handle,
      Shape shape,
      CacheMode mode,
      Duration lifetime,
      Duration staleFor) {
    this.handle = handle;
    this.shape = shape;
    this.mode = mode;
    this.lifetime = lifetime;
    this.staleFor = staleFor;
  }

  /// The type of that name, in any case.
  public static Optional<ServedType> find(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.wireName().equals(wanted)).findFirst();
  }

  /// The type that a datum is of.
  ///
  /// @throws IllegalArgumentException for what no vendor says
  public static ServedType of(MarketDatum datum) {
    return switch (datum) {
      case Tick _ -> TICK;
      case Quote _ -> QUOTE;
      case Trade _ -> TRADE;
      case Level2 _ -> LEVEL2;
      case Bar _ -> BAR;
      case News _ -> NEWS;
      case Fundamental _ -> FUNDAMENTAL;
      case Economic _ -> ECONOMIC;
      case Sentiment _ -> SENTIMENT;
      case CorporateAction _ -> CORPORATE_ACTION;
      case Nbbo _ -> throw new IllegalArgumentException("no vendor says nbbo: we consolidate it");
    };
  }

  /// All names, for messages that say what exists.
  public static List<String> names() {
    return Arrays.stream(values()).map(ServedType::wireName).toList();
  }

  /// Its name in URLs, requests and the catalogue.
  public String wireName() {
    return handle.name();
  }

  /// Its handle on the bus.
  public MessageType<? extends MarketDatum> handle() {
    return handle;
  }

  /// What its answers are made of.
  public Shape shape() {
    return shape;
  }

  /// How much is done to have a value at hand, unless it is set otherwise.
  public CacheMode mode() {
    return mode;
  }

  /// How long a value is fresh, unless it is set otherwise.
  public Duration lifetime() {
    return lifetime;
  }

  Duration staleFor() {
    return staleFor;
  }
}
