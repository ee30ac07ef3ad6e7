package dev.nautilus.bus.it;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.DualBusClientBuilder;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.RedisServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Engines in LEGACY mode, and foreign ones that write by hand.
final class LegacyStage {
  static final MessageType<Numbered> SIGNAL =
      MessageType.event(Family.SIGNALS, "legacy.signal", Numbered.class).keyedBy(Numbered::key);

  private LegacyStage() {}

  static DualBusClientBuilder builder(
      BusServers servers, BusClients clients, EngineType engine, String instance) {
    return clients
        .builder(engine, instance)
        .main(servers.main().url())
        .mode(EngineMode.LEGACY)
        .legacySources(List.of(EngineType.STRATEGY, EngineType.RISK, EngineType.VPIN));
  }

  static DualBusClient client(
      BusServers servers, BusClients clients, EngineType engine, String instance) {
    return clients.client(builder(servers, clients, engine, instance));
  }

  static Published publish(DualBusClient bus, String key, int number) throws Exception {
    return bus.publish(SIGNAL, new Numbered(key, number))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  /// Writes an entry as an engine that is not ours; returns its id.
  static String write(RedisServer main, String stream, String... namesAndValues) {
    List<String> words = new ArrayList<>(List.of("XADD", stream, "*"));
    words.addAll(List.of(namesAndValues));
    return String.valueOf(main.command(words.toArray(String[]::new)));
  }

  /// The entries of a stream, each as its fields.
  static List<Map<String, String>> entries(RedisServer main, String stream) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Object entry : list(main.command("XRANGE", stream, "-", "+"))) {
      Map<String, String> fields = new LinkedHashMap<>();
      List<?> words = list(list(entry).get(1));
      for (int i = 0; i < words.size(); i += 2) {
        fields.put(String.valueOf(words.get(i)), String.valueOf(words.get(i + 1)));
      }
      all.add(fields);
    }
    return all;
  }

  static List<?> list(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new AssertionError("a list was expected, came " + answer);
  }

  static long pending(RedisServer main, String stream, String group) {
    return ((Long) list(main.command("XPENDING", stream, group)).get(0));
  }

  /// Names of the connections to a server that are an engine's.
  static List<String> connections(RedisServer server, String instance) {
    return String.valueOf(server.command("CLIENT", "LIST"))
        .lines()
        .filter(line -> line.contains("name=nautilus-") && line.contains(instance))
        .toList();
  }
}
