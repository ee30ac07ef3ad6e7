package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.blocker.BlockPolicy;
import dev.nautilus.blocker.Decision;
import dev.nautilus.blocker.Destination;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whoever belongs to the fleet is on every roll: a fourteenth engine or a ninth vendor that is
/// missing somewhere fails here.
class RollCallTest {

  @Test
  void engines_areOnTheFleetsRoll() {
    assertThat(EngineService.all().stream().map(EngineService::name).toList())
        .containsExactlyInAnyOrderElementsOf(Project.engines());
  }

  @Test
  void engines_areInTheConsole() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    Project.yaml("engines/websocket/src/main/resources/websocket-engine.yml")
        .at("/nautilus/websocket/console/engine-ports")
        .forEachEntry((name, port) -> ports.put(name, port.asInt()));
    Map<String, Integer> expected = new LinkedHashMap<>();
    EngineService.all().forEach(engine -> expected.put(engine.name(), engine.port()));
    assertThat(ports).isEqualTo(expected);
  }

  @Test
  void engines_areInCompose() {
    for (EngineService engine : EngineService.all()) {
      JsonNode service = services().path(engine.name() + "-engine");
      assertThat(service.path("command").path(0).asString(""))
          .isEqualTo("@/app/services/" + engine.name() + "-engine");
      assertThat(service.path("environment").path("SERVER_PORT").asString(""))
          .isEqualTo(String.valueOf(engine.port()));
      assertThat(service.path("environment").path("SPRING_CONFIG_IMPORT").asString(""))
          .isEqualTo("configtree:/run/secrets/");
    }
  }

  @Test
  void engines_areInTheImage() {
    List<String> lines =
        Project.text("ops/services").lines().filter(line -> !line.startsWith("#")).toList();
    List<String> expected = new ArrayList<>();
    expected.add(
        "marketdata-hub marketdata-hub dev.nautilus.hub.HubApplication hub -XX:+UseZGC -XX:-ZProactive");
    expected.add("vendor-simulator vendor-simulator dev.nautilus.simulator.SimulatorMain -");
    for (EngineService engine : EngineService.all()) {
      expected.add(
          "%s-engine engines/%s %s engine"
              .formatted(engine.name(), engine.name(), engine.application().getName()));
    }
    assertThat(lines).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void engines_beginInComposeWhereTheyDoInTheFleet() {
    for (EngineService engine : EngineService.all()) {
      JsonNode service = services().path(engine.name() + "-engine");
      assertThat(service.path("environment").path("NAUTILUS_BUS_MODE").asString())
          .as("NAUTILUS_BUS_MODE of %s-engine in docker-compose.yml", engine.name())
          .isEqualTo(engine.startsAs().name().toLowerCase(Locale.ROOT));
      assertThat(service.path("depends_on").has("redis-main")).as(engine.name()).isTrue();
    }
    assertThat(services().path("marketdata-hub").path("depends_on").has("redis-main")).isTrue();
  }

  @Test
  void enginesInCompose_haveATokenForTheHub() {
    for (EngineService engine : EngineService.all()) {
      String secret = engine.name() + "-hub-token";
      JsonNode mounted = services().path(engine.name() + "-engine").path("secrets").path(0);
      assertThat(mounted.path("source").asString("")).isEqualTo(secret);
      assertThat(mounted.path("target").asString("")).isEqualTo("nautilus.bus.hub.token");
      assertThat(compose().path("secrets").path(secret).path("file").asString(""))
          .endsWith("/" + engine.name() + ".hub-token");
    }
  }

  @Test
  void compose_keepsEnginesAndRedisesInside() {
    assertThat(compose().at("/networks/inside/internal").asBoolean()).isTrue();
    List<String> outside = new ArrayList<>();
    services()
        .forEachEntry(
            (name, service) -> {
              if (!service.path("networks").toString().equals("[\"inside\"]")) {
                outside.add(name);
              }
            });
    assertThat(outside)
        .containsExactlyInAnyOrder("marketdata-hub", "marketdata-hub-standby", "edge");
  }

  @Test
  void compose_runsEnginesWithTheBlockerAndTheHubWithoutIt() {
    for (EngineService engine : EngineService.all()) {
      assertThat(blocking(engine.name() + "-engine")).isEqualTo("${BLOCK_DIRECT_API_CALLS:-true}");
    }
    assertThat(blocking("marketdata-hub")).isEmpty();
    assertThat(blocking("marketdata-hub-standby")).isEmpty();
    assertThat(Project.text("marketdata-hub/pom.xml")).doesNotContain("api-blocker");
    assertThat(Project.text("ops/lay-out")).contains("-javaagent:").contains("api-blocker-");
  }

  private static String blocking(String service) {
    return services().path(service).path("environment").path("BLOCK_DIRECT_API_CALLS").asString("");
  }

  @Test
  void compose_publishesOnLoopbackUnlessToldOtherwise() {
    List<String> ports = new ArrayList<>();
    services()
        .forEach(service -> service.path("ports").forEach(port -> ports.add(port.asString())));
    assertThat(ports)
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port).startsWith("${NAUTILUS_BIND:-127.0.0.1}:"));
  }

  @Test
  void compose_usesTheSettingsAndPortsOfTheFleet() {
    for (RedisRole role : RedisRole.values()) {
      JsonNode service = services().path(role.label());
      assertThat(service.path("volumes").toString()).contains("./redis/" + role.settings() + ":");
      assertThat(service.path("healthcheck").toString())
          .contains(String.valueOf(role.wellKnownPort()));
      assertThat(Project.text("redis/" + role.settings()))
          .containsPattern("(?m)^port " + role.wellKnownPort() + "$")
          .containsPattern("(?m)^maxmemory \\d+mb$")
          .containsPattern("(?m)^maxmemory-policy noeviction$");
    }
    assertThat(Project.text("redis/engine-logic-bus.conf"))
        .containsPattern("(?m)^appendfsync always$");
  }

  @Test
  void prometheus_scrapesTheHubAndEveryEngine() {
    Map<String, List<String>> targets = new LinkedHashMap<>();
    for (JsonNode job : Project.yaml("ops/prometheus.yml").path("scrape_configs")) {
      List<String> ofJob = new ArrayList<>();
      job.at("/static_configs/0/targets").forEach(target -> ofJob.add(target.asString()));
      targets.put(job.path("job_name").asString(), ofJob);
    }
    List<String> engines =
        EngineService.all().stream()
            .map(engine -> engine.name() + "-engine:" + engine.port())
            .toList();
    assertThat(targets)
        .containsOnly(
            Map.entry("hub", List.of("marketdata-hub:8800")),
            // Found by its name, which is there only with the profile.
            Map.entry("hub-standby", List.of()),
            Map.entry("engines", engines));
  }

  @Test
  void architecturePage_namesEveryModuleAndEngine() {
    String page = Project.text("docs/architecture.md");
    for (var module : Project.modules()) {
      assertThat(page).contains("`" + Project.root().relativize(module) + "`");
    }
    for (EngineService engine : EngineService.all()) {
      assertThat(page).contains(String.valueOf(engine.port()));
    }
  }

  @Test
  void vendors_areAllRefusedToEngines() {
    BlockPolicy policy = BlockPolicy.againstAllVendors();
    Map<String, URI> urls = new LinkedHashMap<>();
    vendors()
        .forEachEntry(
            (name, vendor) ->
                vendor
                    .path("base-urls")
                    .forEachEntry(
                        (role, url) -> urls.put(name + "/" + role, URI.create(url.asString()))));
    assertThat(urls).hasSizeGreaterThanOrEqualTo(8);
    assertThat(urls)
        .allSatisfy(
            (where, url) ->
                assertThat(policy.decide(Destination.named(url.getHost(), port(url))))
                    .as(where)
                    .isInstanceOf(Decision.Refused.class));
  }

  @Test
  void vendorsThatAreSimulated_haveTheirUrlsTurnedAround() {
    String arguments = String.join("\n", SimulatedVendors.hubArguments(FleetPorts.wellKnown()));
    vendors()
        .forEachEntry(
            (name, vendor) -> {
              String prefix = "nautilus.vendors." + name;
              if (SimulatedVendors.wellKnownPorts().containsKey(name.replace('-', '_'))) {
                vendor
                    .path("base-urls")
                    .propertyNames()
                    .forEach(
                        role ->
                            assertThat(arguments).contains(prefix + ".base-urls." + role + "="));
              } else {
                assertThat(arguments).contains(prefix + ".enabled=false");
              }
            });
  }

  @Test
  void simulatedVendorsInCompose_areTheOnesOfTheFleet() {
    String file = Project.text("ops/vendors-simulated.env");
    String prefix = "SPRING_APPLICATION_JSON=";
    String json = file.lines().filter(line -> line.startsWith(prefix)).findFirst().orElseThrow();
    JsonNode root = JsonMapper.shared().readTree(json.substring(prefix.length()));
    JsonNode compose = root.path("nautilus").path("vendors");
    for (String argument : SimulatedVendors.hubArguments(FleetPorts.wellKnown())) {
      String[] setting = argument.substring("--nautilus.vendors.".length()).split("=", 2);
      JsonNode value = compose.at("/" + setting[0].replace('.', '/'));
      assertThat(value.asString())
          .as(setting[0])
          .isEqualTo(setting[1].replace("127.0.0.1", "vendor-simulator"));
    }
  }

  @Test
  void bom_agreesWithTheParent() {
    String parent = Project.text("pom.xml");
    String bom = Project.text("nautilus-bom/pom.xml");
    assertThat(first(bom, "<version>([^<]+)</version>"))
        .isEqualTo(first(parent, "<version>([^<]+)</version>"));
    assertThat(first(bom, "<artifactId>lettuce-core</artifactId>\\s*<version>([^<]+)</version>"))
        .isEqualTo(first(parent, "<lettuce.version>([^<]+)</lettuce.version>"));
  }

  @Test
  void readme_staysShortAndItsLinksLead() {
    String readme = Project.text("README.md");
    assertThat(readme.lines().count()).isLessThanOrEqualTo(120);
    Matcher link = Pattern.compile("\\]\\((?!https?:)([^)#]+)").matcher(readme);
    while (link.find()) {
      assertThat(Files.exists(Project.root().resolve(link.group(1)))).as(link.group(1)).isTrue();
    }
  }

  private static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : 443;
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static JsonNode vendors() {
    return Project.yaml("marketdata-hub/src/main/resources/vendors.yml").at("/nautilus/vendors");
  }

  private static JsonNode compose() {
    return Project.yaml("docker-compose.yml");
  }

  private static JsonNode services() {
    return compose().path("services");
  }
}
