package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What `docker-compose.yml` gives each service and what it keeps from it; that it comes up is
/// tried by `ops/compose-check`.
class ComposeTest {
  private static final JsonNode SERVICES = Project.yaml("docker-compose.yml").path("services");

  @Test
  void servicesInCompose_logInAtTheRedisesAsThemselves() {
    Map<String, String> users = new LinkedHashMap<>();
    users.put("marketdata-hub", "hub");
    users.put("marketdata-hub-standby", "hub");
    EngineService.all().forEach(engine -> users.put(engine.name() + "-engine", engine.name()));
    users.forEach(
        (service, user) ->
            assertThat(SERVICES.path(service).path("secrets").toString())
                .contains(
                    "{\"source\":\"%s-redis\",\"target\":\"nautilus.bus.password\"}"
                        .formatted(user)));
    for (RedisRole role : RedisRole.values()) {
      assertThat(SERVICES.path(role.label()).path("command").toString())
          .contains("\"--aclfile\",\"/run/secrets/users.acl\"");
      assertThat(SERVICES.path(role.label()).path("secrets").path(0).path("source").asString(""))
          .isEqualTo("users-" + role.settings().replace(".conf", ""));
    }
  }

  @Test
  void compose_givesNoServiceMoreThanItNeeds() {
    SERVICES.forEachEntry(
        (name, service) -> {
          assertThat(service.path("cap_drop").toString()).as(name).isEqualTo("[\"ALL\"]");
          assertThat(service.path("security_opt").toString()).as(name).contains("no-new-priv");
          assertThat(service.path("restart").asString("")).as(name).isEqualTo("unless-stopped");
          assertThat(service.path("init").asBoolean()).as(name).isTrue();
          assertThat(service.has("mem_limit") && service.has("cpus")).as(name).isTrue();
          assertThat(service.path("read_only").asBoolean())
              .as(name)
              .isEqualTo(!name.equals("timescale"));
        });
  }

  @Test
  void secondHub_isThereOnlyWithItsProfile_andDiffersFromTheFirstByItsName() {
    JsonNode first = SERVICES.path("marketdata-hub");
    JsonNode second = SERVICES.path("marketdata-hub-standby");
    assertThat(second.path("profiles").toString()).isEqualTo("[\"standby\"]");
    assertThat(second.path("ports").toString()).contains(":8801:8800");
    Map<String, String> settings = new LinkedHashMap<>();
    second
        .path("environment")
        .forEachEntry(
            (name, value) -> {
              if (!value.equals(first.path("environment").path(name))) {
                settings.put(name, value.asString(""));
              }
            });
    assertThat(settings)
        .containsOnlyKeys(
            "NAUTILUS_HUB_STANDBY_ENABLED", "NAUTILUS_HUB_STANDBY_URL", "NAUTILUS_BUS_INSTANCE")
        .containsEntry("NAUTILUS_HUB_STANDBY_URL", "http://marketdata-hub-standby:8800");
    assertThat(first.path("environment").path("NAUTILUS_HUB_STANDBY_ENABLED").asString(""))
        .isEqualTo("${NAUTILUS_STANDBY:-false}");
    assertThat(settings.get("NAUTILUS_HUB_STANDBY_ENABLED"))
        .as("without the variable it must not start beside a first hub that knows of no other")
        .startsWith("${NAUTILUS_STANDBY:-")
        .isNotIn("${NAUTILUS_STANDBY:-false}", "${NAUTILUS_STANDBY:-true}");
    for (String same : new String[] {"command", "networks", "secrets", "env_file", "volumes"}) {
      assertThat(second.path(same)).as(same).isEqualTo(first.path(same));
    }
  }

  @Test
  void memoryOfTheRedises_isMoreThanTheyMayFill() {
    for (RedisRole role : RedisRole.values()) {
      String limit = SERVICES.path(role.label()).path("mem_limit").asString("");
      int number = Integer.parseInt(limit.substring(0, limit.length() - 1));
      assertThat(limit.endsWith("g") ? 1024 * number : number)
          .as("megabytes of %s", role.label())
          .isGreaterThanOrEqualTo(maxmemory(Project.text("redis/" + role.settings())) * 5 / 4);
    }
  }

  @Test
  void engines_areBehindTheEdge() {
    for (EngineService engine : EngineService.all()) {
      assertThat(Project.text("ops/nginx/nginx.conf"))
          .containsPattern(
              "(?m)^ +%s +%s-engine:%d;$".formatted(engine.name(), engine.name(), engine.port()));
    }
  }

  private static int maxmemory(String settings) {
    Matcher matcher = Pattern.compile("(?m)^maxmemory (\\d+)mb$").matcher(settings);
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
