package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Bar;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;

/// The channels of the MarketData bus.
final class MarketChannels {
  private MarketChannels() {}

  static void addTo(ChannelCatalog catalog) {
    addPrices(catalog);
    addReference(catalog);
    catalog.add(
        ChannelShape.values("prices", "instrument", "An engine's newest price"),
        Route.of(MessageType.PRICE_UPDATE, "prices", each -> of(each.instrument())));
    catalog.add(
        ChannelShape.events("market_data", "instrument", "Generic messages of engines"),
        Route.of(MessageType.MARKET_DATA, "market_data", each -> of(each.instrument())));
    catalog.add(
        ChannelShape.events("executions", "instrument", "The tape of our own fills"),
        Route.of(MessageType.TRADE_EXECUTION, "executions", each -> of(each.instrument())));
    catalog.add(
        ChannelShape.events("gaps", "stream", "Messages that are missing and cannot be had"),
        Route.of(MessageType.DATA_GAP, "gaps", each -> TopicKey.of(each.stream())));
    catalog.add(
        ChannelShape.events("quality", "instrument", "Checks on market data that failed")
            .by("check"),
        Route.of(
            MessageType.DATA_QUALITY,
            "quality",
            each -> new TopicKey(each.instrument().value(), each.check())));
  }

  private static void addPrices(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.events("ticks", "instrument", "Last-price changes"),
        datum(MessageType.TICK, "ticks"));
    catalog.add(
        ChannelShape.values("quotes", "instrument", "Best bid and offer of one source"),
        datum(MessageType.QUOTE, "quotes"));
    catalog.add(
        ChannelShape.events("trades", "instrument", "The public tape"),
        datum(MessageType.TRADE, "trades"));
    catalog.add(
        ChannelShape.values("books", "instrument", "Order books").ofLists(),
        datum(MessageType.LEVEL2, "books"));
    catalog.add(
        ChannelShape.values("nbbo", "instrument", "Best bid and offer over all venues"),
        datum(MessageType.NBBO, "nbbo"));
    catalog.add(
        ChannelShape.values("bars", "instrument", "The newest bar of each interval")
            .by("spec; spec|vendor of a vendor"),
        Route.of(MessageType.BAR, "bars", MarketChannels::ofBar));
  }

  private static void addReference(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.events("news", "instrument", "Headlines"), datum(MessageType.NEWS, "news"));
    catalog.add(
        ChannelShape.values("fundamentals", "instrument", "Company figures")
            .by("statement and date"),
        Route.of(
            MessageType.FUNDAMENTAL,
            "fundamentals",
            each -> new TopicKey(each.instrument().value(), each.statement() + '|' + each.asOf())));
    catalog.add(
        ChannelShape.values("economics", "series", "Economic series").ofLists(),
        datum(MessageType.ECONOMIC, "economics"));
    catalog.add(
        ChannelShape.values("sentiment", "instrument", "How the news speaks of an instrument"),
        datum(MessageType.SENTIMENT, "sentiment"));
    catalog.add(
        ChannelShape.events("corporate_actions", "instrument", "Splits and dividends"),
        datum(MessageType.CORPORATE_ACTION, "corporate_actions"));
  }

  private static <P extends MarketDatum> Route<P> datum(MessageType<P> type, String channel) {
    return Route.of(type, channel, each -> of(each.instrument()))
        .versioned(each -> each.provenance().version());
  }

  /// Bars that a vendor cut are another series than those built from ticks.
  private static TopicKey ofBar(Bar bar) {
    String origin = bar.origin() == Bar.Origin.VENDOR ? "|vendor" : "";
    return new TopicKey(bar.instrument().value(), bar.spec().code() + origin);
  }

  private static TopicKey of(InstrumentId instrument) {
    return TopicKey.of(instrument.value());
  }
}
