package dev.nautilus.blocker.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The agent in a program of its own: modes, settings, and what Spring shows.
@Execution(ExecutionMode.CONCURRENT)
class AgentIT {
  @TempDir private Path folder;

  @Test
  void enforce_inAnApplication_refusesCountsAndTells() throws Exception {
    Outcome outcome = run("engine=risk", Map.of("BLOCK_DIRECT_API_CALLS", "true"));
    assertThat(outcome.lines())
        .contains("agent true", "loopback true", "mode ENFORCE", "missing []", "total 3")
        .contains("meter [tag(hook=socket), tag(host=api.stlouisfed.org)] 3.0")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("vendor DirectCallException")
                    .contains("risk", "api.stlouisfed.org:9", "http://localhost:8800"))
        .anySatisfy(line -> assertThat(line).startsWith("health").contains("UP", "present"));
    assertThat(outcome.program().output())
        .containsOnlyOnce("direct call to api.stlouisfed.org:9 refused at socket, from");
  }

  @Test
  void enforce_vendorCalledAtStart_saysWhyItDoesNotStartAndWhomToAsk() throws Exception {
    String said = outputOfStartThatCalls("api.stlouisfed.org");
    assertThat(said)
        .contains("direct call from engine 'risk' to api.stlouisfed.org:9 refused")
        .contains("Market data: ask the hub at http://localhost:8800")
        .contains("BLOCK_DIRECT_API_CALLS=audit")
        .doesNotContain("NAUTILUS_BLOCKER_ALLOW");
  }

  @Test
  void enforce_otherHostCalledAtStart_saysHowToOpenIt() throws Exception {
    assertThat(outputOfStartThatCalls("files.example.org"))
        .contains("direct call from engine 'risk' to files.example.org:9 refused")
        .contains("NAUTILUS_BLOCKER_ALLOW=files.example.org and restart")
        .contains("BLOCK_DIRECT_API_CALLS=audit");
  }

  private String outputOfStartThatCalls(String host) throws Exception {
    Outcome outcome = run("engine=risk;mode=enforce", Map.of("START_HOST", host));
    assertThat(outcome.program().exit()).isNotZero();
    assertThat(outcome.lines()).isEmpty();
    assertThat(outcome.program().output()).contains("APPLICATION FAILED TO START", "Action:");
    return outcome.program().output();
  }

  @Test
  void audit_inAnApplication_countsAndLetsThrough() throws Exception {
    Outcome outcome = run("mode=audit", Map.of());
    assertThat(outcome.lines())
        .contains("mode AUDIT", "missing []", "total 3")
        .filteredOn(line -> line.startsWith("vendor"))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).doesNotContain("DirectCall"));
  }

  @Test
  void off_inAnApplication_isNotThere() throws Exception {
    Outcome outcome = run(null, Map.of("BLOCK_DIRECT_API_CALLS", "false"));
    assertThat(outcome.lines())
        .contains("agent false")
        .noneMatch(line -> line.startsWith("meter"))
        .filteredOn(line -> line.startsWith("vendor"))
        .allSatisfy(line -> assertThat(line).doesNotContain("DirectCall"));
  }

  @Test
  void settings_thatCannotBeRead_keepTheProgramFromStarting() throws Exception {
    Outcome outcome = run("mode=enforce;alow=x", Map.of());
    assertThat(outcome.program().exit()).isNotZero();
    assertThat(outcome.lines()).isEmpty();
    assertThat(outcome.program().output()).contains("settings must be of").contains("alow");
  }

  @Test
  void enforce_hookMissing_keepsTheProgramFromStarting() throws Exception {
    List<String> patched = withoutAHook();
    Outcome enforced = run(patched, "mode=enforce", Map.of());
    assertThat(enforced.program().exit()).isNotZero();
    assertThat(enforced.lines()).isEmpty();
    assertThat(enforced.program().output()).contains("must be able to refuse", "TLS_BYTES");
    Outcome audited = run(patched, "mode=audit", Map.of());
    assertThat(audited.lines()).contains("missing [TLS_BYTES]");
  }

  /// Options for a JDK whose class of server names lacks one of the constructors we hook.
  private List<String> withoutAHook() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("patch"));
    Path file = sources.resolve("SNIHostName.java");
    Files.writeString(
        file,
        """
        package javax.net.ssl;
        public final class SNIHostName extends SNIServerName {
          public SNIHostName(String hostname) { super(0, hostname.getBytes()); }
          private SNIHostName(byte[] encoded, int other) { super(0, encoded); }
          public SNIHostName(java.util.List<Byte> other) { super(0, new byte[0]); }
          public String getAsciiName() { return ""; }
          public static SNIMatcher createSNIMatcher(String regex) { return null; }
        }
        """);
    Path classes = sources.resolve("classes");
    List<String> options =
        List.of(
            "--patch-module", "java.base=" + sources, "-d", classes.toString(), file.toString());
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, options.toArray(String[]::new));
    assertThat(compiled).isZero();
    return List.of("--patch-module", "java.base=" + classes);
  }

  private Outcome run(@Nullable String arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(List.of(), arguments, environment);
  }

  private Outcome run(List<String> jvm, @Nullable String arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path lines = Files.createTempFile(folder, "engine", ".txt");
    List<String> options = new ArrayList<>(jvm);
    options.add("-javaagent:" + WaysIT.jar() + (arguments == null ? "" : "=" + arguments));
    options.addAll(Program.BRIEF);
    options.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            EngineMain.class.getName(),
            lines.toString()));
    Program program = Program.run(folder, options, environment);
    return new Outcome(program, Files.readAllLines(lines));
  }

  /// What the program wrote to its file, and how it ended.
  private record Outcome(Program program, List<String> lines) {}
}
