package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client does about the server of one bus, beside using it: knows it again, watches its
/// memory, keeps house if it is its turn, and says how it is. Any thread.
final class ServerCare implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServerCare.class);

  private final Identity identity;
  private final BusAddress address;
  private final ServerWatch watch;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Upkeep upkeep;

  /// @param whole reaches all nodes of a cluster; null where there is none
  ServerCare(Identity identity, BusAddress address, @Nullable Commands whole) {
    var options = identity.setup().options();
    this.identity = identity;
    this.address = address;
    this.watch =
        new ServerWatch(
            new BusMeta(identity.server(), address, options.partitions()),
            place -> new Incarnation(identity.server(), place),
            whole,
            options.commandTimeout().toMillis());
  }

  /// Starts looking after the server.
  ///
  /// @param writer tells whether it is there
  /// @param commands where it is asked
  void start(FrameWriter writer, Commands commands, Alerts alerts) {
    Upkeep started = new Upkeep(identity, writer, commands, alerts, this::replaced);
    upkeep = started;
    started.start();
  }

  private void replaced() {
    for (Runnable each : listeners) {
      try {
        each.run();
      } catch (RuntimeException e) {
        log.warn("{}: what should follow a replaced server failed", address, e);
      }
    }
  }

  /// Run, in order of registration, when the server has lost its memory.
  void onServerReplaced(Runnable listener) {
    listeners.add(listener);
  }

  /// What the lanes tell what they find out.
  ServerWatch watch() {
    return watch;
  }

  /// Somebody wants to publish: whether it must be refused because the server is nearly full.
  boolean sheds(Priority priority, BusCounters counters) {
    watch.published();
    if (priority.isExpress() || watch.memory().level() != MemoryWatch.Level.FULL) {
      return false;
    }
    counters.increment(BusMeter.SHED);
    return true;
  }

  /// Done when a writer has met the server, well or not.
  CompletableFuture<@Nullable Void> met() {
    return watch.greeted();
  }

  /// Why nothing can be sent or read here, whatever is tried; null while something can.
  @Nullable BusException refusal() {
    return watch.refusal();
  }

  /// @throws BusException UNUSABLE_SERVER when this client may not use the server
  void requireUsable() {
    BusException refusal = refusal();
    if (refusal != null) {
      throw refusal;
    }
  }

  /// What to tell the caller whose message was not taken.
  ///
  /// @param how how the bus is
  BusException refused(MessageType<?> type, Admission admission, BusHealth how) {
    String why =
        admission == Admission.SHED
            ? "the bus at "
                + address
                + " is full: "
                + watch.memory().trouble()
                + ". Publish less, give Redis more maxmemory, or see which group holds its streams"
                + " by ./nautilus groups list"
            : "the outgoing buffer of %s is full (%d bytes); %s"
                .formatted(type.family(), identity.setup().options().bufferBytes(), how.detail());
    return new BusException(BusException.Reason.NOT_SENT, why);
  }

  /// How the bus is, the worst first.
  BusHealth health(List<LaneLink> lanes) {
    BusException refusal = refusal();
    if (refusal != null) {
      return new BusHealth(BusHealth.Status.DOWN, String.valueOf(refusal.getMessage()));
    }
    for (LaneLink lane : lanes) {
      String trouble = lane.writer().trouble();
      if (!trouble.isEmpty()) {
        return new BusHealth(BusHealth.Status.DOWN, address + ": " + trouble + "; reconnecting");
      }
    }
    for (LaneLink lane : lanes) {
      String reading = lane.readingTrouble();
      if (!reading.isEmpty()) {
        return new BusHealth(BusHealth.Status.DEGRADED, address + ", reading: " + reading);
      }
    }
    String memory = watch.memory().trouble();
    if (!memory.isEmpty()) {
      return new BusHealth(BusHealth.Status.DEGRADED, address + ": " + memory);
    }
    Upkeep started = upkeep;
    String advice = started == null ? "" : started.advice();
    return new BusHealth(
        BusHealth.Status.UP, advice.isEmpty() ? address.toString() : address + ": " + advice);
  }

  /// Gives up what is ours alone.
  @Override
  public void close() {
    Upkeep started = upkeep;
    if (started != null) {
      started.close();
    }
  }
}
