package dev.nautilus.engines.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The console in a real browser, where one is installed. Pictures of it are left in
/// `target/console`.
@NautilusBusTest
class ConsolePageIT {
  private static final Path PICTURES = Path.of("target", "console");
  private static final String LIVE = "document.getElementById('feed').textContent === 'live'";

  @TempDir private Path folder;

  private Chromium browse(Gateway gateway) throws IOException, InterruptedException {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "no Chromium on PATH");
    Chromium browser =
        Chromium.start(program.get(), Files.createDirectory(folder.resolve("profile")));
    browser.open("http://127.0.0.1:" + gateway.port() + "/");
    return browser;
  }

  private static String text(Chromium browser, String id) {
    return browser.evaluate("document.getElementById('" + id + "')?.textContent");
  }

  private static void awaitText(Chromium browser, String id, String... parts) {
    await()
        .atMost(Gateway.SOON)
        .untilAsserted(() -> assertThat(text(browser, id)).contains(List.of(parts)));
  }

  private static void awaitTrue(Chromium browser, String expression) {
    await()
        .atMost(Gateway.SOON)
        .untilAsserted(
            () -> assertThat(browser.evaluate(expression)).as(expression).isEqualTo("true"));
  }

  private static void assertContrast(Chromium browser) throws IOException {
    try (var script =
        Objects.requireNonNull(ConsolePageIT.class.getResourceAsStream("/console/contrast.js"))) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8).strip();
      JsonNode result = JsonMapper.shared().readTree(browser.evaluate(text));
      assertThat(result.path("seen").asInt()).isGreaterThan(100);
      assertThat(result.path("found")).as("contrast below WCAG AA").isEmpty();
    }
  }

  @Test
  void page_asServed_runsItsOwnScriptsOnlyAndIsComplete(BusServers servers) {
    try (Gateway gateway = Gateway.start(servers)) {
      HttpResponse<String> page = gateway.get("/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'")
                      .doesNotContain("unsafe"));
      assertThat(page.body())
          .doesNotContain("<style", "style=", "onclick", "http:", "https:")
          .containsPattern("<script type=\"module\" src=\"console.js\"></script>");
      for (String module :
          List.of("console", "charts", "elements", "feed", "figures", "operator", "picture")) {
        assertThat(gateway.get("/" + module + ".js").body())
            .as(module)
            .isNotEmpty()
            .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "eval(", "https:");
      }
      for (String other : List.of("tables.js", "verdict.js", "uPlot.js", "uPlot.css", "icon.svg")) {
        assertThat(gateway.get("/" + other).statusCode()).as(other).isEqualTo(200);
      }
      assertThat(gateway.get("/uPlot-license.txt").body()).contains("MIT License");
      assertThat(gateway.get("/other.js").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void page_inABrowser_showsTheFleetAtEveryWidth(BusServers servers, BusClients clients)
      throws IOException, InterruptedException {
    try (ConsoleFleet fleet = new ConsoleFleet(servers, clients);
        Gateway gateway = fleet.gateway(0)) {
      fleet.giveUpOne();
      fleet.speak();
      try (Chromium browser = browse(gateway)) {
        awaitText(browser, "quote-rows", "AAPL", "198.50", "simulated");
        fleet.quote("AAPL", 2, 201.25);
        awaitText(browser, "quote-rows", "201.25");
        awaitText(browser, "alert-rows", "MEMORY_HIGH");
        awaitText(browser, "blocked-rows", "ml called www.alphavantage.co:443 3 times");
        awaitText(browser, "letter-rows", ConsoleFleet.QUEUE, "<b>no such limit</b>");
        awaitText(browser, "engine-rows", "risk", "LEGACY", "no such limit", "To DUAL");
        awaitText(browser, "source-cards", "alpha vantage", "480 of 500 calls a day", "open");
        awaitText(browser, "tiles", "92.1 %", "99.4%");
        awaitText(browser, "picture", "leads", "MarketData bus", "Main Redis", "enhanced-vpin");
        awaitText(browser, "picture", "LEGACY");
        awaitText(
            browser, "problems", "factor", "MEMORY_HIGH", "dead letter", "Hub, bridge: Behind by");
        awaitTrue(browser, "document.querySelectorAll('#charts canvas').length === 2");
        awaitTrue(browser, "!document.getElementById('simulated').hidden");
        awaitTrue(browser, LIVE);
        look(browser);
        assertThat(browser.errors()).isEmpty();
      }
    }
  }

  private static void look(Chromium browser) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      browser.prefer(scheme);
      for (int width : new int[] {1280, 390}) {
        browser.resize(width, width == 390 ? 844 : 900);
        awaitTrue(
            browser,
            "document.getElementById('picture').getAttribute('viewBox').split(' ')[2] < " + width);
        browser.picture(PICTURES.resolve("console-%d-%s.png".formatted(width, scheme)));
        awaitTrue(
            browser,
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        assertContrast(browser);
      }
    }
  }

  @Test
  void page_gatewayThatRestarts_saysSoAndGoesOn(BusServers servers, BusClients clients)
      throws IOException, InterruptedException {
    try (ConsoleFleet fleet = new ConsoleFleet(servers, clients)) {
      Gateway gateway = fleet.gateway(0);
      int port = gateway.port();
      fleet.speak();
      try (Chromium browser = browse(gateway)) {
        awaitText(browser, "quote-rows", "198.50");
        assertThat(browser.errors()).isEmpty();
        gateway.close();
        awaitText(browser, "stalled", "No connection to the gateway");
        awaitTrue(browser, "document.body.dataset.feed === 'lost'");
        awaitText(browser, "quote-rows", "198.50");
        try (Gateway _ = fleet.gateway(port)) {
          awaitTrue(browser, LIVE);
          awaitTrue(browser, "document.getElementById('stalled').hidden");
          fleet.quote("AAPL", 2, 203.75);
          awaitText(browser, "quote-rows", "203.75");
          assertThat(browser.errors())
              .as("nothing but that it was not there for a while")
              .allMatch(error -> error.contains("ERR_CONNECTION_REFUSED"));
        }
      } finally {
        gateway.close();
      }
    }
  }

  @Test
  void page_feedThatStandsStill_isSeenAndEnds(BusServers servers, BusClients clients)
      throws IOException, InterruptedException {
    try (ConsoleFleet fleet = new ConsoleFleet(servers, clients);
        Gateway gateway = fleet.gateway(0, "--nautilus.websocket.console.enabled=false")) {
      try (Chromium browser = browse(gateway)) {
        // Only the gateway's own heartbeats are left, and those stop with its buses.
        awaitTrue(browser, LIVE);
        servers.engineLogic().pause();
        awaitText(browser, "stalled", "The feed stands still");
        awaitTrue(browser, "document.body.dataset.feed === 'stalled'");
        servers.engineLogic().resume();
        fleet.quote("AAPL", 2, 205.5);
        awaitText(browser, "quote-rows", "205.50");
        awaitTrue(browser, LIVE);
      }
    }
  }

  @Test
  void page_byKeyboardWithAToken_movesAnEngine(BusServers servers, BusClients clients)
      throws IOException, InterruptedException {
    try (ConsoleFleet fleet = new ConsoleFleet(servers, clients);
        Gateway gateway = fleet.gateway(0);
        Chromium browser = browse(gateway)) {
      awaitText(browser, "engine-rows", "To DUAL");
      browser.press("Tab", 9);
      assertThat(browser.evaluate("document.activeElement.className")).isEqualTo("skip");
      browser.evaluate("document.querySelector('[aria-label=\"Move risk to DUAL\"]').focus()");
      browser.press("Enter", 13);
      awaitTrue(browser, "document.getElementById('token-dialog').open");
      browser.type("wrong-token-0123456789");
      browser.press("Enter", 13);
      awaitText(browser, "token-error", "nautilus.websocket.access.tokens");
      assertThat(fleet.modes().migration(EngineType.RISK)).isEmpty();
      browser.evaluate("document.getElementById('token').value = ''");
      browser.type(ConsoleFleet.TOKEN);
      browser.press("Enter", 13);
      awaitText(browser, "confirm-title", "Move risk from LEGACY to DUAL?");
      awaitTrue(browser, "document.getElementById('confirm-dialog').open");
      browser.evaluate("document.getElementById('confirm-ok').focus()");
      browser.press("Enter", 13);
      await()
          .atMost(Gateway.SOON)
          .untilAsserted(
              () ->
                  assertThat(fleet.modes().modes())
                      .containsEntry(EngineType.RISK, EngineMode.MIGRATING));
      awaitText(browser, "notice", "risk moves to DUAL");
      awaitText(browser, "action-rows", "ops: risk to DUAL");
      assertThat(browser.evaluate("document.documentElement.outerHTML"))
          .doesNotContain(ConsoleFleet.TOKEN);
    }
  }
}
