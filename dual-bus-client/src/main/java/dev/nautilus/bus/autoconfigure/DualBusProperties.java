package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Linger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the client, `nautilus.bus.*`.
///
/// @param enabled false leaves the application without a bus
/// @param engine who speaks: one of the thirteen engines, `hub`, or a name of your own
/// @param instance which instance of it, unique among those running; `<engine>-1` unless set
/// @param marketDataUrl `redis://[user:password@]host[:port]`,
///   `redis-sentinel://host:port,host:port?sentinelMasterId=name` or
///   `redis-cluster://host:port,host:port`; `rediss` instead of `redis` for TLS. Without it the
///   host comes from REDIS_HOST_MARKETDATA, then REDIS_HOST, then localhost, and the port is 6380
/// @param engineLogicUrl the same for the Engine Logic bus: REDIS_HOST_ENGINELOGIC, port 6381
/// @param mainUrl the same for main Redis: REDIS_HOST_MAIN, port 6379; used in LEGACY mode and
///   while moving
/// @param username who logs in at the three Redises; the engine unless set. A URL that names
///   somebody wins
/// @param password of that user; best from a file, as a `configtree` reads it. Nobody logs in
///   without it
/// @param ssl how the connections to the three Redises are encrypted
/// @param mode where the engine begins, `legacy` or `dual`, if the registry does not know it; then
///   it can be moved at run time. Without it the engine is on the buses for good
/// @param legacySources engines whose streams of main Redis are read; the thirteen and the hub
///   unless set
/// @param connectTimeout longest wait for a connection when subscribing
/// @param commandTimeout longest wait for Redis to answer one command
/// @param deliveryTimeout longest time a publish stays unconfirmed
/// @param requestTimeout longest wait for an answer of the hub
/// @param retention how long the MarketData bus keeps frames for catching up
/// @param pulledRetention how long acknowledged messages are kept in streams that groups read
/// @param retryDelay wait before a failed message is handed over again; doubles with each further
///   failure, up to 30 s
/// @param maxAttempts how often a message is handed to a failing handler before it becomes a dead
///   letter
/// @param drainTimeout longest wait at shutdown for what is still to be sent
/// @param linger how long a publisher waits for a frame to fill: `none`, `adaptive` or like `1ms`
/// @param partitions streams that each family is spread over; the same for all clients of a bus
/// @param leaseTime how long an instance that is not heard of keeps its streams
/// @param groupExpiry how long a group without a running instance holds retention
/// @param replicasToWait replicas that must have an Engine Logic message of URGENT or above before
///   it counts as confirmed
/// @param replicasTimeout how long they are waited for; then the outcome is unknown
@ConfigurationProperties("nautilus.bus")
public record DualBusProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("app") String engine,
    @Nullable String instance,
    @Nullable String marketDataUrl,
    @Nullable String engineLogicUrl,
    @Nullable String mainUrl,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue Ssl ssl,
    @Nullable EngineMode mode,
    @Nullable List<String> legacySources,
    @DefaultValue("10s") Duration connectTimeout,
    @DefaultValue("7s") Duration commandTimeout,
    @DefaultValue("2m") Duration deliveryTimeout,
    @DefaultValue("10s") Duration requestTimeout,
    @DefaultValue("10m") Duration retention,
    @DefaultValue("1h") Duration pulledRetention,
    @DefaultValue("1s") Duration retryDelay,
    @DefaultValue("5") int maxAttempts,
    @DefaultValue("5s") Duration drainTimeout,
    @DefaultValue("adaptive") String linger,
    @DefaultValue("1") int partitions,
    @DefaultValue("6s") Duration leaseTime,
    @DefaultValue("24h") Duration groupExpiry,
    @DefaultValue("0") int replicasToWait,
    @DefaultValue("1s") Duration replicasTimeout) {

  /// TLS to the three Redises.
  ///
  /// @param bundle SSL bundle whose truststore says which authorities are trusted, and whose
  ///   keystore, if it has one, is shown. All three Redises are then reached over TLS only: a URL
  ///   that says `redis://` ends the start. Without it `rediss://` trusts what the JDK does
  public record Ssl(@Nullable String bundle) {
    public Ssl {
      bundle = bundle == null || bundle.isBlank() ? null : bundle;
    }
  }

  BusOptions options() {
    return BusOptions.DEFAULTS.toBuilder()
        .connectTimeout(connectTimeout)
        .commandTimeout(commandTimeout)
        .deliveryTimeout(deliveryTimeout)
        .retention(retention)
        .pulledRetention(pulledRetention)
        .retryDelay(retryDelay)
        .maxAttempts(maxAttempts)
        .drainTimeout(drainTimeout)
        .linger(Linger.parse(linger))
        .partitions(partitions)
        .leaseTime(leaseTime)
        .groupExpiry(groupExpiry)
        .replicasToWait(replicasToWait)
        .replicasTimeout(replicasTimeout)
        .build();
  }

  List<EngineType> sources() {
    return legacySources == null ? List.of() : legacySources.stream().map(EngineType::new).toList();
  }

  String instanceName() {
    return instance == null ? engine + "-1" : instance;
  }

  /// Who enters a Redis whose URL names nobody.
  BusAddress entered(BusAddress address) {
    if (address.password() != null || password == null || password.isBlank()) {
      return address;
    }
    return address.loggedInAs(username == null ? engine : username, password.strip());
  }

  /// Without the secrets: URLs may hold some as well.
  @Override
  public String toString() {
    return "DualBusProperties[engine=" + engine + ", instance=" + instanceName() + "]";
  }
}
