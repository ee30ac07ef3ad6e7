package dev.nautilus.fleet;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.ServerLoad;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `./nautilus migrate`: moves an engine between main Redis and the two buses while it runs, and
/// shows what that changes.
final class Migrate {
  private static final long SAMPLE_MILLIS = 2000;
  private static final long LOOK_MILLIS = 200;

  private final Function<RedisRole, BusAddress> addresses;
  private final MigrationLog history;
  private final PrintStream out;

  /// @param addresses where each Redis is
  Migrate(Function<RedisRole, BusAddress> addresses, MigrationLog history, PrintStream out) {
    this.addresses = addresses;
    this.history = history;
    this.out = out;
  }

  /// Of the fleet that runs in a folder.
  ///
  /// @throws FleetException when none does
  static Migrate of(RunFolder run, PrintStream out) {
    return new Migrate(
        Servers.addresses(run),
        new MigrationLog(run.logs().resolve("migrations.log"), InstantSource.system()),
        out);
  }

  /// Does it; FAILED when it is refused or given up, NOT_READY when it takes longer than asked.
  ExitCode run(MigrateRequest request) {
    try (EngineModes modes = EngineModes.at(addresses.apply(RedisRole.ENGINE_LOGIC))) {
      return switch (request.action()) {
        case STATUS -> status(modes);
        case REPORT -> report(modes);
        case ABORT -> abort(modes, request.engine().orElseThrow());
        case MOVE -> move(modes, request);
      };
    } catch (BusException e) {
      throw new FleetException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private ExitCode status(EngineModes modes) {
    String format = "%-16s %-10s %s%n";
    out.printf(format, "ENGINE", "MODE", "MOVE");
    Map<EngineType, EngineMode> all = new TreeMap<>(Comparator.comparing(EngineType::name));
    all.putAll(modes.modes());
    all.forEach(
        (engine, mode) -> {
          Optional<Migration> migration = modes.migration(engine);
          out.printf(format, engine, mode, migration.map(Migrate::text).orElse("-"));
        });
    if (all.isEmpty()) {
      out.println("No engine has told the registry where it is: all are on the buses.");
    }
    return ExitCode.OK;
  }

  private static String text(Migration migration) {
    return "%s to %s: %s".formatted(migration.from(), migration.to(), migration.phase());
  }

  private ExitCode abort(EngineModes modes, EngineType engine) {
    if (modes.abort(engine)) {
      out.printf("%s stays where it was.%n", engine);
      return ExitCode.OK;
    }
    out.printf(
        "%s does not move, or has come too far to turn round; `migrate --status` says which."
            + " After the move it can be moved back.%n",
        engine);
    return ExitCode.FAILED;
  }

  private ExitCode move(EngineModes modes, MigrateRequest request) {
    EngineType engine = request.engine().orElseThrow();
    EngineMode to = request.to().orElseThrow();
    String name = engine + " to " + to;
    try (Servers servers = new Servers(addresses)) {
      measure(servers, name + ", before");
      Migration migration;
      try {
        migration = modes.begin(engine, to);
      } catch (IllegalArgumentException | IllegalStateException e) {
        out.println(e.getMessage());
        return ExitCode.FAILED;
      }
      ExitCode code = await(modes, migration, servers, request.within());
      if (code == ExitCode.OK) {
        measure(servers, name + ", after");
      }
      return code;
    }
  }

  private ExitCode await(EngineModes modes, Migration began, Servers servers, int seconds) {
    long start = System.nanoTime();
    Map<RedisRole, ServerLoad.Sight> first = servers.sights();
    Migration.@Nullable Phase shown = null;
    long shownAt = start;
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
      Optional<Migration> now = modes.migration(began.engine());
      if (now.isEmpty() || !now.get().token().equals(began.token())) {
        out.println("Somebody else has moved it meanwhile; `migrate --status` says where it is.");
        return ExitCode.FAILED;
      }
      Migration.Phase phase = now.get().phase();
      if (phase != shown || System.nanoTime() - shownAt > TimeUnit.SECONDS.toNanos(2)) {
        show(servers, began.engine(), phase, System.nanoTime() - start);
        shown = phase;
        shownAt = System.nanoTime();
      }
      if (phase.isEnd()) {
        // All of it: the phases of a quick move are over before anybody looks.
        history.add(began.engine() + " to " + began.to() + ", during", servers.loadSince(first));
        return phase == Migration.Phase.DONE ? ExitCode.OK : ExitCode.FAILED;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
    }
    out.printf(
        "Not there after %d s; it goes on by itself. `migrate --status` shows it, `migrate %s --abort`"
            + " gives it up. While it says ASKED no instance of the engine has answered: does it run?%n",
        seconds, began.engine());
    return ExitCode.NOT_READY;
  }

  private void show(Servers servers, EngineType engine, Migration.Phase phase, long nanos) {
    out.printf(
        "%6.1f s  %-8s  left: %d on main, %d on the buses; bridge behind by %s%n",
        nanos / 1e9,
        phase,
        servers.owedOnMain(engine),
        servers.owedOnBuses(engine),
        servers.carried().getOrDefault("backlog", "0"));
  }

  private void measure(Servers servers, String moment) {
    Map<RedisRole, ServerLoad> load = servers.load(SAMPLE_MILLIS);
    history.add(moment, load);
    MigrationLog.lines(moment, load).forEach(out::println);
  }

  private ExitCode report(EngineModes modes) {
    history.read().forEach(out::println);
    try (Servers servers = new Servers(addresses)) {
      MigrationLog.lines("now", servers.load(SAMPLE_MILLIS)).forEach(out::println);
      Map<String, String> carried = servers.carried();
      out.printf(
          "carried by the bridge: %s to main, %s to the MarketData bus, %s to the Engine Logic bus;"
              + " behind by %s%n",
          carried.getOrDefault("to_main", "0"),
          carried.getOrDefault("to_market_data", "0"),
          carried.getOrDefault("to_engine_logic", "0"),
          carried.getOrDefault("backlog", "0"));
    }
    return status(modes);
  }
}
