package dev.nautilus.fleet;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The command line of an engine that is a process of its own: the Java and the class path of this
/// process, a small heap, and the API blocker, which here knows the engine by its name.
final class EngineCommand {
  /// Small object headers as in the fleet's one process. The quick compiler alone: thirteen
  /// processes that compile everything twice would keep a small machine busy for minutes.
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final Pattern AGENT = Pattern.compile("api-blocker-.*(?<!-guard)\\.jar");

  private EngineCommand() {}

  /// @throws FleetException when the blocker is not on the class path
  static List<String> of(EngineService engine, FleetPlan plan) {
    return of(engine, plan, property("java.class.path"));
  }

  static List<String> of(EngineService engine, FleetPlan plan, String classPath) {
    List<String> words = new ArrayList<>();
    words.add(String.join(File.separator, property("java.home"), "bin", "java"));
    words.add("-Xmx" + plan.engineHeap().orElseThrow());
    words.addAll(JVM);
    words.add("-javaagent:" + agent(classPath) + "=engine=" + engine.name());
    words.addAll(List.of("-cp", classPath, EngineMain.class.getName()));
    words.addAll(List.of(plan.run().root().toString(), engine.name()));
    words.addAll(List.of(plan.engineArguments(engine)));
    return words;
  }

  /// The blocker's jar among those of a class path.
  private static String agent(String classPath) {
    return Stream.of(classPath.split(Pattern.quote(File.pathSeparator), -1))
        .filter(entry -> AGENT.matcher(new File(entry).getName()).matches())
        .findFirst()
        .orElseThrow(
            () ->
                new FleetException(
                    ExitCode.FAILED,
                    "the API blocker's jar must be on the class path, and is not: build anew"));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name));
  }
}
