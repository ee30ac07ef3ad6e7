package dev.nautilus.hub.bridge;

import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.CarriedBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is written to a bus stream of one legacy stream, in one piece.
///
/// @param course where from and where to
/// @param arrivals what has not been carried before, in order; never empty
/// @param publishers whose frames it consists of
/// @param frames as they are written
record Shipment(
    Course course,
    List<Arrival> arrivals,
    List<CarriedPublisher> publishers,
    CarriedBatch.Frames frames) {

  /// From a legacy stream to a bus stream. What goes one way is in order, and knows nothing of what
  /// goes another.
  record Course(BusStream to, String from) {}

  /// Packs what has not been carried.
  ///
  /// @param before how far it was carried; empty for not at all
  static Shipment of(Course course, String before, List<Arrival> arrivals, InwardStreams streams) {
    Map<CarriedPublisher, List<OutgoingMessage>> byPublisher = new LinkedHashMap<>();
    for (Arrival each : arrivals) {
      CarriedPublisher publisher = streams.publisher(course.to(), course.from(), each.entry());
      byPublisher.computeIfAbsent(publisher, _ -> new ArrayList<>()).add(each.message());
    }
    List<byte[]> frames = new ArrayList<>();
    byPublisher.forEach((publisher, messages) -> frames.addAll(publisher.frames(messages)));
    return new Shipment(
        course,
        arrivals,
        List.copyOf(byPublisher.keySet()),
        new CarriedBatch.Frames(
            course.to(),
            new CarriedBatch<>(course.from(), before, arrivals.getLast().id(), frames),
            streams.oldestToKeep(course.to())));
  }

  /// It is there.
  ///
  /// @param id of its last frame; empty when that is not known
  void arrived(String id, long nowNanos) {
    publishers.forEach(publisher -> publisher.written(id, nowNanos));
  }

  /// Where the legacy stream has been carried to with it.
  String last() {
    return frames.batch().last();
  }
}
