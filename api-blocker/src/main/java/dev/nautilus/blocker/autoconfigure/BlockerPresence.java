package dev.nautilus.blocker.autoconfigure;

import dev.nautilus.blocker.BlockMode;
import dev.nautilus.blocker.Blocker;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/// The blocker that runs beside the one that was wanted.
///
/// @param running empty when this process was started without the agent, or it is off
/// @param wanted what the application's settings ask for; off when they ask for nothing
record BlockerPresence(Optional<Blocker> running, BlockMode wanted) {
  private static final List<String> MODE =
      List.of("BLOCK_DIRECT_API_CALLS", "nautilus.blocker.mode");

  /// @throws IllegalArgumentException when the mode asked for is none
  static BlockerPresence of(Optional<Blocker> running, Environment environment) {
    BlockMode wanted =
        MODE.stream()
            .map(environment::getProperty)
            .filter(setting -> setting != null && !setting.isBlank())
            .findFirst()
            .map(BlockMode::of)
            .orElse(BlockMode.OFF);
    return new BlockerPresence(running, wanted);
  }

  /// Whether a direct call fails here.
  boolean enforces() {
    return running
        .filter(blocker -> blocker.settings().mode().refuses() && blocker.missing().isEmpty())
        .isPresent();
  }

  /// Half a sentence for people when direct calls are less hindered than was asked for.
  Optional<String> shortcoming() {
    if (running.isEmpty()) {
      return wanted == BlockMode.OFF
          ? Optional.empty()
          : Optional.of(
              "BLOCK_DIRECT_API_CALLS asks for "
                  + wanted
                  + " but the agent is absent; start Java with -javaagent:api-blocker.jar");
    }
    Blocker blocker = running.get();
    if (wanted.refuses() && !blocker.settings().mode().refuses()) {
      return Optional.of("wanted " + wanted + " but it runs in " + blocker.settings().mode());
    }
    return blocker.missing().isEmpty()
        ? Optional.empty()
        : Optional.of("hooks that do not work: " + blocker.missing());
  }
}
