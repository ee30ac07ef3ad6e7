package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.legacy.LegacyStreams;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.hub.terms.DataTerms;
import dev.nautilus.hub.terms.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge while it runs: its connections, the three threads that carry, and one for what goes
/// with it. Started and stopped by one thread.
final class Crossing implements Fencing.Ports, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Crossing.class);
  private static final String CLIENT = "nautilus-bridge";
  private static final String TOTALS = "{el}:bridge:totals";
  private static final String STOPPED = "stopped";
  private static final Duration ENDING = Duration.ofSeconds(3);

  private final Setup setup;
  private final EngineModes modes;
  private final StreamPort main;
  private final Map<Bus, StreamPort> buses = new EnumMap<>(Bus.class);
  private final List<BusStream> busStreams = new ArrayList<>();
  private final Passage passage = new Passage();
  private final Inward inward;
  private final Map<Bus, Outward> outward = new EnumMap<>(Bus.class);
  private final List<Carrier> carriers = new ArrayList<>();
  private final Clerk clerk;
  private final Fencing fencing;

  /// Where each legacy stream ended when everybody had left; empty before.
  private final Map<String, String> ends = new LinkedHashMap<>();

  /// What a bridge is made of.
  ///
  /// @param main where main Redis is
  /// @param buses where the buses are
  /// @param partitions streams that each family is spread over
  /// @param retention how long the MarketData bus keeps frames
  /// @param instance a name of its own for each hub
  /// @param losses told of entries that went away unread
  /// @param terms what may be stored
  record Setup(
      BusAddress main,
      Map<Bus, BusAddress> buses,
      BridgeProperties properties,
      int partitions,
      Duration retention,
      String instance,
      BridgeMeters meters,
      Carrier.Losses losses,
      DataTerms terms,
      InstantSource clock) {}

  /// Connects to nothing yet.
  Crossing(Setup setup, EngineModes modes) {
    this.setup = setup;
    this.modes = modes;
    this.main = new StreamPort(setup.main(), CLIENT);
    setup.buses().forEach((bus, address) -> buses.put(bus, new StreamPort(address, CLIENT)));
    BridgeMeters meters = setup.meters();
    Storage storage =
        new Storage("Main Redis", setup.terms(), main::writesToDisk, System::nanoTime);
    Replies replies = new Replies(main, buses, setup.clock(), meters, setup.instance(), storage);
    this.inward =
        new Inward(
            main,
            buses,
            passage,
            replies,
            new Inward.InwardSettings(meters, setup.partitions(), setup.retention()));
    carrier("from main Redis", inward);
    for (Map.Entry<Bus, StreamPort> bus : buses.entrySet()) {
      List<BusStream> streams = BusStream.all(bus.getKey(), setup.partitions());
      busStreams.addAll(streams);
      Outward way =
          new Outward(
              bus.getValue(),
              main,
              streams,
              passage,
              new Outward.OutwardSettings(meters, replies, storage));
      outward.put(bus.getKey(), way);
      carrier("from the bus " + bus.getKey().prefix(), way);
    }
    this.fencing = new Fencing(modes, this, passage, setup.clock());
    this.clerk = new Clerk(modes, passage, replies, inward, main, setup.properties());
  }

  private void carrier(String name, Carrier.Way way) {
    carriers.add(new Carrier(name, way, setup.meters(), setup.losses()));
  }

  /// Finds the places to begin at and starts to carry.
  ///
  /// @param anyLegacy whether an engine is on main already, rather than about to move there
  /// @throws BusException when one of the three Redises is not there
  void start(boolean anyLegacy) {
    Map<String, String> positions = main.hash(Outward.POSITIONS);
    boolean stopped = positions.containsKey(STOPPED);
    Duration lookBack = anyLegacy && !stopped ? setup.properties().lookBack() : Duration.ZERO;
    FirstPlace first = new FirstPlace(!stopped, lookBack);
    outward.values().forEach(way -> way.begin(positions, first));
    Map<String, String> told = stopped ? Map.of() : modes.carried();
    Stream<EngineType> sources =
        Stream.concat(
            LegacyStreams.SOURCES.stream(),
            setup.properties().legacyEngines().stream().map(EngineType::new));
    List<String> streams = new ArrayList<>(LegacyStreams.all(sources.toList()));
    main.streams(ForeignReaders.STREAMS).stream()
        .filter(each -> !streams.contains(each))
        .forEach(streams::add);
    for (String stream : streams) {
      String memo = stopped ? "" : positions.getOrDefault(Cursors.MEMO + stream, "");
      // Both say what has been carried; either may lag.
      String place = Places.later(told.getOrDefault(stream, ""), Cursors.placeOf(memo));
      inward.begin(stream, place.isEmpty() ? first.of(main.facts(stream)) : place, memo);
    }
    main.remove(Outward.POSITIONS, STOPPED);
    clerk.start();
    carriers.forEach(Carrier::start);
  }

  /// Looks for legacy streams that were not there before. Not while an engine moves: they would
  /// have no fence.
  void discover() {
    for (String stream : main.streams(ForeignReaders.STREAMS)) {
      if (!inward.has(stream)) {
        inward.begin(stream, Places.START, "");
      }
    }
  }

  /// Groups on main of engines that are not ours.
  Set<String> foreignReaders(Set<EngineType> ours) {
    return ForeignReaders.of(main, ours);
  }

  /// Whether what stood in the legacy streams when this was asked first has arrived. What is
  /// carried to them meanwhile does not count: nobody reads it.
  boolean isDrained() {
    if (ends.isEmpty()) {
      main.facts(inward.all()).forEach((stream, facts) -> ends.put(stream, facts.last()));
    }
    return ends.entrySet().stream().allMatch(end -> inward.isAt(end.getKey(), end.getValue()));
  }

  /// Somebody needs it after all.
  void goOn() {
    ends.clear();
  }

  /// What is wrong; empty while all is well.
  String trouble() {
    return String.join(
        "; ", carriers.stream().map(Carrier::trouble).filter(each -> !each.isEmpty()).toList());
  }

  /// Says how much work there is and has been: to the meters, and to the Engine Logic Redis for who
  /// asks from outside.
  void measure() {
    Map<String, String> totals = new LinkedHashMap<>();
    setup.meters().totals().forEach((way, count) -> totals.put(way, Long.toString(count)));
    totals.put("backlog", Long.toString(setup.meters().backlog()));
    totals.put("at", setup.clock().instant().toString());
    of(Bus.ENGINE_LOGIC).put(TOTALS, totals);
    setup.meters().backlog(Direction.TO_ENGINE_LOGIC, inward.backlog());
    setup
        .meters()
        .backlog(Direction.TO_MAIN, outward.values().stream().mapToLong(Outward::backlog).sum());
  }

  @Override
  public StreamPort main() {
    return main;
  }

  @Override
  public StreamPort of(Bus bus) {
    StreamPort port = buses.get(bus);
    if (port == null) {
      throw new IllegalStateException("no port for " + bus);
    }
    return port;
  }

  @Override
  public List<BusStream> busStreams() {
    return List.copyOf(busStreams);
  }

  @Override
  public List<String> legacyStreams() {
    return inward.all();
  }

  @Override
  public boolean isCarried(String stream, String entry) {
    return inward.has(stream)
        ? inward.isAt(stream, entry)
        : outward.values().stream().anyMatch(way -> way.isAt(stream, entry));
  }

  @Override
  public boolean hasLost(String stream, String entry) {
    StreamPort port = main;
    for (BusStream each : busStreams) {
      if (each.name().equals(stream)) {
        port = of(each.bus());
      }
    }
    return !Places.isAt(port.facts(stream).last(), entry);
  }

  @Override
  public Map<String, String> placesOnMain() {
    return main.hash(Outward.POSITIONS);
  }

  @Override
  public void renewed(EngineType engine, int fences) {
    setup.meters().renewed(fences);
    setup.losses().fences(engine, fences);
  }

  /// Sets the fences of those that move.
  Fencing fencing() {
    return fencing;
  }

  /// Says that nobody needs what comes from now on.
  void leaveStopped() {
    main.put(Outward.POSITIONS, Map.of(STOPPED, setup.clock().instant().toString()));
  }

  /// Stops carrying and closes every connection.
  @Override
  public void close() {
    carriers.forEach(Carrier::stop);
    clerk.stop();
    try {
      for (Carrier carrier : carriers) {
        carrier.join(ENDING);
      }
      clerk.join(ENDING);
      inward.save();
      modes.carried(passage.takeUntold());
    } catch (BusException e) {
      log.debug("the newest places are not saved", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    main.close();
    buses.values().forEach(StreamPort::close);
    setup.meters().backlog(Direction.TO_ENGINE_LOGIC, 0);
    setup.meters().backlog(Direction.TO_MAIN, 0);
  }
}
