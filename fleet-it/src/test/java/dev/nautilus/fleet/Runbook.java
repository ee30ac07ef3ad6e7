package dev.nautilus.fleet;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The commands of the runbooks in `docs/operations.md`, and how to run them against a fleet on
/// other ports.
final class Runbook {
  private static final Pattern CODE = Pattern.compile("`((?:\\./nautilus|curl|redis-cli) [^`]+)`");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(" (?:ENGINE|GROUP|STREAM|LETTER|QUEUE)\\b");

  /// To sentinels and to nodes of a cluster, which a fleet on one machine has not.
  private static final Pattern ELSEWHERE =
      Pattern.compile(" C1:7000\\b| -p (?:26379|7000|7003)\\b");

  private static final String BEGIN = "\n## Runbooks\n";

  private final FleetPlan plan;

  Runbook(FleetPlan plan) {
    this.plan = plan;
  }

  /// All commands of the part, each once; those with a word to fill in, and those to servers that
  /// are not here, are left out.
  static Set<String> commands() {
    Set<String> commands = all();
    commands.removeIf(
        command ->
            PLACEHOLDER.matcher(command).find()
                || ELSEWHERE.matcher(command).find()
                || command.contains("...")
                || command.startsWith("./nautilus up")
                || command.startsWith("./nautilus down"));
    return commands;
  }

  /// Those to sentinels and to nodes of a cluster.
  static Set<String> commandsElsewhere() {
    Set<String> commands = all();
    commands.removeIf(command -> !ELSEWHERE.matcher(command).find());
    return commands;
  }

  private static Set<String> all() {
    String page = Project.text("docs/operations.md");
    String part = page.substring(page.indexOf(BEGIN));
    Set<String> commands = new TreeSet<>();
    Matcher code = CODE.matcher(part);
    while (code.find()) {
      commands.add(code.group(1));
    }
    Matcher fence = FENCE.matcher(part);
    while (fence.find()) {
      commands.addAll(Arrays.asList(fence.group(1).strip().split("\n", -1)));
    }
    return commands;
  }

  /// Runs it; what it said, and 0 when it did what it should.
  LocalProgram.Said run(String command) {
    if (command.startsWith("./nautilus ")) {
      return nautilus(command.substring("./nautilus ".length()));
    }
    LocalProgram.Said said =
        LocalProgram.command(plan.run().root(), List.of("sh", "-c", "exec " + onOurPorts(command)));
    boolean refused =
        command.startsWith("redis-cli")
            && (said.said().startsWith("ERR") || said.said().startsWith("NO"));
    return refused ? new LocalProgram.Said(1, said.said()) : said;
  }

  private LocalProgram.Said nautilus(String words) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    ExitCode code = FleetMain.of(out, Arrays.asList(words.split(" ", -1))).run(plan.run());
    // `status` and `audit` fail when a part is not well or somebody called a vendor: an answer,
    // too.
    boolean answered = code == ExitCode.OK || code == ExitCode.FAILED;
    return new LocalProgram.Said(answered ? 0 : 1, text.toString(StandardCharsets.UTF_8));
  }

  /// With the ports of this fleet in place of those that everybody knows, all at once.
  private String onOurPorts(String command) {
    Map<String, Integer> ours = new LinkedHashMap<>();
    FleetPorts.wellKnown()
        .byName()
        .forEach((name, port) -> ours.put(String.valueOf(port), plan.ports().of(name)));
    List<String> known = new ArrayList<>(ours.keySet());
    Pattern port =
        Pattern.compile(known.stream().collect(Collectors.joining("|", "(?<=:|-p )(", ")\\b")));
    return port.matcher(command).replaceAll(match -> String.valueOf(ours.get(match.group(1))));
  }
}
