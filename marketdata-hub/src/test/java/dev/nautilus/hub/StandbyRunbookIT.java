package dev.nautilus.hub;

import static dev.nautilus.hub.TwoHubs.TAKE_OVER;
import static dev.nautilus.hub.TwoHubs.awaitLeads;
import static dev.nautilus.hub.TwoHubs.awaitStandsBy;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/operations.md` says an operator of two hubs does, done: every command that asks who
/// leads, and moving the lead.
class StandbyRunbookIT {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

  /// The hubs' logs; kept when something fails.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private record Said(int code, String text) {}

  private static List<String> commands() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "operations.md"));
    int begin = page.indexOf("\n### Second hub\n");
    String part = page.substring(begin, page.indexOf("\n### ", begin + 1));
    List<String> commands = new ArrayList<>();
    Matcher fence = FENCE.matcher(part);
    while (fence.find()) {
      fence.group(1).lines().forEach(commands::add);
    }
    return commands;
  }

  private static Said run(String command) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "exec " + command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text.strip());
  }

  private static boolean isThere(String program) throws Exception {
    return run(program + " --version").code() == 0;
  }

  /// What each command of the page says of a hub, by command.
  private static Map<String, String> asked(TwoHubs hubs, HubProcess hub) throws Exception {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String command : commands()) {
      Said said =
          run(
              command
                  .replace("localhost:8800", "localhost:" + hub.port())
                  .replace("-p 6381", "-p " + hubs.redis.engineLogic().port()));
      assertThat(said.code()).as("%s%n%s", command, said.text()).isZero();
      answers.put(command, said.text());
    }
    return answers;
  }

  @Test
  void commandsOfThePage_sayWhoLeads_andTheLeadIsMoved() throws Exception {
    assumeTrue(isThere("curl") && isThere("redis-cli"), "needs curl and redis-cli");
    try (TwoHubs hubs = new TwoHubs(folder)) {
      HubProcess second = hubs.standby();
      Map<String, String> before = asked(hubs, hubs.first);
      assertThat(before)
          .containsOnlyKeys(
              "curl -s localhost:8800/health",
              "redis-cli -p 6381 get hub:leading",
              "redis-cli -p 6381 get hub:term",
              "redis-cli -p 6381 pttl hub:leader:lock");
      assertThat(before.get("curl -s localhost:8800/health")).contains("\"role\":\"LEADER\"");
      assertThat(before.get("redis-cli -p 6381 get hub:leading"))
          .contains("hub-a at " + hubs.first.url());
      assertThat(Long.parseLong(before.get("redis-cli -p 6381 pttl hub:leader:lock")))
          .isBetween(1L, 3000L);

      hubs.first.terminate();
      awaitLeads(second, TAKE_OVER);
      HubProcess again = hubs.start("hub-a");
      awaitStandsBy(again);

      Map<String, String> after = asked(hubs, again);
      assertThat(after.get("curl -s localhost:8800/health")).contains("\"role\":\"STANDBY\"");
      assertThat(after.get("redis-cli -p 6381 get hub:leading")).contains("hub-b at");
      assertThat(Long.parseLong(after.get("redis-cli -p 6381 get hub:term")))
          .isGreaterThan(Long.parseLong(before.get("redis-cli -p 6381 get hub:term")));
    }
  }
}
