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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge's part in a migration: the opening fences once the engine has its new groups, and the
/// closing ones once what lies before has been carried to its old side. Until the engine has
/// handled that side it sees to it that the closing ones stand. Confined to the thread that looks
/// at the registry.
final class Fencing {
  private static final Logger log = LoggerFactory.getLogger(Fencing.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String INSTANCE = "bridge";

  /// Between two looks whether a fence that is waited for still stands.
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(300);

  /// Name of the position where the opening fence of a bus stream stands.
  private static final String AT = "at ";

  private final EngineModes modes;
  private final Ports ports;
  private final Passage passage;
  private final InstantSource clock;

  /// When to look whether a migration waits for fences that are gone, by its token.
  private final Map<String, Long> lossesAtNanos = new HashMap<>();

  /// What has fences, and how far it has been carried.
  interface Ports {
    StreamPort main();

    StreamPort of(Bus bus);

    List<BusStream> busStreams();

    List<String> legacyStreams();

    /// Whether everything native to a stream has been carried up to an entry, as far as the bridge
    /// knows.
    boolean isCarried(String stream, String entry);

    /// How far each bus stream has been carried, as main says: after a crash it may know less.
    Map<String, String> placesOnMain();

    /// Whether a stream ends before an entry that it had.
    boolean hasLost(String stream, String entry);

    /// Told that servers came back without so many closing fences, and that they stand anew.
    void renewed(EngineType engine, int fences);
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
    return switch (migration.phase()) {
      case ASKED -> true;
      case GROUPS -> {
        open(migration);
        yield true;
      }
      case FENCED -> !close(migration);
      case CARRIED -> !stand(migration);
      case OLD_DONE, DONE, ABORTED -> false;
    };
  }

  private void open(Migration migration) {
    Map<String, String> positions = new HashMap<>();
    passage.closed(
        () -> {
          fenceBuses(migration, false, ports.busStreams())
              .forEach(
                  (stream, answer) -> {
                    Map<String, String> sequences = new HashMap<>();
                    for (int i = 1; i + 1 < answer.size(); i += 2) {
                      sequences.put(answer.get(i), answer.get(i + 1));
                    }
                    positions.put(AT + stream, answer.getFirst());
                    positions.put(Fences.open(stream), Fences.publishers(sequences));
                  });
          fenceMain(migration, false, ports.legacyStreams())
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
    List<String> streams =
        toDual ? ports.legacyStreams() : ports.busStreams().stream().map(BusStream::name).toList();
    return modes.advance(migration, Phase.CARRIED, closing(migration, streams));
  }

  /// Closing fences at the end of streams of the old side, as positions.
  private Map<String, String> closing(Migration migration, Collection<String> streams) {
    Map<String, String> positions = new HashMap<>();
    if (migration.to() == EngineMode.DUAL) {
      fenceMain(migration, true, streams)
          .forEach((stream, entry) -> positions.put(Fences.close(stream), entry));
    } else {
      List<BusStream> those =
          ports.busStreams().stream().filter(each -> streams.contains(each.name())).toList();
      fenceBuses(migration, true, those)
          .forEach((stream, answer) -> positions.put(Fences.close(stream), answer.getFirst()));
    }
    return positions;
  }

  /// Looks whether the closing fences stand. A server that came back without some of them may be
  /// carried to again what it lost with them: they are set anew behind that.
  ///
  /// @return false when some are gone, and cannot be set yet
  private boolean stand(Migration migration) {
    List<String> gone = lacking(new Fences(migration).closing());
    if (gone.isEmpty()) {
      return true;
    }
    if (!isCarried(migration, migration.to() == EngineMode.DUAL)) {
      return false;
    }
    if (modes.amend(migration, closing(migration, gone))) {
      ports.renewed(migration.engine(), gone.size());
    }
    return true;
  }

  private List<String> lacking(Map<String, String> closing) {
    Map<String, String> onMain = new HashMap<>(closing);
    List<String> gone = new ArrayList<>();
    for (Bus bus : Bus.values()) {
      Map<String, String> onBus = new HashMap<>();
      for (BusStream stream : ports.busStreams()) {
        String entry = stream.bus() == bus ? onMain.remove(stream.name()) : null;
        if (entry != null) {
          onBus.put(stream.name(), entry);
        }
      }
      gone.addAll(ports.of(bus).lacking(onBus));
    }
    gone.addAll(ports.main().lacking(onMain));
    return gone;
  }

  /// Whether what lies before the opening fences of the other side has arrived. A server that came
  /// back without a fence has lost what was before it, too: that is announced, and not waited for.
  /// Main is asked what it has: when it lost its last second, the bridge finds that out later, and
  /// carries it again.
  private boolean isCarried(Migration migration, boolean toDual) {
    Map<String, String> fences = new HashMap<>();
    List<String> streams =
        toDual ? ports.busStreams().stream().map(BusStream::name).toList() : ports.legacyStreams();
    for (String stream : streams) {
      String fence = migration.positions().get(toDual ? AT + stream : Fences.open(stream));
      if (fence != null) {
        fences.put(stream, fence);
      }
    }
    boolean patient = isPatient(migration.token());
    if (!areAll(fences, ports::isCarried, patient)) {
      return false;
    }
    if (toDual) {
      Map<String, String> places = ports.placesOnMain();
      if (!areAll(
          fences,
          (stream, fence) -> Places.isAt(places.getOrDefault(stream, ""), fence),
          patient)) {
        return false;
      }
    }
    lossesAtNanos.remove(migration.token());
    return true;
  }

  private boolean isPatient(String token) {
    long now = System.nanoTime();
    boolean patient = now - lossesAtNanos.computeIfAbsent(token, _ -> now + PATIENCE) < 0;
    if (!patient) {
      lossesAtNanos.put(token, now + PATIENCE);
    }
    return patient;
  }

  private boolean areAll(
      Map<String, String> fences, BiPredicate<String, String> passed, boolean patient) {
    return fences.entrySet().stream()
        .allMatch(
            each ->
                passed.test(each.getKey(), each.getValue())
                    || (!patient && ports.hasLost(each.getKey(), each.getValue())));
  }

  private static byte[] json(Migration migration, boolean closing) {
    return PayloadCodecs.of(Fence.on(Family.SYSTEM)).encode(new Fence(migration.token(), closing));
  }

  /// The entry id of the fence in each of these legacy streams.
  private Map<String, String> fenceMain(
      Migration migration, boolean closing, Collection<String> streams) {
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
    return ports.main().add(streams, entry.flat());
  }

  /// Of each of these bus streams the entry id of the fence, then each publisher and its last
  /// sequence. By a publisher of its own, which says at once that nothing more comes: nobody is to
  /// wait for its heartbeat.
  private Map<String, List<String>> fenceBuses(
      Migration migration, boolean closing, List<BusStream> among) {
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
      List<BusStream> streams = among.stream().filter(stream -> stream.bus() == bus).toList();
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
