package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.hub.terms.TestTerms;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// A bridge between the Redises of a test, the registry, and an eye on main Redis that is not the
/// client's.
final class BridgeStage implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);

  final MeterRegistry meters = new SimpleMeterRegistry();
  final List<String> losses = new CopyOnWriteArrayList<>();
  final EngineModes modes;
  private final BusServers redis;
  private final Crossing.Setup setup;
  private Bridge bridge;

  BridgeStage(BusServers redis) {
    this.redis = redis;
    this.modes = EngineModes.at(address(redis.engineLogic()));
    this.setup =
        setup(
            redis.main().url(),
            redis.marketData().url(),
            redis.engineLogic().url(),
            meters,
            new Heard(losses));
    this.bridge = new Bridge(setup);
  }

  /// With the buses on a cluster.
  ///
  /// @param redis of which main is used
  /// @param cluster URL of it
  BridgeStage(BusServers redis, String cluster, int partitions) {
    this.redis = redis;
    this.modes = EngineModes.at(BusAddress.of(cluster, 1));
    Crossing.Setup one = setup(redis.main().url(), cluster, cluster, meters, new Heard(losses));
    this.setup =
        new Crossing.Setup(
            one.main(),
            one.buses(),
            one.properties(),
            partitions,
            one.retention(),
            one.instance(),
            one.meters(),
            one.losses(),
            one.terms(),
            one.clock());
    this.bridge = new Bridge(setup);
  }

  /// What the bridge says is gone, in words.
  record Heard(List<String> losses) implements Carrier.Losses {
    @Override
    public void lost(Direction direction, String stream, long entries) {
      losses.add(direction + " " + stream + " " + entries);
    }

    @Override
    public void fences(EngineType engine, int fences) {
      losses.add(engine + " " + fences + " fences");
    }
  }

  static Crossing.Setup setup(
      String main,
      String marketData,
      String engineLogic,
      MeterRegistry meters,
      Carrier.Losses losses) {
    BridgeProperties properties =
        new BridgeProperties(
            true,
            main,
            null,
            null,
            "bridge",
            null,
            List.of(),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            1_000_000);
    return new Crossing.Setup(
        BusAddress.of(main, 1),
        Map.of(
            Bus.MARKET_DATA,
            BusAddress.of(marketData, 1),
            Bus.ENGINE_LOGIC,
            BusAddress.of(engineLogic, 1)),
        properties,
        1,
        Duration.ofMinutes(10),
        "test",
        new BridgeMeters(meters, InstantSource.system()),
        losses,
        TestTerms.of(TestTerms.FORBIDDEN),
        InstantSource.system());
  }

  static BusAddress address(RedisServer server) {
    return BusAddress.of(server.url(), server.port());
  }

  Bridge bridge() {
    return bridge;
  }

  /// Ends the bridge where it is and starts another one.
  void restartBridge() {
    bridge.stop();
    bridge = new Bridge(setup);
    bridge.start();
  }

  void legacy(EngineType... engines) {
    for (EngineType engine : engines) {
      modes.set(engine, EngineMode.LEGACY);
    }
  }

  /// Connections of the bridge to a server.
  static long connections(RedisServer server) {
    return String.valueOf(server.command("CLIENT", "LIST"))
        .lines()
        .filter(line -> line.contains(" name=nautilus-bridge "))
        .count();
  }

  /// Adds an entry as a legacy engine does.
  String add(String stream, String engine, String type, String payload) {
    return String.valueOf(
        redis
            .main()
            .command(
                "XADD",
                stream,
                "*",
                "message_type",
                type,
                "source_engine",
                engine,
                "source_instance",
                "legacy-1",
                "payload",
                payload,
                "priority",
                "NORMAL",
                "timestamp",
                "1700000000.25",
                "correlation_id",
                ""));
  }

  /// Entries of a legacy stream, each its fields and under `id` its id.
  List<Map<String, String>> entries(String stream) {
    List<Map<String, String>> entries = new ArrayList<>();
    for (Object entry :
        (List<?>) Objects.requireNonNull(redis.main().command("XRANGE", stream, "-", "+"))) {
      List<?> parts = (List<?>) entry;
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("id", String.valueOf(parts.get(0)));
      List<?> flat = (List<?>) parts.get(1);
      for (int i = 0; i + 1 < flat.size(); i += 2) {
        fields.put(String.valueOf(flat.get(i)), String.valueOf(flat.get(i + 1)));
      }
      entries.add(fields);
    }
    return entries;
  }

  double count(String meter, Direction direction) {
    return meters.get(meter).tag("direction", direction.tag()).counter().count();
  }

  @Override
  public void close() {
    bridge.stop();
    modes.close();
  }
}
