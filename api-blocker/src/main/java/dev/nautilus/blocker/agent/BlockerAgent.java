package dev.nautilus.blocker.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the JVM enters: `-javaagent:api-blocker.jar=mode=enforce;allow=a,b`, or a jar's
/// `Launcher-Agent-Class`. Switched off it does nothing at all.
///
/// Touches no class of the guard itself: one loaded before it is lifted onto the bootstrap class
/// path would be another class of the same name.
public final class BlockerAgent {
  private BlockerAgent() {}

  /// Entry for `-javaagent`.
  ///
  /// @throws IllegalStateException when it must refuse and cannot, which ends the JVM
  /// @throws IllegalArgumentException when a setting cannot be read
  public static void premain(@Nullable String arguments, Instrumentation instrumentation)
      throws IOException {
    start(arguments, instrumentation);
  }

  /// As [#premain], for `Launcher-Agent-Class` and for a JVM that runs already.
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation)
      throws IOException {
    start(arguments, instrumentation);
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation)
      throws IOException {
    Map<String, String> settings =
        new SettingSources(arguments, System.getProperties(), System.getenv()).read();
    String mode = settings.getOrDefault("mode", "enforce").strip();
    if (mode.equalsIgnoreCase("off") || mode.equalsIgnoreCase("false")) {
      return;
    }
    BootstrapJar.lift(instrumentation);
    Gatehouse.open(settings, instrumentation);
  }
}
