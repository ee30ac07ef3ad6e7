package dev.nautilus.blocker.ways;

import static dev.nautilus.blocker.ways.Scene.LITERAL;
import static dev.nautilus.blocker.ways.Scene.VENDOR;
import static dev.nautilus.blocker.ways.Way.refused;
import static dev.nautilus.blocker.ways.Way.slips;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Child processes: they carry no agent unless `JAVA_TOOL_OPTIONS` gives them one.
final class ProcessWays {
  private ProcessWays() {}

  static List<Way> all() {
    return List.of(
        refused("curl of a name", scene -> run("curl", "-sm5", scene.url())),
        refused(
            "curl of a name in upper case",
            scene -> run("curl", "-sm5", scene.url("API.StLouisFed.ORG"))),
        refused("curl of an address", scene -> run("curl", "-sm5", scene.url(LITERAL))),
        refused("curl of an alias", scene -> run("curl", "-sm5", scene.url("cdn.example.com"))),
        refused(
            "curl of a name without a scheme",
            scene -> run("curl", "-sm5", VENDOR + ":" + scene.port())),
        refused("a shell with curl", scene -> run("sh", "-c", "exec curl -sm5 " + scene.url())),
        refused(
            "bash's own sockets",
            scene -> run("bash", "-c", "echo x > /dev/tcp/" + VENDOR + "/" + scene.port())),
        refused(
            "Runtime.exec",
            scene -> finish(Runtime.getRuntime().exec(new String[] {"curl", "-sm5", scene.url()}))),
        slips(
            "curl with the URL in the environment",
            scene -> run(Map.of("WHERE", scene.url()), "sh", "-c", "exec curl -sm5 \"$WHERE\"")),
        slips(
            "a shell that puts the name together",
            scene -> run("sh", "-c", "a=stlouisfed; exec curl -sm5 api.$a.org:" + scene.port())),
        slips(
            "bash's own sockets with an address",
            scene -> run("bash", "-c", "echo x > /dev/tcp/" + LITERAL + "/" + scene.port())));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    run(Map.of(), command);
  }

  private static void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    finish(builder.start());
  }

  private static void finish(Process process) throws InterruptedException {
    process.waitFor(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    process.destroy();
  }
}
