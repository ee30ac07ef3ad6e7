package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.lettuce.StreamRow;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `./nautilus tail`: prints messages as they pass, one JSON object a line.
///
/// Reads the stream itself instead of subscribing: a subscriber on the Engine Logic bus would leave
/// a consumer group behind, which counts as an engine that owes acknowledgements.
final class Tail {
  private static final Logger log = LoggerFactory.getLogger(Tail.class);
  private static final String CLIENT = "nautilus-tail";
  private static final String BEGINNING = "0-0";
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final int ENTRIES_PER_READ = 64;

  private final RunFolder run;
  private final PrintStream out;

  Tail(RunFolder run, PrintStream out) {
    this.run = run;
    this.out = out;
  }

  /// Prints until the count is reached, the reader of the output leaves, or the bus goes away.
  ExitCode print(TailRequest request) {
    BusAddress address = Servers.addresses(run).apply(RedisRole.of(request.type().bus()));
    try (StreamPort bus = new StreamPort(address, CLIENT)) {
      follow(bus, request);
      return ExitCode.OK;
    } catch (BusException e) {
      throw new FleetException(ExitCode.FAILED, "lost the bus: " + e.getMessage(), e);
    }
  }

  private void follow(StreamPort bus, TailRequest request) {
    Map<String, String> from = new LinkedHashMap<>();
    bus.facts(streams(bus, request.type()))
        .forEach((stream, facts) -> from.put(stream, request.all() ? BEGINNING : facts.last()));
    int left = request.count() == 0 ? Integer.MAX_VALUE : request.count();
    while (left > 0 && !out.checkError()) {
      for (StreamRow row : bus.read(from, ENTRIES_PER_READ, WAIT)) {
        from.put(row.stream(), row.id());
        left -= printFrame(row, request, left);
      }
    }
  }

  private int printFrame(StreamRow row, TailRequest request, int most) {
    int printed = 0;
    try {
      Frame frame = FrameDecoder.decode(row.frame());
      for (int i = 0; i < frame.count() && printed < most; i++) {
        boolean wanted =
            frame.typeName(i).equals(request.type().name())
                && (request.key().isEmpty() || request.key().get().equals(frame.key(i)));
        if (wanted) {
          out.println(JsonText.line(message(request.type(), frame, i, row.stream())));
          printed++;
        }
      }
    } catch (CorruptFrameException | IllegalArgumentException e) {
      log.warn("entry {} of {} cannot be read: {}", row.id(), row.stream(), e.getMessage());
    }
    return printed;
  }

  private static <P> Message<P> message(
      MessageType<P> type, Frame frame, int index, String stream) {
    return new Message<>(
        type,
        PayloadCodecs.of(type).decode(frame.body(index)),
        frame.envelope(index, stream, false));
  }

  /// As `docs/wire-format.md` names them, one a partition; of a type that may take two lanes the
  /// one it takes unless it is urgent.
  private static List<String> streams(StreamPort redis, MessageType<?> type) {
    Family family = type.family();
    String bus = family.bus().prefix();
    String lane = type.lane(type.defaultPriority()).suffix();
    int partitions = Integer.parseInt(redis.hash(bus + ":meta").getOrDefault("partitions", "1"));
    return IntStream.range(0, partitions)
        .mapToObj(n -> "{%s:%s:%d}%s".formatted(bus, family.keyName(), n, lane))
        .toList();
  }
}
