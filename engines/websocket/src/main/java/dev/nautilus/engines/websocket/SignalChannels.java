package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;

/// The channels of what engines compute: features, factors, predictions, toxicity, results.
final class SignalChannels {
  private SignalChannels() {}

  static void addTo(ChannelCatalog catalog) {
    addModels(catalog);
    addFlow(catalog);
    addResults(catalog);
  }

  private static void addModels(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.values("features", "instrument", "The newest features of each set")
            .by("spec and set")
            .ofLists(),
        Route.of(
            MessageType.FEATURE_VECTOR,
            "features",
            each ->
                new TopicKey(
                    each.instrument().value(), each.barSpec().code() + '|' + each.setName())));
    // Each part of a day repeats the returns; exposures of a whole market are nothing for a page.
    catalog.add(
        ChannelShape.values("factors", "model", "Factor returns of the newest day").ofLists(),
        Route.of(MessageType.FACTOR_CALCULATION, "factors", each -> TopicKey.of(each.model()))
            .when(each -> each.part() == 1)
            .without("exposures"));
    catalog.add(
        ChannelShape.values("factor_covariance", "model", "How factors move together").ofLists(),
        Route.of(
                MessageType.FACTOR_COVARIANCE,
                "factor_covariance",
                each -> TopicKey.of(each.model()))
            .without("specific"));
    catalog.add(
        ChannelShape.values("predictions", "instrument", "What models expect").by("model"),
        Route.of(
            MessageType.ML_PREDICTION,
            "predictions",
            each -> new TopicKey(each.instrument().value(), each.model())));
    catalog.add(
        ChannelShape.events("drift", "model", "Models that no longer fit"),
        Route.of(MessageType.MODEL_DRIFT, "drift", each -> TopicKey.of(each.model())));
  }

  private static void addFlow(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.values("vpin", "instrument", "The newest volume bucket and VPIN"),
        Route.of(
            MessageType.VPIN_CALCULATION, "vpin", each -> TopicKey.of(each.instrument().value())));
    catalog.add(
        ChannelShape.values("toxicity", "instrument", "How likely the flow is informed").ofLists(),
        Route.of(MessageType.TOXICITY, "toxicity", each -> TopicKey.of(each.instrument().value())));
    catalog.add(
        ChannelShape.events("signals", "instrument", "What strategies want to hold").by("strategy"),
        Route.of(
            MessageType.STRATEGY_SIGNAL,
            "signals",
            each -> new TopicKey(each.instrument().value(), each.strategy())));
  }

  private static void addResults(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.values("optimizations", "study", "What searches for parameters found")
            .ofLists(),
        Route.of(
            MessageType.PARAMETER_OPTIMIZATION,
            "optimizations",
            each -> TopicKey.of(each.studyId())));
    catalog.add(
        ChannelShape.values("backtests", "run", "How back-tests go")
            .by("start, progress, complete or error"),
        Route.of(
            MessageType.BACKTEST_START, "backtests", each -> new TopicKey(each.runId(), "start")),
        Route.of(
            MessageType.BACKTEST_PROGRESS,
            "backtests",
            each -> new TopicKey(each.runId(), "progress")),
        Route.of(
            MessageType.BACKTEST_COMPLETE,
            "backtests",
            each -> new TopicKey(each.runId(), "complete")),
        Route.of(
            MessageType.BACKTEST_ERROR, "backtests", each -> new TopicKey(each.runId(), "error")));
  }
}
