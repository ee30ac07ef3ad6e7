package dev.nautilus.fleet;

import dev.nautilus.message.InstrumentId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the script `nautilus` runs: `up`, `status`, `tail`, `dlq`, `groups`, `partitions` and
/// `migrate`. Building, going into the background and `down` are the script's own.
final class FleetMain {
  private static final Set<String> VALUED =
      Set.of("run", "symbols", "within", "count", "symbol", "engine-heap");
  private static final Set<String> SWITCHES =
      Set.of(
          "live",
          "external-redis",
          "free-ports",
          "isolated",
          "migrated",
          "all",
          "force",
          "abort",
          "status",
          "report");

  /// What every engine gets along with that follows the instruments it knows by itself.
  private static final String ENGINE_HEAP = "256m";

  private final PrintStream out;
  private final CommandLine line;

  private FleetMain(PrintStream out, CommandLine line) {
    this.out = out;
    this.line = line;
  }

  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    ExitCode exitCode;
    try {
      exitCode = of(out, List.of(args)).start();
    } catch (FleetException e) {
      stream(FileDescriptor.err).println("nautilus: " + e.getMessage());
      exitCode = e.exitCode();
    }
    System.exit(exitCode.number());
  }

  /// @param args as on the command line
  /// @throws FleetException when they cannot be understood
  static FleetMain of(PrintStream out, List<String> args) {
    return new FleetMain(out, CommandLine.of(args, VALUED, SWITCHES));
  }

  private ExitCode start() {
    RunFolder run = new RunFolder(Path.of(line.option("run").orElse("run")));
    if (line.command().equals("up")) {
      FleetLog.intoFile(run, "fleet");
    } else {
      FleetLog.warningsOnly();
    }
    return run(run);
  }

  /// Does what the line says, with the fleet of a folder.
  ExitCode run(RunFolder run) {
    return switch (line.command()) {
      case "up" -> up(run);
      case "status" -> new StatusReport(run, out).print();
      case "audit" -> new Audit(run, out).print();
      case "tail" -> new Tail(run, out).print(TailRequest.of(line));
      case "dlq" -> {
        DlqRequest request = DlqRequest.of(line);
        yield Dlq.of(run, out).run(request);
      }
      case "groups" -> {
        GroupsRequest request = GroupsRequest.of(line);
        yield Groups.of(run, out).run(request);
      }
      case "partitions" -> Partitions.of(run, System::getenv, out).run(line);
      case "migrate" -> {
        MigrateRequest request = MigrateRequest.of(line);
        yield Migrate.of(run, out).run(request);
      }
      default -> throw CommandLine.usage("no command '" + line.command() + "'");
    };
  }

  private ExitCode up(RunFolder run) {
    run.claim();
    FleetPlan plan = plan(run);
    Progress progress = new Progress(out, System::nanoTime);
    Fleet fleet = new Fleet(plan, progress);
    FleetState state = new FleetState(plan);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> down(fleet, progress)));
    state.write(FleetState.STARTING);
    progress.say("Starting " + describe(plan) + "; logs in " + run.logs());
    fleet.start();
    fleet.onChange(() -> state.write(FleetState.READY, fleet.processes()));
    state.write(FleetState.READY, fleet.processes());
    progress.say(state.summary(progress.seconds()));
    return awaitEnd(fleet);
  }

  private FleetPlan plan(RunFolder run) {
    boolean isolated = line.has("isolated");
    Optional<NamedBuses> named =
        line.has("external-redis") ? NamedBuses.of(System::getenv) : Optional.empty();
    if (line.has("free-ports") && line.has("external-redis") && named.isEmpty()) {
      throw CommandLine.usage(
          "--external-redis are those on the usual ports, not on --free-ports, unless %s and %s say where they are"
              .formatted(NamedBuses.MARKET_DATA, NamedBuses.ENGINE_LOGIC));
    }
    FleetPorts ports = line.has("free-ports") ? FleetPorts.free() : FleetPorts.wellKnown();
    return new FleetPlan(
        run,
        named.map(ports::with).orElse(ports),
        line.has("live") ? VendorMode.LIVE : VendorMode.SIMULATED,
        line.has("external-redis"),
        symbols(),
        // Thirteen processes take their turns at starting.
        Duration.ofSeconds(line.number("within", isolated ? 300 : 180, 1, 3_600)),
        line.has("migrated"),
        isolated ? Optional.of(engineHeap()) : Optional.empty());
  }

  private String engineHeap() {
    String heap = line.option("engine-heap").orElse(ENGINE_HEAP);
    if (!heap.matches("[1-9]\\d{0,5}[mgMG]")) {
      throw CommandLine.usage("--engine-heap must be like 256m or 1g, was '" + heap + "'");
    }
    return heap;
  }

  private static ExitCode awaitEnd(Fleet fleet) {
    try {
      fleet.awaitClosed();
      return ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private static void down(Fleet fleet, Progress progress) {
    progress.say("Stopping ...");
    fleet.close();
    fleet.plan().run().forgetState();
    progress.say("Stopped.");
  }

  private List<String> symbols() {
    List<String> symbols =
        Stream.of(line.option("symbols").orElse("").split(",", -1))
            .map(String::strip)
            .filter(symbol -> !symbol.isEmpty())
            .toList();
    for (String symbol : symbols) {
      try {
        InstrumentId.of(symbol);
      } catch (IllegalArgumentException e) {
        throw CommandLine.usage("--symbols: " + e.getMessage());
      }
    }
    return symbols;
  }

  private static String describe(FleetPlan plan) {
    String data =
        plan.isSimulated()
            ? "on SIMULATED market data"
            : "on REAL vendors (sources without a key stay off)";
    return plan.isIsolated()
        ? "the fleet, each engine a process of its own, " + data
        : "the fleet " + data;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
