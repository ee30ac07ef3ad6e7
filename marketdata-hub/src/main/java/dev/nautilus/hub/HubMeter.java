package dev.nautilus.hub;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every meter of the hub; dashboards depend on these names.
public enum HubMeter implements MeterDocumentation {
  /// Time from a request to its answer at the desk, by type and outcome.
  REQUESTS("nautilus.hub.requests", Meter.Type.TIMER, null, Tag.TYPE, Tag.OUTCOME),
  /// Time of one call to a vendor, by source and outcome.
  VENDOR_CALLS("nautilus.hub.vendor.calls", Meter.Type.TIMER, null, Tag.SOURCE, Tag.OUTCOME),
  /// Calls to a vendor that were not made about an instrument: `unknown` when the source said
  /// before that it does not know it, `scarce` when another does not know it and this one's quota
  /// is short.
  SPARED("nautilus.hub.vendor.spared", Meter.Type.COUNTER, "calls", Tag.SOURCE, Tag.REASON),
  /// Entries in the cache.
  CACHE_SIZE("nautilus.hub.cache.size", Meter.Type.GAUGE, "entries"),
  /// Entries that left the cache for want of room.
  CACHE_EVICTIONS("nautilus.hub.cache.evictions", Meter.Type.COUNTER, "entries"),
  /// Data confirmed on the MarketData bus, by type.
  PUBLISHED("nautilus.hub.published", Meter.Type.COUNTER, "messages", Tag.TYPE),
  /// Data that did not reach the MarketData bus, by type and reason.
  UNPUBLISHED("nautilus.hub.unpublished", Meter.Type.COUNTER, "messages", Tag.TYPE, Tag.REASON),
  /// Data waiting to be published, by family of streams.
  PUBLISH_QUEUE("nautilus.hub.publish.queue", Meter.Type.GAUGE, "messages", Tag.FAMILY),
  /// Values refused because a newer observation was known.
  OUTDATED("nautilus.hub.outdated", Meter.Type.COUNTER, "messages", Tag.TYPE),
  /// Quotes on which two sources differ by more than the tolerance, by the source that spoke last.
  DISAGREEMENTS("nautilus.hub.disagreements", Meter.Type.COUNTER, "quotes", Tag.SOURCE),
  /// Guesses at the next question: fetched, denied for want of calls to spare, or a question not
  /// learned from because too many came at once.
  PREFETCH("nautilus.hub.prefetch", Meter.Type.COUNTER, "guesses", Tag.OUTCOME),
  /// Data requests answered over the bus, by outcome and by the engine that asked.
  BUS_REQUESTS(
      "nautilus.hub.bus.requests", Meter.Type.COUNTER, "requests", Tag.OUTCOME, Tag.ENGINE),
  /// Messages carried between main Redis and the buses: `to_main`, `to_market_data`,
  /// `to_engine_logic`.
  BRIDGE_CARRIED("nautilus.hub.bridge.carried", Meter.Type.COUNTER, "messages", Tag.DIRECTION),
  /// Messages that could not be carried and stay where they are, by reason.
  BRIDGE_REFUSED("nautilus.hub.bridge.refused", Meter.Type.COUNTER, "messages", Tag.REASON),
  /// Entries that were trimmed before they could be carried.
  BRIDGE_LOST("nautilus.hub.bridge.lost", Meter.Type.COUNTER, "entries", Tag.DIRECTION),
  /// Closing fences of migrations that a server came back without, and that were set anew.
  BRIDGE_FENCES_RENEWED("nautilus.hub.bridge.fences.renewed", Meter.Type.COUNTER, "fences"),
  /// Times reading or writing failed and was tried again.
  BRIDGE_FAILURES("nautilus.hub.bridge.failures", Meter.Type.COUNTER, "times", Tag.DIRECTION),
  /// Time from when an entry was written to when it has been carried.
  BRIDGE_DELAY("nautilus.hub.bridge.delay", Meter.Type.TIMER, null, Tag.DIRECTION),
  /// Entries still to be carried; 0 while no engine is on main Redis.
  BRIDGE_BACKLOG("nautilus.hub.bridge.backlog", Meter.Type.GAUGE, "entries", Tag.DIRECTION),
  /// Engines for which the bridge runs; 0 when it does not.
  BRIDGE_ENGINES("nautilus.hub.bridge.engines", Meter.Type.GAUGE, "engines"),
  /// Rows of the hub's history: written, or dropped because the database was away for too long.
  HISTORY("nautilus.hub.history", Meter.Type.COUNTER, "rows", Tag.OUTCOME),
  /// Rows of the hub's history that wait to be written.
  HISTORY_QUEUE("nautilus.hub.history.queue", Meter.Type.GAUGE, "rows"),
  /// HTTP requests turned away at the door, by reason: no or a wrong token, a missing scope, too
  /// many, or too large.
  TURNED_AWAY("nautilus.hub.turned.away", Meter.Type.COUNTER, "requests", Tag.REASON),
  /// 1 while this hub leads, 0 while it stands by; 1 for a hub that has no other beside it.
  LEADER("nautilus.hub.leader", Meter.Type.GAUGE, null),
  /// Times this hub took the lead or lost it.
  LEADER_CHANGES("nautilus.hub.leader.changes", Meter.Type.COUNTER, "changes"),
  /// What was refused because this hub stands by: calls to vendors, and changes of subscriptions.
  STANDBY_REFUSED("nautilus.hub.standby.refused", Meter.Type.COUNTER, "requests"),
  /// What `/health` says: 2 UP, 1 DEGRADED, 0 DOWN.
  HEALTH("nautilus.hub.health", Meter.Type.GAUGE, null),
  /// How a source is: 0 not configured, 1 up, 2 limited, 3 failing, with its breaker open.
  SOURCE_STATE("nautilus.hub.source.state", Meter.Type.GAUGE, null, Tag.SOURCE),
  /// What is left of a source's quota, 1 to 0, of the shorter one where it has two; none where it
  /// has no quota.
  SOURCE_BUDGET("nautilus.hub.source.budget", Meter.Type.GAUGE, "ratio", Tag.SOURCE),
  /// How much longer a source wants to be left alone; 0 for not at all.
  SOURCE_QUIET("nautilus.hub.source.quiet", Meter.Type.GAUGE, "seconds", Tag.SOURCE),
  /// 1 while the WebSocket of a source that streams is up, else 0.
  SOURCE_STREAMING("nautilus.hub.source.streaming", Meter.Type.GAUGE, null, Tag.SOURCE),
  /// 1 for a configured source whose data come from a simulator, else 0.
  SOURCE_SIMULATED("nautilus.hub.source.simulated", Meter.Type.GAUGE, null, Tag.SOURCE),
  /// Of the guesses that were fetched and are settled, the share that was asked for; NaN before any
  /// is.
  PREFETCH_PRECISION("nautilus.hub.prefetch.precision", Meter.Type.GAUGE, "ratio"),
  /// Of the questions that would have made a call, the share that was foreseen; NaN before any.
  PREFETCH_COVERAGE("nautilus.hub.prefetch.coverage", Meter.Type.GAUGE, "ratio"),
  /// 1 while a Redis answers, else 0; main Redis is looked at only while something is carried there
  /// and is NaN otherwise. Of a bus on a cluster, whether all its masters answer, and each of them.
  REDIS_UP("nautilus.hub.redis.up", Meter.Type.GAUGE, null, Tag.SERVER),
  /// Processor time a Redis used, user and system.
  REDIS_CPU("nautilus.hub.redis.cpu", Meter.Type.COUNTER, "seconds", Tag.SERVER),
  /// Commands a Redis handled.
  REDIS_COMMANDS("nautilus.hub.redis.commands", Meter.Type.COUNTER, "commands", Tag.SERVER),
  /// Answers of a Redis that were errors.
  REDIS_ERRORS("nautilus.hub.redis.errors", Meter.Type.COUNTER, "errors", Tag.SERVER),
  /// Connections of a Redis.
  REDIS_CLIENTS("nautilus.hub.redis.clients", Meter.Type.GAUGE, "clients", Tag.SERVER),
  /// Memory a Redis uses.
  REDIS_MEMORY("nautilus.hub.redis.memory", Meter.Type.GAUGE, "bytes", Tag.SERVER),
  /// Memory a Redis may use, `maxmemory`; 0 for no limit.
  REDIS_MEMORY_LIMIT("nautilus.hub.redis.memory.limit", Meter.Type.GAUGE, "bytes", Tag.SERVER),
  /// Entries that an engine reads and has not done: handed over and not acknowledged, and, from
  /// Redis 7 on, not handed over yet.
  GROUP_OWED("nautilus.hub.group.owed", Meter.Type.GAUGE, "entries", Tag.SERVER, Tag.ENGINE),
  /// Dead letters of an engine that nobody has replayed or purged yet.
  DEAD_LETTERS("nautilus.hub.dead.letters", Meter.Type.GAUGE, "letters", Tag.SERVER, Tag.ENGINE);

