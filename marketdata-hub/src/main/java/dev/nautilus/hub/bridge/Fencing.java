package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.FrameEncoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.bus.legacy.Fence;
import dev.nautilus.bus.legacy.Fences;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.StreamPort;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge's part in a migration: the opening fences once the engine has its new groups, and the
/// closing ones once what lies before has been carried to its old side. Confined to the thread that
/// looks at the registry.
final class Fencing {
  private static final Logger log = LoggerFactory.getLogger(Fencing.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String INSTANCE = "bridge";

  /// Before it is looked whether a fence still stands.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  /// Name of the position where the opening fence of a bus stream stands.
  private static final String AT = "at ";

  private final EngineModes modes;
  private final Ports ports;
  private final Passage passage;
  private final InstantSource clock;

  /// Since when the carrying of a migration is waited for, by its token.
  private final Map<String, Long> waitingSince = new HashMap<>();

  /// What has fences, and how far it has been carried.
  interface Ports {
    StreamPort main();

    StreamPort of(Bus bus);

    List<BusStream> busStreams();

    List<String> legacyStreams();

    /// Whether everything native to a stream has arrived up to an entry.
    boolean isCarried(String stream, String entry);

    /// Whether a stream ends before an entry that it had.
    boolean hasLost(String stream, String entry);
  }

  Fencing(EngineModes modes, Ports ports, Passage passage, InstantSource clock) {
    this.modes = modes;
    this.ports = ports;
    this.passage = passage;
    this.clock = clock;
  }

  /// Does what is to be done.
  ///
  /// @return whether something is to be done soon
  boolean look(Migration migration) {
    if (migration.phase() == Phase.GROUPS) {
      open(migration);
      return true;
    }
    if (migration.phase() == Phase.FENCED) {
      return !close(migration);
    }
    return migration.phase() == Phase.ASKED;
  }

  private void open(Migration migration) {
    Map<String, String> positions = new HashMap<>();
    passage.closed(
        () -> {
          fenceBuses(migration, false)
              .forEach(
                  (stream, answer) -> {
                    Map<String, String> sequences = new HashMap<>();
                    for (int i = 1; i + 1 < answer.size(); i += 2) {
                      sequences.put(answer.get(i), answer.get(i + 1));
                    }
                    positions.put(AT + stream, answer.getFirst());
                    positions.put(Fences.open(stream), Fences.publishers(sequences));
                  });
          fenceMain(migration, false)
              .forEach((stream, entry) -> positions.put(Fences.open(stream), entry));
        });
    if (modes.advance(migration, Phase.FENCED, positions)) {
      log.info("{} to {}: {} fences stand", migration.engine(), migration.to(), positions.size());
    }
  }

  private boolean close(Migration migration) {
    boolean toDual = migration.to() == EngineMode.DUAL;
    if (!isCarried(migration, toDual)) {
      return false;
    }
    Map<String, String> positions = new HashMap<>();
    if (toDual) {
      fenceMain(migration, true)
          .forEach((stream, entry) -> positions.put(Fences.close(stream), entry));
    } else {
      fenceBuses(migration, true)
          .forEach((stream, answer) -> positions.put(Fences.close(stream), answer.getFirst()));
    }
    return modes.advance(migration, Phase.CARRIED, positions);
  }

  /// Whether what lies before the opening fences of the other side has arrived. A server that came
  /// back without a fence has lost what was before it, too: that is announced, and not waited for.
  private boolean isCarried(Migration migration, boolean toDual) {
    long since = waitingSince.computeIfAbsent(migration.token(), _ -> System.nanoTime());
    boolean patient = System.nanoTime() - since < PATIENCE;
    List<String> streams =
        toDual ? ports.busStreams().stream().map(BusStream::name).toList() : ports.legacyStreams();
    for (String stream : streams) {
      String fence = migration.positions().get(toDual ? AT + stream : Fences.open(stream));
      if (fence != null
          && !ports.isCarried(stream, fence)
          && (patient || !ports.hasLost(stream, fence))) {
        return false;
      }
    }
    waitingSince.remove(migration.token());
    return true;
  }

  private static byte[] json(Migration migration, boolean closing) {
    return PayloadCodecs.of(Fence.on(Family.SYSTEM)).encode(new Fence(migration.token(), closing));
  }

  /// The entry id of the fence in each legacy stream.
  private Map<String, String> fenceMain(Migration migration, boolean closing) {
    LegacyEntry entry =
        new LegacyEntry(
            Fence.TYPE,
            EngineType.HUB,
            INSTANCE,
            json(migration, closing),
            Priority.NORMAL,
            clock.instant(),
            null,
            null,
            null,
            null,
            null,
            null);
    return ports.main().add(ports.legacyStreams(), entry.flat());
  }

  /// Of each bus stream the entry id of the fence, then each publisher and its last sequence. By a
  /// publisher of its own, which says at once that nothing more comes: nobody is to wait for its
  /// heartbeat.
  private Map<String, List<String>> fenceBuses(Migration migration, boolean closing) {
    OutgoingMessage message =
        new OutgoingMessage(
            Fence.TYPE,
            1,
            json(migration, closing),
            Priority.NORMAL,
            "",
            clock.instant(),
            null,
            null,
            null,
            null,
            false);
    long incarnation = RANDOM.nextLong();
    byte[] frame = FrameEncoder.encode(header(incarnation, 1, 1), List.of(message));
    byte[] goodbye = FrameEncoder.goodbye(header(incarnation, 2, 0));
    Map<String, List<String>> fences = new HashMap<>();
    for (Bus bus : Bus.values()) {
      List<BusStream> streams =
          ports.busStreams().stream().filter(stream -> stream.bus() == bus).toList();
      ports
          .of(bus)
          .fence(streams, frame, goodbye)
          .forEach((stream, answer) -> fences.put(stream.name(), answer));
    }
    return fences;
  }

  private static FrameHeader header(long incarnation, long first, int count) {
    return new FrameHeader(EngineType.HUB, INSTANCE, incarnation, first, count, 0, 0);
  }
}
