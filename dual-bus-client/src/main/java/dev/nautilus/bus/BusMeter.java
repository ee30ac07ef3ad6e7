package dev.nautilus.bus;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/// Every meter of the client; all carry the tags `bus` and `engine`.
public enum BusMeter implements MeterDocumentation {
  /// Messages confirmed in a stream.
  PUBLISHED("nautilus.bus.published", Meter.Type.COUNTER, "messages"),
  /// Messages handed to a handler.
  DELIVERED("nautilus.bus.delivered", Meter.Type.COUNTER, "messages"),
  /// Handler invocations that threw.
  FAILED("nautilus.bus.failed", Meter.Type.COUNTER, "messages"),
  /// Messages handed over again after their handler threw.
  RETRIED("nautilus.bus.retried", Meter.Type.COUNTER, "messages"),
  /// Messages and unreadable frames moved to the dead letters of a group.
  DEAD_LETTERED("nautilus.bus.dead.lettered", Meter.Type.COUNTER, "messages"),
  /// Messages dropped because they had been seen.
  DUPLICATES("nautilus.bus.duplicates", Meter.Type.COUNTER, "messages"),
  /// Messages known to be missing and not to be had.
  GAPS("nautilus.bus.gaps", Meter.Type.COUNTER, "messages"),
  /// Messages read back from the stream after a hole in the pushes.
  FILLED("nautilus.bus.filled", Meter.Type.COUNTER, "messages"),
  /// Publishes and offers that were not taken, or not confirmed in time.
  REFUSED("nautilus.bus.refused", Meter.Type.COUNTER, "messages"),
  /// STATE messages that a newer one of their key replaced while the bus was away.
  CONFLATED("nautilus.bus.conflated", Meter.Type.COUNTER, "messages"),
  /// Messages given up because the outgoing buffer was full; subscribers are told of a gap.
  DROPPED("nautilus.bus.dropped", Meter.Type.COUNTER, "messages"),
  /// Frames with urgent messages that too few replicas had in time.
  UNREPLICATED("nautilus.bus.unreplicated", Meter.Type.COUNTER, "frames"),
  /// Snapshots that this client's handlers got whole from their owner.
  SNAPSHOTS_TAKEN("nautilus.bus.snapshots.taken", Meter.Type.COUNTER, "snapshots"),
  /// Snapshots put together from the stream, because the owner did not answer.
  SNAPSHOTS_PARTIAL("nautilus.bus.snapshots.partial", Meter.Type.COUNTER, "snapshots"),
  /// Times this client, as an owner, was called for its rows.
  SNAPSHOTS_GIVEN("nautilus.bus.snapshots.given", Meter.Type.COUNTER, "snapshots"),
  /// Snapshots begun anew, because more came meanwhile than the subscription may hold.
  SNAPSHOT_OVERFLOWS("nautilus.bus.snapshots.overflows", Meter.Type.COUNTER, "snapshots"),
  /// Times a publisher fell silent without a goodbye.
  SILENCES("nautilus.bus.silences", Meter.Type.COUNTER, "publishers"),
  /// Times a subscriber was cut off so often that it reads the streams instead of being pushed to.
  DEMOTIONS("nautilus.bus.demotions", Meter.Type.COUNTER, "subscribers"),
  /// Frames that are corrupt or of an unknown version.
  CORRUPT("nautilus.bus.corrupt", Meter.Type.COUNTER, "frames"),
  /// Replies that came after their deadline, or that nobody waits for.
  LATE_REPLIES("nautilus.bus.replies.late", Meter.Type.COUNTER, "messages"),
  /// Requests dropped because their deadline had passed.
  EXPIRED_REQUESTS("nautilus.bus.requests.expired", Meter.Type.COUNTER, "messages"),
  /// Times a connection was re-established.
  RECONNECTS("nautilus.bus.reconnects", Meter.Type.COUNTER, "connections"),
  /// Time from `publish` to confirmation by Redis.
  CONFIRMATION("nautilus.bus.confirmation", Meter.Type.TIMER, "seconds"),
  /// Messages per frame written.
  FRAME_SIZE("nautilus.bus.frame.size", Meter.Type.DISTRIBUTION_SUMMARY, "messages"),
  /// Publishes and offers refused because the server's memory was nearly used up; also in
  /// `refused`.
  SHED("nautilus.bus.shed", Meter.Type.COUNTER, "messages"),
  /// Alerts this client has raised about the bus itself.
  ALERTS("nautilus.bus.alerts", Meter.Type.COUNTER, "alerts"),
  /// Times the server was met without its memory: flushed, or replaced by an empty one.
  SERVER_REPLACED("nautilus.bus.server.replaced", Meter.Type.COUNTER, "times"),
  /// Reads of a stream that failed, and were tried again.
  FAILED_READS("nautilus.bus.reads.failed", Meter.Type.COUNTER, "reads"),
  /// Migrations of this engine that were given up; `bus` is `main`.
  MIGRATIONS_ABORTED("nautilus.bus.migration.aborted", Meter.Type.COUNTER, "times"),
  /// Where a movable engine is: 0 LEGACY, 1 MIGRATING, 2 DUAL; `bus` is `main`.
  MODE("nautilus.bus.mode", Meter.Type.GAUGE, "mode"),
  /// Phase of the migration under way: 0 ASKED, 1 GROUPS, 2 FENCED, 3 CARRIED, 4 OLD_DONE, 5 DONE;
  /// -1 for none. `bus` is `main`.
  MIGRATION_PHASE("nautilus.bus.migration.phase", Meter.Type.GAUGE, "phase"),
  /// Entries of the old side that are still to be handled in a migration; `bus` is `main`.
  MIGRATION_BACKLOG("nautilus.bus.migration.backlog", Meter.Type.GAUGE, "entries"),
  /// Messages that wait while this client changes the side it publishes to; `bus` is `main`.
  MIGRATION_HELD("nautilus.bus.migration.held", Meter.Type.GAUGE, "messages"),
  /// Closing fences of pushed streams that did not come in a migration, so that it went on without:
  /// they passed before this process was there. `bus` is `main`.
  MIGRATION_FENCES_MISSED("nautilus.bus.migration.fences.missed", Meter.Type.COUNTER, "fences"),
  /// Entries that this client trimmed as the bus's housekeeper.
  TRIMMED("nautilus.bus.trimmed", Meter.Type.COUNTER, "entries"),
  /// How full the server's memory is, 0 to 1; 0 without a limit, and until this client publishes.
  MEMORY("nautilus.bus.memory", Meter.Type.GAUGE, "ratio"),
  /// Bytes accepted and not yet confirmed.
  BUFFERED("nautilus.bus.buffered", Meter.Type.GAUGE, "bytes");

  private final String meterName;
  private final Meter.Type type;
  private final String unit;

  BusMeter(String meterName, Meter.Type type, String unit) {
    this.meterName = meterName;
    this.type = type;
    this.unit = unit;
  }

  @Override
  public String getName() {
    return meterName;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public String getBaseUnit() {
    return unit;
  }

  @Override
  public KeyName[] getKeyNames() {
    return Tag.values();
  }

  /// Tags of every bus meter.
  public enum Tag implements KeyName {
    /// `market_data` or `engine_logic`; `main` for main Redis.
    BUS("bus"),
    /// The client's engine.
    ENGINE("engine");

    private final String key;

    Tag(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }
}
