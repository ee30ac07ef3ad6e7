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
import dev.nautilus.message.SnapshotPartial;
import dev.nautilus.message.SourceResumed;
import dev.nautilus.message.SourceSilent;
import dev.nautilus.message.SubscriptionRequest;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import dev.nautilus.message.TradeExecution;

/// The built-in types of the MarketData bus, by family; written `MessageType.QUOTE` and so on.
interface MarketDataTypes {

  /// A last-price change as a vendor streams it.
  MessageType<Tick> TICK = MessageType.event(Family.TICKS, "tick", Tick.class);

  /// Best bid and offer of one source.
  MessageType<Quote> QUOTE = MessageType.state(Family.TICKS, "quote", Quote.class);

  /// A trade on the public tape.
  MessageType<Trade> TRADE = MessageType.event(Family.TICKS, "trade", Trade.class);

  /// A whole order book of one source.
  MessageType<Level2> LEVEL2 = MessageType.state(Family.TICKS, "level2", Level2.class);

  /// Best bid and offer over all venues.
  MessageType<Nbbo> NBBO = MessageType.state(Family.BARS, "nbbo", Nbbo.class);

  /// Open, high, low, close, volume of an interval.
  MessageType<Bar> BAR = MessageType.event(Family.BARS, "bar", Bar.class);

  /// A headline.
  MessageType<News> NEWS = MessageType.event(Family.REFERENCE, "news", News.class);

  /// Company figures. Each statement of each period is a state of its own.
  MessageType<Fundamental> FUNDAMENTAL =
      MessageType.state(Family.REFERENCE, "fundamental", Fundamental.class)
          .conflatedBy(
              each -> each.instrument().value() + '|' + each.statement() + '|' + each.asOf());

  /// An economic series.
  MessageType<Economic> ECONOMIC = MessageType.event(Family.REFERENCE, "economic", Economic.class);

  /// How the news speaks of an instrument.
  MessageType<Sentiment> SENTIMENT =
      MessageType.state(Family.REFERENCE, "sentiment", Sentiment.class);

  /// A split or a dividend.
  MessageType<CorporateAction> CORPORATE_ACTION =
      MessageType.event(Family.REFERENCE, "corporate_action", CorporateAction.class);

  /// Messages are missing and cannot be had any more: on a stream of ours, as each client tells its
  /// own subscribers, or on a vendor's feed, as the marketdata engine tells all.
  MessageType<DataGap> DATA_GAP =
      MessageType.event(Family.BARS, "data_gap", DataGap.class).keyedBy(DataGap::stream);

  /// A publisher has not been heard of for three heartbeats.
  MessageType<SourceSilent> SOURCE_SILENT =
      MessageType.event(Family.REFERENCE, "source_silent", SourceSilent.class)
          .keyedBy(SourceSilent::stream);

  /// A silent publisher is heard again.
  MessageType<SourceResumed> SOURCE_RESUMED =
      MessageType.event(Family.REFERENCE, "source_resumed", SourceResumed.class)
          .keyedBy(SourceResumed::stream);

  /// A snapshot had to be built from the stream, because its owner did not answer.
  MessageType<SnapshotPartial> SNAPSHOT_PARTIAL =
      MessageType.event(Family.REFERENCE, "snapshot_partial", SnapshotPartial.class)
          .keyedBy(SnapshotPartial::stream);

  /// A check on market data failed.
  MessageType<DataQuality> DATA_QUALITY =
      MessageType.event(Family.BARS, "data_quality", DataQuality.class)
          .keyedBy(quality -> quality.instrument().value());

  /// Mirror of a fill on the tape.
  MessageType<TradeExecution> TRADE_EXECUTION =
      MessageType.event(Family.EXECUTION, "trade_execution", TradeExecution.class)
          .keyedBy(execution -> execution.instrument().value());

  /// A price and whatever belongs to it, from any engine.
  MessageType<MarketData> MARKET_DATA =
      MessageType.event(Family.APP, "market_data", MarketData.class)
          .keyedBy(data -> data.instrument().value());

  /// An engine's newest price.
  MessageType<PriceUpdate> PRICE_UPDATE =
      MessageType.state(Family.APP, "price_update", PriceUpdate.class)
          .keyedBy(update -> update.instrument().value());

  /// The hub's answer to a data request.
  MessageType<DataResponse> DATA_RESPONSE =
      MessageType.event(Family.REQUESTS, "data_response", DataResponse.class);

  /// An engine asks the hub for data.
  RequestType<DataRequest, DataResponse> DATA_REQUEST =
      MessageType.event(Family.REQUESTS, "data_request", DataRequest.class)
          .answeredBy(DATA_RESPONSE);

  /// An engine tells the hub what to keep fresh.
  MessageType<SubscriptionRequest> SUBSCRIPTION_REQUEST =
      MessageType.event(Family.REQUESTS, "subscription_request", SubscriptionRequest.class)
          .keyedBy(SubscriptionRequest::subscriptionId);
}
