package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engines.websocket.method.DeltaMode;

/// The channels that belong to accounts: orders, positions, money, risk.
final class AccountChannels {
  private AccountChannels() {}

  static void addTo(ChannelCatalog catalog) {
    addOrders(catalog);
    addMoney(catalog);
    addRisk(catalog);
    addRiskAlerts(catalog);
  }

  private static void addOrders(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.events("orders", "account", "Order requests and what risk decided")
            .by("request or decision")
            .in(DeltaMode.RAW)
            .ofAccounts(),
        Route.of(
            MessageType.ORDER_REQUEST, "orders", each -> new TopicKey(each.account(), "request")),
        Route.of(
            MessageType.ORDER_DECISION,
            "orders",
            each -> new TopicKey(each.account(), "decision")));
    catalog.add(
        ChannelShape.events("fills", "account", "Executed orders").in(DeltaMode.RAW).ofAccounts(),
        Route.of(MessageType.FILL, "fills", each -> TopicKey.of(each.account())));
    catalog.add(
        ChannelShape.values("positions", "account", "Positions that are not flat")
            .by("instrument")
            .in(DeltaMode.COMMAND)
            .ofAccounts(),
        Route.of(
                MessageType.POSITION_CHANGE,
                "positions",
                each -> new TopicKey(each.account(), each.instrument().value()))
            .endingWhen(each -> each.quantity().signum() == 0));
  }

  private static void addMoney(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.values("portfolio", "account", "What accounts are worth").ofAccounts(),
        Route.of(MessageType.PORTFOLIO_UPDATE, "portfolio", each -> TopicKey.of(each.account())));
    catalog.add(
        ChannelShape.values("targets", "account", "What accounts should hold")
            .ofLists()
            .ofAccounts(),
        Route.of(MessageType.PORTFOLIO_TARGET, "targets", each -> TopicKey.of(each.account())));
    catalog.add(
        ChannelShape.values("margin", "account", "Margin by method").by("method").ofAccounts(),
        Route.of(
            MessageType.MARGIN_UPDATE,
            "margin",
            each -> new TopicKey(each.account(), each.method())));
    catalog.add(
        ChannelShape.values("analytics", "account, strategy or run", "Statistics of performance")
            .by("kind and window")
            .ofLists()
            .ofAccounts(),
        Route.of(
            MessageType.ANALYTICS_RESULT,
            "analytics",
            each -> new TopicKey(each.subject(), each.kind() + "|" + each.window())));
  }

  private static void addRisk(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.values("risk_metrics", "account", "Measures of risk")
            .by("measure, method and level")
            .ofAccounts(),
        Route.of(
            MessageType.RISK_METRIC,
            "risk_metrics",
            each ->
                new TopicKey(
                    each.account(),
                    each.measure()
                        + '|'
                        + each.method()
                        + '|'
                        + (each.alpha().isPresent() ? each.alpha().getAsDouble() : ""))));
    catalog.add(
        ChannelShape.values("risk_states", "account", "What accounts may do at present")
            .ofAccounts(),
        Route.of(MessageType.RISK_STATE, "risk_states", each -> TopicKey.of(each.account())));
    catalog.add(
        ChannelShape.values("stress_tests", "account", "What scenarios would gain or lose")
            .by("scenario")
            .ofLists()
            .ofAccounts(),
        Route.of(
            MessageType.STRESS_TEST_RESULT,
            "stress_tests",
            each -> new TopicKey(each.account(), each.scenario())));
  }

  private static void addRiskAlerts(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.events("risk_alerts", "account", "Risk, limits, margin calls, liquidations")
            .by("type of message")
            .in(DeltaMode.RAW)
            .ofAccounts(),
        Route.of(
            MessageType.RISK_ALERT,
            "risk_alerts",
            each -> new TopicKey(each.account(), "risk_alert")),
        Route.of(
            MessageType.RISK_LIMIT_BREACH,
            "risk_alerts",
            each -> new TopicKey(each.account(), "risk_limit_breach")),
        Route.of(
            MessageType.MARGIN_CALL,
            "risk_alerts",
            each -> new TopicKey(each.account(), "margin_call")),
        Route.of(
            MessageType.LIQUIDATION_REQUEST,
            "risk_alerts",
            each -> new TopicKey(each.account(), "liquidation_request")));
  }
}
