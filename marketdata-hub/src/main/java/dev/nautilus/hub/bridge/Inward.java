package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.legacy.Fence;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.legacy.LegacyOrigin;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.CarriedBatch;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.lettuce.StreamRow;
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
  private static final int COUNT = 500;

  private final StreamPort main;
  private final Passage passage;
  private final Replies replies;
  private final BridgeMeters meters;
  private final int partitions;
  private final Cursors cursors = new Cursors();
  private final InwardStreams streams;

  /// What was read and has not arrived: by bus stream and legacy stream.
  private final Map<Course, List<Arrival>> underWay = new LinkedHashMap<>();

  private final Map<String, List<StreamRow>> read = new LinkedHashMap<>();

  private record Course(BusStream to, String from) {}

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
      LegacyEntry entry = LegacyEntry.of(row.fields(), Places.millis(row.id()));
      if (entry.origin() != null || entry.type().equals(Fence.TYPE)) {
        return;
      }
      if (replies.toBus(entry)) {
        return;
      }
      LegacyOrigin place = LegacyOrigin.ofMain(row.stream(), row.id());
      Arrival arrival = Arrival.of(place, entry, replies.ask(entry), partitions);
      underWay
          .computeIfAbsent(new Course(arrival.stream(), row.stream()), _ -> new ArrayList<>())
          .add(arrival);
    } catch (IllegalArgumentException e) {
      meters.refused("unreadable");
      log.warn("{} {} stays on main Redis: {}", row.stream(), row.id(), e.getMessage());
    }
  }

  private void carry() {
    for (Iterator<Map.Entry<Course, List<Arrival>>> all = underWay.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<Course, List<Arrival>> each = all.next();
      carry(each.getKey().to(), each.getKey().from(), each.getValue());
      all.remove();
    }
  }

  private void carry(BusStream to, String from, List<Arrival> all) {
    CarriedBatch.Outcome outcome = CarriedBatch.Outcome.MOVED;
    for (int attempt = 0; outcome == CarriedBatch.Outcome.MOVED; attempt++) {
      if (attempt > 2) {
        throw new BusException(
            BusException.Reason.NOT_SENT,
            to.name() + ": somebody else carries " + from + " too; stop one of the bridges");
      }
      String before = streams.at(to, from);
      List<Arrival> fresh = all.stream().filter(each -> !Places.isAt(before, each.id())).toList();
      if (fresh.isEmpty()) {
        return;
      }
      outcome = write(to, from, before, fresh);
      if (outcome == CarriedBatch.Outcome.MOVED) {
        streams.forget(to);
      }
    }
  }

  private CarriedBatch.Outcome write(
      BusStream to, String from, String before, List<Arrival> fresh) {
    Map<CarriedPublisher, List<OutgoingMessage>> byPublisher = new LinkedHashMap<>();
    for (Arrival each : fresh) {
      CarriedPublisher publisher = streams.publisher(to, from, each.entry());
      byPublisher.computeIfAbsent(publisher, _ -> new ArrayList<>()).add(each.message());
    }
    List<byte[]> frames = new ArrayList<>();
    byPublisher.forEach((publisher, messages) -> frames.addAll(publisher.frames(messages)));
    String last = fresh.getLast().id();
    CarriedBatch.Written written =
        streams
            .port(to)
            .carryIn(to, new CarriedBatch<>(from, before, last, frames), streams.oldestToKeep(to));
    if (written.outcome() != CarriedBatch.Outcome.MOVED) {
      long now = System.nanoTime();
      byPublisher.keySet().forEach(publisher -> publisher.written(written.id(), now));
      streams.carried(to, from, last, written.id());
      meters.carried(Direction.to(to.bus()), fresh.size(), fresh.getFirst().id());
    }
    return written.outcome();
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
