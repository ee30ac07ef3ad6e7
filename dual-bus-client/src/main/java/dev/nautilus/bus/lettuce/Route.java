package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.MessageEncoder;
import dev.nautilus.bus.codec.OutgoingMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Where the messages of one type go, and how they are encoded: found once, not for each message.
/// Any thread.
final class Route<P> {
  private final MessageType<P> type;
  private final BusLink link;
  private final MessageEncoder<P> encoder;

  /// Up to HIGH, and above.
  private volatile @Nullable Way ordinary;

  private volatile @Nullable Way urgent;

  /// What a message of some priority passes.
  ///
  /// @param places one per partition
  private record Way(List<Place> places) {}

  private record Place(FrameWriter writer, StreamBuffer buffer) {
    static Place of(BusLink link, StreamKey stream) {
      FrameWriter writer = link.lane(stream).writer();
      return new Place(writer, writer.buffer(stream));
    }
  }

  Route(MessageType<P> type, BusLink link) {
    this.type = type;
    this.link = link;
    Identity identity = link.identity();
    this.encoder = new MessageEncoder<>(type, identity.encoding().of(type), !identity.isOfMain());
  }

  MessageType<P> type() {
    return type;
  }

  BusLink link() {
    return link;
  }

  MessageEncoder<P> encoder() {
    return encoder;
  }

  /// Takes a message, if there is room.
  ///
  /// @param result told how it ends; null for an offer
  Admission add(
      EncodedMessage message, Priority priority, @Nullable CompletableFuture<Published> result) {
    if (link.care().sheds(priority, link.counters())) {
      return Admission.SHED;
    }
    OutgoingMessage whole = message.whole();
    if (whole != null && link.identity().isOfMain()) {
      StreamKey stream = link.identity().routes().streamOf(type, whole);
      return link.lane(stream).writer().add(stream, type.kind(), message, result);
    }
    Way way = way(priority);
    Place place = way.places.get(StreamKey.partitionOf(message.key(), way.places.size()));
    return place.writer.add(place.buffer, type.kind(), message, result);
  }

  /// Whether the server that a message of this priority goes to can be reached.
  boolean isConnected(Priority priority) {
    return way(priority).places.stream().allMatch(place -> place.writer.isConnected());
  }

  private Way way(Priority priority) {
    Way known = priority.isExpress() ? urgent : ordinary;
    if (known != null) {
      return known;
    }
    int partitions = link.identity().setup().options().partitions();
    Way way =
        new Way(
            StreamKey.all(type.family(), type.lane(priority), partitions).stream()
                .map(stream -> Place.of(link, stream))
                .toList());
    if (priority.isExpress()) {
      urgent = way;
    } else {
      ordinary = way;
    }
    return way;
  }
}
