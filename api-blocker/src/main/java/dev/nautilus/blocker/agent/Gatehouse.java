package dev.nautilus.blocker.agent;

import dev.nautilus.blocker.Blocker;
import dev.nautilus.blocker.Hook;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sets the blocker up: installs the guard, weaves, and tries each hook.
final class Gatehouse {
  private Gatehouse() {}

  /// @throws IllegalStateException when a hook does not answer and the mode is to refuse
  static void open(Map<String, String> settings, Instrumentation instrumentation) {
    Optional<Blocker> installed = Blocker.install(settings);
    if (installed.isEmpty()) {
      return;
    }
    Blocker blocker = installed.get();
    instrumentation.addTransformer(new GuardWeaver(blocker), true);
    for (Class<?> target : targets(instrumentation)) {
      try {
        instrumentation.retransformClasses(target);
      } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
        // The hook stays silent when it is tried, which is where it is judged.
      }
    }
    new Canary().tryAll();
    List<Hook> missing = blocker.missing();
    if (!missing.isEmpty() && blocker.settings().mode().refuses()) {
      throw new IllegalStateException(
          "the API blocker must be able to refuse direct calls, and these hooks do not work on "
              + Runtime.version()
              + ": "
              + missing
              + ". Run on Java 17 to 25 without options that forbid retransformation, or set"
              + " BLOCK_DIRECT_API_CALLS=audit");
    }
  }

  /// The JDK's classes by name, loaded if need be: one that loads itself while it is woven would
  /// slip through. And what of Netty is there already.
  private static Set<Class<?>> targets(Instrumentation instrumentation) {
    Set<Class<?>> targets = new LinkedHashSet<>();
    for (Hook hook : Hook.values()) {
      if (hook.isRequired()) {
        try {
          targets.add(Class.forName(hook.className()));
        } catch (ClassNotFoundException | LinkageError e) {
          // As above: judged when it is tried.
        }
      }
    }
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName().replace('.', '/');
      for (Hook hook : Hook.values()) {
        if (!hook.isRequired() && hook.isIn(name)) {
          targets.add(loaded);
        }
      }
    }
    return targets;
  }
}
