package dev.nautilus.fleet;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStreamCommands;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/// `./nautilus tail`: prints messages as they pass, one JSON object a line.
///
/// Reads the stream itself instead of subscribing: a subscriber on the Engine Logic bus would leave
/// a consumer group behind, which counts as an engine that owes acknowledgements.
final class Tail {
  private static final Logger log = LoggerFactory.getLogger(Tail.class);
  private static final byte[] FRAME_FIELD = "f".getBytes(StandardCharsets.US_ASCII);
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
    Map<String, String> state = StatusReport.running(run);
    int port = StatusReport.port(state, RedisRole.of(request.type().bus()).label());
    LettuceConnectionFactory redis =
        new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
    redis.afterPropertiesSet();
    redis.start();
    try (RedisConnection connection = redis.getConnection()) {
      follow(connection, request);
      return ExitCode.OK;
    } catch (DataAccessException e) {
      throw new FleetException(ExitCode.FAILED, "lost the bus on port " + port, e);
    } finally {
      redis.destroy();
    }
  }

  private void follow(RedisConnection redis, TailRequest request) {
    StreamReadOptions options = StreamReadOptions.empty().block(WAIT).count(ENTRIES_PER_READ);
    Map<String, ReadOffset> from = new LinkedHashMap<>();
    for (String stream : streams(redis, request.type())) {
      byte[] key = stream.getBytes(StandardCharsets.US_ASCII);
      from.put(
          stream,
          request.all()
              ? ReadOffset.from(RecordId.of("0-0"))
              : newest(redis.streamCommands(), key));
    }
    int left = request.count() == 0 ? Integer.MAX_VALUE : request.count();
    while (left > 0 && !out.checkError()) {
      List<ByteRecord> entries = redis.streamCommands().xRead(options, offsets(from));
      for (ByteRecord entry : entries == null ? List.<ByteRecord>of() : entries) {
        String stream = new String(entry.getRequiredStream(), StandardCharsets.US_ASCII);
        from.put(stream, ReadOffset.from(entry.getId()));
        left -= printFrame(entry, stream, request, left);
      }
    }
  }

  @SuppressWarnings("unchecked") // an array of StreamOffset<byte[]>, which Java cannot make
  private static StreamOffset<byte[]>[] offsets(Map<String, ReadOffset> from) {
    return from.entrySet().stream()
        .map(
            each ->
                StreamOffset.create(
                    each.getKey().getBytes(StandardCharsets.US_ASCII), each.getValue()))
        .toArray(StreamOffset[]::new);
  }

  /// Not `$`: that would mean "from the moment of this read", anew with each read.
  private static ReadOffset newest(RedisStreamCommands redis, byte[] key) {
    List<ByteRecord> last = redis.xRevRange(key, Range.unbounded(), Limit.limit().count(1));
    return last == null || last.isEmpty()
        ? ReadOffset.from(RecordId.of("0-0"))
        : ReadOffset.from(last.getFirst().getId());
  }

  private int printFrame(ByteRecord entry, String stream, TailRequest request, int most) {
    byte[] bytes = frameOf(entry);
    int printed = 0;
    try {
      Frame frame = FrameDecoder.decode(bytes);
      for (int i = 0; i < frame.count() && printed < most; i++) {
        boolean wanted =
            frame.typeName(i).equals(request.type().name())
                && (request.key().isEmpty() || request.key().get().equals(frame.key(i)));
        if (wanted) {
          out.println(JsonText.line(message(request.type(), frame, i, stream)));
          printed++;
        }
      }
    } catch (CorruptFrameException | IllegalArgumentException e) {
      log.warn("entry {} of {} cannot be read: {}", entry.getId(), stream, e.getMessage());
    }
    return printed;
  }

  private static byte[] frameOf(ByteRecord entry) {
    return entry.getValue().entrySet().stream()
        .filter(field -> Arrays.equals(field.getKey(), FRAME_FIELD))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> new byte[0]);
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
  private static List<String> streams(RedisConnection redis, MessageType<?> type) {
    Family family = type.family();
    String bus = family.bus().prefix();
    String lane = type.lane(type.defaultPriority()).suffix();
    byte[] count =
        redis
            .hashCommands()
            .hGet(
                (bus + ":meta").getBytes(StandardCharsets.US_ASCII),
                "partitions".getBytes(StandardCharsets.US_ASCII));
    int partitions =
        count == null ? 1 : Integer.parseInt(new String(count, StandardCharsets.US_ASCII));
    return IntStream.range(0, partitions)
        .mapToObj(n -> "{%s:%s:%d}%s".formatted(bus, family.keyName(), n, lane))
        .toList();
  }
}
