package dev.nautilus.bus;

import dev.nautilus.message.Bar;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.DataQuality;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketData;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.News;
import dev.nautilus.message.PriceUpdate;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Sentiment;
import dev.nautilus.message.SubscriptionRequest;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import dev.nautilus.message.TradeExecution;
import java.util.Optional;
import java.util.function.Function;

/// A typed handle: the name on the wire, the record that travels, the bus and family it takes, and
/// whether a newer value replaces an older one. Read the constants top to bottom as the catalogue.
///
/// A team declares its own the same way:
///
/// ```java
/// static final MessageType<Basket> BASKET =
///     MessageType.event(Family.SIGNALS, "acme.basket", Basket.class).keyedBy(Basket::name);
/// ```
///
/// @param <P> the record that travels
public sealed class MessageType<P> permits RequestType {

  // --- MarketData bus ---------------------------------------------------------------------------

  /// A last-price change as a vendor streams it.
  public static final MessageType<Tick> TICK = event(Family.TICKS, "tick", Tick.class);

  /// Best bid and offer of one source.
  public static final MessageType<Quote> QUOTE = state(Family.TICKS, "quote", Quote.class);

  /// A trade on the public tape.
  public static final MessageType<Trade> TRADE = event(Family.TICKS, "trade", Trade.class);

  /// A whole order book of one source.
  public static final MessageType<Level2> LEVEL2 = state(Family.TICKS, "level2", Level2.class);

  /// Best bid and offer over all venues.
  public static final MessageType<Nbbo> NBBO = state(Family.BARS, "nbbo", Nbbo.class);

  /// Open, high, low, close, volume of an interval.
  public static final MessageType<Bar> BAR = event(Family.BARS, "bar", Bar.class);

  /// A headline.
  public static final MessageType<News> NEWS = event(Family.REFERENCE, "news", News.class);

  /// Company figures.
  public static final MessageType<Fundamental> FUNDAMENTAL =
      state(Family.REFERENCE, "fundamental", Fundamental.class);

  /// An economic series.
  public static final MessageType<Economic> ECONOMIC =
      event(Family.REFERENCE, "economic", Economic.class);

  /// How the news speaks of an instrument.
  public static final MessageType<Sentiment> SENTIMENT =
      state(Family.REFERENCE, "sentiment", Sentiment.class);

  /// A split or a dividend.
  public static final MessageType<CorporateAction> CORPORATE_ACTION =
      event(Family.REFERENCE, "corporate_action", CorporateAction.class);

  /// Messages are missing and cannot be had any more.
  public static final MessageType<DataGap> DATA_GAP =
      event(Family.REFERENCE, "data_gap", DataGap.class).keyedBy(DataGap::stream);

  /// A check on market data failed.
  public static final MessageType<DataQuality> DATA_QUALITY =
      event(Family.REFERENCE, "data_quality", DataQuality.class)
          .keyedBy(quality -> quality.instrument().value());

  /// Mirror of a fill on the tape.
  public static final MessageType<TradeExecution> TRADE_EXECUTION =
      event(Family.EXECUTION, "trade_execution", TradeExecution.class)
          .keyedBy(execution -> execution.instrument().value());

  /// A price and whatever belongs to it, from any engine.
  public static final MessageType<MarketData> MARKET_DATA =
      event(Family.APP, "market_data", MarketData.class).keyedBy(data -> data.instrument().value());

  /// An engine's newest price.
  public static final MessageType<PriceUpdate> PRICE_UPDATE =
      state(Family.APP, "price_update", PriceUpdate.class)
          .keyedBy(update -> update.instrument().value());

  /// The hub's answer to a data request.
  public static final MessageType<DataResponse> DATA_RESPONSE =
      event(Family.REQUESTS, "data_response", DataResponse.class);

  /// An engine asks the hub for data.
  public static final RequestType<DataRequest, DataResponse> DATA_REQUEST =
      event(Family.REQUESTS, "data_request", DataRequest.class).answeredBy(DATA_RESPONSE);

  /// An engine tells the hub what to keep fresh.
  public static final MessageType<SubscriptionRequest> SUBSCRIPTION_REQUEST =
      event(Family.REQUESTS, "subscription_request", SubscriptionRequest.class)
          .keyedBy(SubscriptionRequest::subscriptionId);

  // --- Engine Logic bus -------------------------------------------------------------------------

  // --- What a handle is -------------------------------------------------------------------------

  /// Whether a newer value of the same key makes an older one worthless.
  public enum Kind {
    /// Absolute, may be conflated to the newest.
    STATE,
    /// Each one counts.
    EVENT
  }

  private final TypeSpec<P> spec;

  private MessageType(TypeSpec<P> spec) {
    this.spec = spec;
  }

  MessageType(MessageType<P> same) {
    this(same.spec);
  }

  /// A type whose newest value replaces older ones of its key.
  public static <P> MessageType<P> state(Family family, String name, Class<P> payload) {
    return new MessageType<>(TypeSpec.of(family, name, payload, Kind.STATE));
  }

  /// A type of which each message counts.
  public static <P> MessageType<P> event(Family family, String name, Class<P> payload) {
    return new MessageType<>(TypeSpec.of(family, name, payload, Kind.EVENT));
  }

  /// The same type, always on the express lane.
  public MessageType<P> express() {
    return new MessageType<>(spec.withExpress());
  }

  /// The same type, ordered by this key instead of the instrument.
  public MessageType<P> keyedBy(Function<P, String> key) {
    return new MessageType<>(spec.withKey(key));
  }

  /// The same type in another version of its layout.
  public MessageType<P> version(int version) {
    return new MessageType<>(spec.withVersion(version));
  }

  /// The same type in its own encoding instead of JSON.
  public MessageType<P> encodedBy(PayloadCodec<P> codec) {
    return new MessageType<>(spec.withCodec(codec));
  }

  /// The same type as a request.
  public <R> RequestType<P, R> answeredBy(MessageType<R> reply) {
    return new RequestType<>(this, reply);
  }

  /// Name on the wire, lower case.
  public String name() {
    return spec.name();
  }

  /// Version of the payload's layout, 1 to 255.
  public int version() {
    return spec.version();
  }

  /// The record that travels.
  public Class<P> payload() {
    return spec.payload();
  }

  /// The streams it travels on.
  public Family family() {
    return spec.family();
  }

  /// The bus it travels on.
  public Bus bus() {
    return spec.family().bus();
  }

  /// Whether it may be conflated.
  public Kind kind() {
    return spec.kind();
  }

  /// Whether it always takes the express lane.
  public boolean isExpress() {
    return spec.express();
  }

  /// What order is kept by; empty when by nothing.
  public String keyOf(P payload) {
    return spec.key().apply(payload);
  }

  /// Its own encoding; empty when it takes the built-in one.
  public Optional<PayloadCodec<P>> codec() {
    return Optional.ofNullable(spec.codec());
  }

  /// Priority of a publish that names none.
  public Priority defaultPriority() {
    return spec.express() ? Priority.URGENT : Priority.NORMAL;
  }

  @Override
  public String toString() {
    return spec.name() + "/" + spec.version();
  }
}
