package dev.nautilus.fleet;

import dev.nautilus.message.InstrumentId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// What the script `nautilus` runs: `up`, `status`, `tail`, `dlq`, `groups` and `migrate`.
/// Building, going into the background and `down` are the script's own.
final class FleetMain {
  private static final Set<String> VALUED = Set.of("run", "symbols", "within", "count", "symbol");
  private static final Set<String> SWITCHES =
      Set.of("live", "external-redis", "migrated", "all", "force", "abort", "status", "report");

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
    logTo(run);
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
      case "migrate" -> {
        MigrateRequest request = MigrateRequest.of(line);
        yield Migrate.of(run, out).run(request);
      }
      default -> throw CommandLine.usage("no command '" + line.command() + "'");
    };
  }

  private ExitCode up(RunFolder run) {
    run.claim();
    FleetPlan plan =
        new FleetPlan(
            run,
            FleetPorts.wellKnown(),
            line.has("live") ? VendorMode.LIVE : VendorMode.SIMULATED,
            line.has("external-redis"),
            symbols(),
            Duration.ofSeconds(line.number("within", 180, 1, 3_600)),
            line.has("migrated"));
    Progress progress = new Progress(out, System::nanoTime);
    Fleet fleet = new Fleet(plan, progress);
    FleetState state = new FleetState(plan);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> down(fleet, progress)));
    state.write(FleetState.STARTING);
    progress.say("Starting " + describe(plan) + "; logs in " + run.logs());
    fleet.start();
    state.write(FleetState.READY);
    progress.say(state.summary(progress.seconds()));
    return awaitEnd(fleet);
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
    return plan.isSimulated()
        ? "the fleet on SIMULATED market data"
        : "the fleet on REAL vendors (sources without a key stay off)";
  }

  /// Before the first logger exists. Every service of the process logs into one file; a command
  /// that only looks says nothing but warnings, and those on the error stream.
  private void logTo(RunFolder run) {
    boolean up = line.command().equals("up");
    System.setProperty("nautilus.logs", up ? run.logs().toString() : "");
    System.setProperty(
        "logback.configurationFile",
        "dev/nautilus/fleet/" + (up ? "fleet-logback.xml" : "quiet-logback.xml"));
    // Each Spring context would otherwise set logging up again and take it from the others.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // Tomcat speaks to java.util.logging, which writes to the screen by itself.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
