package dev.nautilus.engines.websocket;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engines.websocket.method.DeltaMode;

/// The channels that an operations console needs: who runs, what alarms, who was refused, and what
/// [ConsoleWatch] finds at the registry, the dead letters, the Redises, the hub and the engines.
final class OperatorChannels {
  /// Tables that no message tells; [ConsoleWatch] fills them.
  static final String MODES = "modes";

  static final String DEAD_LETTERS = "dead_letters";
  static final String SOURCES = "sources";
  static final String CACHE = "cache";
  static final String HUB = "hub";
  static final String ENGINES = "engines";
  static final String SERVERS = "servers";
  static final String EFFICIENCY = "efficiency";
  static final String CONSOLE = "console";

  /// What operators did.
  static final String ACTIONS = "actions";

  private OperatorChannels() {}

  static void addTo(ChannelCatalog catalog) {
    addTopology(catalog);
    addAlerts(catalog);
    addTables(catalog);
    catalog.add(
        ChannelShape.events(ACTIONS, "engine or queue", "What operators did from the console")
            .by("what"));
  }

  private static void addTables(ChannelCatalog catalog) {
    catalog.add(ChannelShape.values(MODES, "engine", "Where each engine's messages travel"));
    catalog.add(
        ChannelShape.values(DEAD_LETTERS, "queue", "Messages that engines gave up, by queue")
            .ofLists());
    catalog.add(
        ChannelShape.values(SOURCES, "source", "How each source of the hub is, and its budget"));
    catalog.add(ChannelShape.values(CACHE, "hub", "How the hub's cache does"));
    catalog.add(ChannelShape.values(HUB, "hub", "How the hub and its parts are"));
    catalog.add(
        ChannelShape.values(ENGINES, "engine", "How each engine is and what flows through it"));
    catalog.add(ChannelShape.values(SERVERS, "Redis", "What each Redis has to do"));
    catalog.add(ChannelShape.events(EFFICIENCY, "hub", "What the hub saves, look by look"));
    catalog.add(
        ChannelShape.values(CONSOLE, "table", "Whether these tables could be read the last time"));
  }

  private static void addTopology(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.values("topology", "engine", "How each instance of each engine is")
            .by("instance"),
        Route.of(
            MessageType.ENGINE_HEALTH,
            "topology",
            each -> new TopicKey(each.engine(), each.instance())));
    catalog.add(
        ChannelShape.events("silence", "stream", "Publishers that fell silent, and that came back")
            .by("silent, resumed or partial"),
        Route.of(
            MessageType.SOURCE_SILENT, "silence", each -> new TopicKey(each.stream(), "silent")),
        Route.of(
            MessageType.SOURCE_RESUMED, "silence", each -> new TopicKey(each.stream(), "resumed")),
        Route.of(
            MessageType.SNAPSHOT_PARTIAL,
            "silence",
            each -> new TopicKey(each.stream(), "partial")));
    catalog.add(
        ChannelShape.values("performance", "subject", "How well parts of the fleet do their work")
            .by("measure"),
        Route.of(
            MessageType.PERFORMANCE_METRIC,
            "performance",
            each -> new TopicKey(each.subject(), each.name())));
    catalog.add(
        ChannelShape.events("coordination", "engine", "What engines are told to do together"),
        Route.of(
            MessageType.SYSTEM_COORDINATION, "coordination", each -> TopicKey.of(each.target())));
  }

  private static void addAlerts(ChannelCatalog catalog) {
    catalog.add(
        ChannelShape.events("alerts", "component or instrument", "What somebody must look at")
            .by("type of message")
            .in(DeltaMode.RAW),
        Route.of(
            MessageType.SYSTEM_ALERT,
            "alerts",
            each -> new TopicKey(each.component(), "system_alert")),
        Route.of(
            MessageType.SYSTEM_FAILURE,
            "alerts",
            each -> new TopicKey(each.component(), "system_failure")),
        Route.of(
            MessageType.ERROR_ALERT,
            "alerts",
            each -> new TopicKey(each.component(), "error_alert")),
        Route.of(
            MessageType.FLASH_CRASH_ALERT,
            "alerts",
            each -> new TopicKey(each.instrument().value(), "flash_crash_alert")),
        Route.of(
            MessageType.TOXICITY_ALERT,
            "alerts",
            each -> new TopicKey(each.instrument().value(), "toxicity_alert")));
    catalog.add(
        ChannelShape.events(
                "blocked_calls", "engine", "Direct calls of vendors that were refused, or seen")
            .by("host")
            .in(DeltaMode.RAW),
        Route.of(
            MessageType.DIRECT_API_VIOLATION,
            "blocked_calls",
            each -> new TopicKey(each.engine(), each.host())));
  }
}
