package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.legacy.Fence;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.legacy.LegacyOrigin;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.CarriedBatch;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.lettuce.StreamRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what is native to main Redis to the buses. Confined to one thread, but for [#isAt],
/// [#has] and [#goodbyes].
///
/// Entries of one legacy stream go to several bus streams; beside each of those stands how far that
/// one was carried there. What was read is given up only when all of it has arrived.
final class Inward implements Carrier.Way {
  private static final Logger log = LoggerFactory.getLogger(Inward.class);

  /// Entries of one stream that are read at a time.
  private static final int COUNT = 2_000;

  private final StreamPort main;
  private final Passage passage;
  private final Replies replies;
  private final BridgeMeters meters;
  private final int partitions;
  private final Cursors cursors = new Cursors();
  private final InwardStreams streams;

  /// What was read and has not arrived: by bus stream and legacy stream.
  private final Map<Shipment.Course, List<Arrival>> underWay = new LinkedHashMap<>();

  private final Map<String, List<StreamRow>> read = new LinkedHashMap<>();

  Inward(
      StreamPort main,
      Map<Bus, StreamPort> buses,
      Passage passage,
      Replies replies,
      InwardSettings settings) {
    this.main = main;
    this.passage = passage;
    this.replies = replies;
    this.meters = settings.meters();
    this.partitions = settings.partitions();
    this.streams = new InwardStreams(buses, settings.retention());
  }

  /// @param partitions streams that each family is spread over
  /// @param retention how long the MarketData bus keeps frames
  record InwardSettings(BridgeMeters meters, int partitions, Duration retention) {}

  /// Reads a legacy stream from a place on.
  ///
  /// @param memo what an earlier bridge had counted; empty when there is none
  void begin(String stream, String place, String memo) {
    cursors.begin(stream, place, memo, main);
  }

  /// Leaves word for the next bridge, when the carrying thread has ended.
  void save() {
    main.put(Outward.POSITIONS, cursors.memos());
  }

  /// Whether a legacy stream is read.
  boolean has(String stream) {
    return cursors.has(stream);
  }

  /// The legacy streams that are read.
  List<String> all() {
    return List.copyOf(cursors.all().keySet());
  }

  /// Whether a legacy stream has been carried up to an entry. Any thread.
  boolean isAt(String stream, String entry) {
    return Places.isAt(cursors.at(stream), entry);
  }

  @Override
  public Direction direction() {
    return Direction.TO_ENGINE_LOGIC;
  }

  @Override
  public void step(Duration longest) {
    if (read.isEmpty()) {
      for (StreamRow row : main.read(cursors.all(), COUNT, longest)) {
        read.computeIfAbsent(row.stream(), _ -> new ArrayList<>()).add(row);
        take(row);
      }
    }
    if (read.isEmpty()) {
      return;
    }
    passage.carry(this::carry);
    read.forEach(
        (stream, rows) -> {
          cursors.passed(stream, rows);
          passage.carried(stream, rows.getLast().id());
        });
    read.clear();
  }

  private void take(StreamRow row) {
    try {
      if (wasCarried(row)) {
        return;
      }
      LegacyEntry entry = LegacyEntry.of(row.fields(), Places.millis(row.id()));
      if (entry.type().equals(Fence.TYPE)) {
        return;
      }
      if (replies.toBus(entry)) {
        return;
      }
      LegacyOrigin place = LegacyOrigin.ofMain(row.stream(), row.id());
      Arrival arrival = Arrival.of(place, entry, replies.ask(entry), partitions);
      underWay
          .computeIfAbsent(
              new Shipment.Course(arrival.stream(), row.stream()), _ -> new ArrayList<>())
          .add(arrival);
    } catch (IllegalArgumentException e) {
      meters.refused("unreadable");
      log.warn("{} {} stays on main Redis: {}", row.stream(), row.id(), e.getMessage());
    }
  }

  /// Half of what stands on main was carried there, and need not be read whole.
  ///
  /// @throws IllegalArgumentException when it says that it was, but not from where
  private static boolean wasCarried(StreamRow row) {
    byte[] origin = row.fields().get(LegacyEntry.ORIGIN);
    String text = origin == null ? "" : new String(origin, StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || text.equals("None")) {
      return false;
    }
    LegacyOrigin.parse(text);
    return true;
  }

  /// All courses at once: each is written in one piece, and Redis waits for its disk once for all.
  private void carry() {
    for (int attempt = 0; !underWay.isEmpty(); attempt++) {
      if (attempt > 2) {
        Shipment.Course course = underWay.keySet().iterator().next();
        throw new BusException(
            BusException.Reason.NOT_SENT,
            "%s: somebody else carries %s too; stop one of the bridges"
                .formatted(course.to().name(), course.from()));
      }
      Map<StreamPort, List<Shipment>> byPort = new LinkedHashMap<>();
      for (Shipment shipment : pack()) {
        byPort
            .computeIfAbsent(streams.port(shipment.course().to()), _ -> new ArrayList<>())
            .add(shipment);
      }
      byPort.forEach(this::write);
    }
  }

  private List<Shipment> pack() {
    List<Shipment> shipments = new ArrayList<>();
    for (Iterator<Map.Entry<Shipment.Course, List<Arrival>>> all = underWay.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Shipment.Course, List<Arrival>> each = all.next();
      Shipment.Course course = each.getKey();
      String before = streams.at(course.to(), course.from());
      List<Arrival> fresh =
          each.getValue().stream().filter(arrival -> !Places.isAt(before, arrival.id())).toList();
      if (fresh.isEmpty()) {
        all.remove();
      } else {
        shipments.add(Shipment.of(course, before, fresh, streams));
      }
    }
    return shipments;
  }

  private void write(StreamPort port, List<Shipment> shipments) {
    List<CarriedBatch.Written> answers =
        port.carryIn(shipments.stream().map(Shipment::frames).toList());
    long now = System.nanoTime();
    for (int i = 0; i < shipments.size(); i++) {
      Shipment shipment = shipments.get(i);
      CarriedBatch.Written written = answers.get(i);
      BusStream to = shipment.course().to();
      if (written.outcome() == CarriedBatch.Outcome.MOVED) {
        streams.forget(to);
        continue;
      }
      shipment.arrived(written.id(), now);
      streams.carried(to, shipment.course().from(), shipment.last(), written.id());
      List<Arrival> arrivals = shipment.arrivals();
      meters.carried(Direction.to(to.bus()), arrivals.size(), arrivals.getFirst().id());
      underWay.remove(shipment.course());
    }
  }

  /// Says of engines that have been quiet for a moment that nothing more is expected of them. Any
  /// thread.
  void goodbyes() {
    streams.goodbyes(System.nanoTime());
  }

  @Override
  public Map<String, Long> look() {
    Map<String, Long> lost = cursors.look(main);
    // What comes now may bear lower ids than what was carried before.
    cursors.takeReset().forEach(stream -> streams.begin(stream, partitions));
    save();
    return lost;
  }

  /// Entries still to be carried, when last looked.
  long backlog() {
    return cursors.backlog();
  }
}
