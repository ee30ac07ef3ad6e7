package dev.nautilus.bus.testkit;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The three Redises of a test, real ones, on free ports of this machine.
///
/// Docker is taken when an engine answers and already has the image `redis:7-alpine`
/// (`-Dnautilus.test.redis.image`), else `redis-server` from the PATH, else the binary inside
/// embedded-redis; `-Dnautilus.test.redis=docker|path|embedded` forces one. Nothing is pulled or
/// downloaded. Processes and folders are gone when this is closed, and also when the JVM ends
/// without closing it.
public final class BusServers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BusServers.class);

  private final List<RedisServer> servers = new ArrayList<>();
  private final Thread atExit = new Thread(this::stop, "nautilus-redis-stop");

  private BusServers(RedisSupply supply, RedisSettings main, boolean appendOnly) {
    this(supply, List.of(main, new RedisSettings(false), new RedisSettings(appendOnly)));
  }

  /// @param settings of main, the MarketData bus and the Engine Logic bus
  private BusServers(RedisSupply supply, List<RedisSettings> settings) {
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      settings.forEach(each -> servers.add(supply.start(each)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    LOG.info(
        "{}: main {}, market data {}, engine logic {}{}",
        description(),
        main().port(),
        marketData().port(),
        engineLogic().port(),
        settings.get(2).appendOnly() ? " (append-only)" : "");
  }

  /// Starts all three without persistence.
  ///
  /// @throws IllegalStateException when there is no Redis to start, or the forced kind is not there
  public static BusServers start() {
    return new BusServers(RedisSupply.choose(), new RedisSettings(false), false);
  }

  /// Starts all three; main and the Engine Logic bus keep their data on disk and so over
  /// [RedisServer#restart]. What was confirmed is on disk, on main too.
  ///
  /// @throws IllegalStateException when there is no Redis to start, or the forced kind is not there
  public static BusServers startAppendOnly() {
    return new BusServers(RedisSupply.choose(), new RedisSettings(true), true);
  }

  /// Starts all three with the disk as in production: the Engine Logic bus as of
  /// [#startAppendOnly], main within a second. For load: whoever kills main may lose that second.
  ///
  /// @throws IllegalStateException when there is no Redis to start, or the forced kind is not there
  public static BusServers startLikeProduction() {
    return new BusServers(RedisSupply.choose(), new RedisSettings(true, "everysec"), true);
  }

  /// Starts all three like [#startAppendOnly], but they speak TLS only, and show a certificate for
  /// `localhost` and 127.0.0.1. Needs a `redis-server` on the PATH that is built with TLS, see
  /// [#canStartTls].
  ///
  /// @param authority signs the certificate
  /// @param asksClients whether clients must show a certificate of the same authority
  /// @throws IllegalStateException when there is no such Redis
  public static BusServers startTls(TestAuthority authority, boolean asksClients) {
    RedisSupply supply =
        RedisSupply.ofTls()
            .orElseThrow(
                () -> new IllegalStateException("no redis-server on the PATH to speak TLS"));
    RedisSettings.Tls tls =
        new RedisSettings.Tls(
            authority.issue("dns:localhost,ip:127.0.0.1"), authority.certificate(), asksClients);
    RedisSettings kept = new RedisSettings(true, "always", tls);
    return new BusServers(supply, List.of(kept, new RedisSettings(false, "always", tls), kept));
  }

  /// Whether there is a Redis for [#startTls].
  public static boolean canStartTls() {
    return RedisSupply.ofTls().isPresent();
  }

  /// The Redis of engines that have not migrated.
  public RedisServer main() {
    return servers.get(0);
  }

  /// The MarketData bus.
  public RedisServer marketData() {
    return servers.get(1);
  }

  /// The Engine Logic bus.
  public RedisServer engineLogic() {
    return servers.get(2);
  }

  /// Which Redis these are, and which version.
  public String description() {
    return servers.get(0).description();
  }

  /// Undoes every fault: whatever is paused goes on, whatever is dead is started, and the networks
  /// are well.
  public void heal() {
    servers.forEach(RedisServer::heal);
  }

  /// Drops all data of all three.
  public void flush() {
    servers.forEach(RedisServer::flush);
  }

  /// Stops all three and removes their data. Idempotent.
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException endingAnyway) {
      LOG.trace("the JVM is ending", endingAnyway);
    }
  }

  private synchronized void stop() {
    servers.forEach(RedisServer::close);
    servers.clear();
  }
}
