package dev.nautilus.fleet;

import dev.nautilus.engine.EngineApplication;
import java.nio.file.Path;
import java.util.Arrays;

/// What a process runs that is one engine of an isolated fleet: `EngineMain RUN NAME ARGUMENTS`. It
/// logs into a file of its name in the fleet's folder. [EngineProcess] starts it.
final class EngineMain {
  private EngineMain() {}

  /// Starts the engine; the process goes on until it is asked to stop.
  ///
  /// @throws IllegalArgumentException when it names no engine
  public static void main(String[] args) {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "arguments must be a folder, an engine's name and its properties, were "
              + Arrays.toString(args));
    }
    EngineService engine = EngineService.named(args[1]);
    FleetLog.intoFile(new RunFolder(Path.of(args[0])), engine.name());
    // Not closed here: a TERM signal does it, by the hook that Spring registers.
    var _ =
        EngineApplication.run(
            engine.application(), engine.name(), Arrays.copyOfRange(args, 2, args.length));
  }
}
