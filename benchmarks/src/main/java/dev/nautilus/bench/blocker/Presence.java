package dev.nautilus.bench.blocker;

import dev.nautilus.blocker.Blocker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the blocker is present in a measured process.
enum Presence {
  /// Started without the agent, so nothing is woven.
  ABSENT("nothing woven"),
  AUDIT("AUDIT"),
  ENFORCE("ENFORCE");

  /// The one host that the allow-list opens.
  static final String ALLOWED_HOST = "prices.example.com";

  private static final String PROPERTY = "nautilus.bench.presence";

  private final String label;

  Presence(String label) {
    this.label = label;
  }

  /// As the report's head of a column shows it.
  String label() {
    return label;
  }

  /// Words for the JVM: the agent, and what the process is to hold itself against.
  ///
  /// @param agent the agent's jar
  List<String> words(Path agent) {
    String told = "-D" + PROPERTY + "=" + name();
    if (this == ABSENT) {
      return List.of(told);
    }
    String mode = name().toLowerCase(Locale.ROOT);
    return List.of(
        told, "-javaagent:" + agent + "=mode=" + mode + ";engine=bench;allow=" + ALLOWED_HOST);
  }

  /// What this process was told to be.
  static Presence told() {
    return valueOf(System.getProperty(PROPERTY, ABSENT.name()));
  }

  /// Holds this process against what it was told: figures of another blocker would be a lie.
  ///
  /// @throws IllegalStateException when its blocker is another, or lacks a hook
  void check() {
    Optional<Blocker> running = Blocker.running();
    String found = running.map(blocker -> blocker.settings().mode().name()).orElse(ABSENT.name());
    if (!found.equals(name())) {
      throw new IllegalStateException(
          "the blocker of a measured process must be "
              + this
              + ", was "
              + found
              + "; take agents out of JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS");
    }
    if (running.isPresent() && !running.get().missing().isEmpty()) {
      throw new IllegalStateException(
          "every hook must work where its cost is measured, missing were "
              + running.get().missing());
    }
  }
}
