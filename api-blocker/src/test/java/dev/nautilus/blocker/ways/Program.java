package dev.nautilus.blocker.ways;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A Java program of its own, on the Java that runs the test, with or without the agent.
///
/// @param exit its exit code
/// @param output what it wrote to both streams
record Program(int exit, String output) {
  /// Options of a JVM that lives for seconds and so never earns what a better compiler or collector
  /// takes from it.
  static final List<String> BRIEF =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final long PATIENCE_SECONDS = 300;

  /// In this network.
  static Program run(Path folder, List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    return start(folder, command, environment);
  }

  /// In a network namespace with nothing but loopback, to which a public address belongs, and with
  /// a hosts file of its own. Nothing that happens there can leave the machine.
  static Program runApart(Path folder, Path hosts, List<String> options)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String quoted = options.stream().map(Program::quoted).collect(Collectors.joining(" "));
    String script =
        String.join(
            " && ",
            "ip link set lo up",
            "ip address add 203.0.113.10/32 dev lo",
            "ip address add 10.9.9.9/32 dev lo",
            "ip address add 2001:db8::10/128 dev lo nodad",
            "mount --bind " + quoted(hosts.toString()) + " /etc/hosts",
            "exec " + quoted(java) + " " + quoted);
    return start(folder, List.of("unshare", "-rnm", "sh", "-c", script), Map.of());
  }

  /// Whether this machine lets us make such a namespace.
  static boolean canRunApart() {
    try {
      Process probe =
          new ProcessBuilder("unshare", "-rnm", "ip", "link", "set", "lo", "up")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Program start(Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "program", ".out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("BLOCK_DIRECT_API_CALLS");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Program(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