  /// What meters are split by; all of them have few values.
  public enum Tag implements KeyName {
    /// Catalogue name of a data type.
    TYPE,
    /// How it ended.
    OUTCOME,
    /// A vendor.
    SOURCE,
    /// Why not.
    REASON,
    /// A family of streams.
    FAMILY,
    /// An engine: who asked, or who reads.
    ENGINE,
    /// Which way something is carried.
    DIRECTION,
    /// A Redis: `main`, `market_data` or `engine_logic`; of a bus on a cluster also each master,
    /// `engine_logic 10.0.0.1:7000`.
    SERVER;

    @Override
    public String asString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String meterName;
  private final Meter.Type meterType;
  private final @Nullable String unit;
  private final @Nullable Tag first;
  private final @Nullable Tag second;

  HubMeter(String meterName, Meter.Type meterType, @Nullable String unit) {
    this(meterName, meterType, unit, null, null);
  }

  HubMeter(String meterName, Meter.Type meterType, @Nullable String unit, Tag only) {
    this(meterName, meterType, unit, only, null);
  }

  HubMeter(
      String meterName,
      Meter.Type meterType,
      @Nullable String unit,
      @Nullable Tag first,
      @Nullable Tag second) {
    this.meterName = meterName;
    this.meterType = meterType;
    this.unit = unit;
    this.first = first;
    this.second = second;
  }

  @Override
  public String getName() {
    return meterName;
  }

  @Override
  public Meter.Type getType() {
    return meterType;
  }

  @Override
  public @Nullable String getBaseUnit() {
    return unit;
  }

  @Override
  public KeyName[] getKeyNames() {
    return Stream.of(first, second).filter(Objects::nonNull).toArray(KeyName[]::new);
  }
}
