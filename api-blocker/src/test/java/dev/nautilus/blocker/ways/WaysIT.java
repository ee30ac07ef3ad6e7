package dev.nautilus.blocker.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every way is tried without the agent, where it must arrive, and with it. The program runs in a
/// network namespace whose hosts file leads all vendors to an address of its own, so nothing of
/// this leaves the machine, and a public address is really public to the policy.
///
/// The few that slip through are part of the matrix: a network without a way out stops them, which
/// `docker-compose.yml` gives the engines (`inside`, `internal: true`; `RollCallTest` holds it).
///
/// The programs run side by side, as many as there are cores.
@Execution(ExecutionMode.CONCURRENT)
class WaysIT {
  private static final String HOSTS =
      """
      127.0.0.1 localhost
      203.0.113.10 api.stlouisfed.org api.alphavantage.co www.alphavantage.co
      203.0.113.10 api.fred.stlouisfed.org query2.finance.yahoo.com
      203.0.113.10 cdn.example.com prices.corp.internal prices
      10.9.9.9 data.sec.gov
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void prepare() throws Exception {
    assumeTrue(
        Program.canRunApart(), "needs unshare and ip, and the right to make a network namespace");
    Files.writeString(hosts(), HOSTS, StandardCharsets.UTF_8);
    makeCertificate();
  }

  @Test
  void ways_withoutTheAgent_allArrive() throws Exception {
    assertThat(unlike("REACHED", tryAll(List.of()))).isEmpty();
  }

  @Test
  void ways_enforced_areRefusedOrKnownToSlip() throws Exception {
    Map<String, String> outcomes =
        tryAll(List.of("-javaagent:" + jar() + "=mode=enforce;allow=" + Scene.ALLOWED));
    assertThat(WaysMain.all().stream().filter(way -> way.expected() != Way.Expected.SLIPS))
        .hasSizeGreaterThanOrEqualTo(60);
    Map<String, String> surprises = new LinkedHashMap<>();
    for (Way way : WaysMain.all()) {
      String outcome = outcomes.getOrDefault(way.name(), "not tried");
      boolean asExpected =
          switch (way.expected()) {
            case REFUSED -> outcome.equals("REFUSED");
            case STOPPED -> outcome.startsWith("FAILED");
            case SLIPS -> outcome.equals("REACHED");
          };
      if (!asExpected) {
        surprises.put(way.name() + ", expected " + way.expected(), outcome);
      }
    }
    assertThat(surprises).isEmpty();
  }

  @Test
  void ways_audited_allArrive() throws Exception {
    assertThat(unlike("REACHED", tryAll(List.of("-javaagent:" + jar() + "=mode=audit")))).isEmpty();
  }

  private static Map<String, String> unlike(String expected, Map<String, String> outcomes) {
    assertThat(outcomes.keySet())
        .containsExactlyElementsOf(WaysMain.all().stream().map(Way::name).toList());
    Map<String, String> unlike = new LinkedHashMap<>(outcomes);
    unlike.values().removeIf(expected::equals);
    return unlike;
  }

  static String jar() {
    return System.getProperty("nautilus.blocker.jar", "target/api-blocker-0.1.0-SNAPSHOT.jar");
  }

  private static Map<String, String> tryAll(List<String> agent)
      throws IOException, InterruptedException {
    Path lines = Files.createTempFile(folder, "ways", ".tsv");
    List<String> options = new ArrayList<>(agent);
    options.addAll(Program.BRIEF);
    options.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            WaysMain.class.getName(),
            certificate().toString(),
            lines.toString()));
    Program program = Program.runApart(folder, hosts(), options);
    assertThat(program.exit()).as(program.output()).isZero();
    Map<String, String> outcomes = new LinkedHashMap<>();
    for (String line : Files.readAllLines(lines, StandardCharsets.UTF_8)) {
      int tab = line.indexOf('\t');
      outcomes.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return outcomes;
  }

  private static Path hosts() {
    return folder.resolve("hosts");
  }

  private static Path certificate() {
    return folder.resolve("vendor.p12");
  }

  private static void makeCertificate() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "vendor",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + Scene.VENDOR,
                "-storetype",
                "PKCS12",
                "-keystore",
                certificate().toString(),
                "-storepass",
                WaysMain.PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }
}
