package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bill of materials that the build wrote, beside the jars that `./nautilus up` runs with.
class SbomIT {
  private static List<JsonNode> components() throws IOException {
    List<JsonNode> components = new ArrayList<>();
    JsonMapper.shared()
        .readTree(Files.readString(Project.root().resolve("fleet/target/sbom.json")))
        .path("components")
        .forEach(components::add);
    return components;
  }

  @Test
  void components_areTheJarsThatRun() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : components()) {
      listed.add(component.path("name").asString() + "-" + component.path("version").asString());
    }
    try (Stream<Path> jars = Files.list(Project.root().resolve("fleet/target/lib"))) {
      List<String> running =
          jars.map(jar -> String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "")).toList();
      assertThat(running).hasSizeGreaterThan(50);
      assertThat(running)
          .allSatisfy(
              jar ->
                  assertThat(listed)
                      .as("%s is in the bill of materials", jar)
                      .anyMatch(name -> jar.equals(name) || jar.startsWith(name + "-")));
    }
  }

  @Test
  void components_ofOthers_haveALicence() throws IOException {
    for (JsonNode component : components()) {
      if (!component.path("group").asString("").equals("dev.nautilus")) {
        assertThat(component.path("licenses").isEmpty())
            .as("licence of %s", component.path("purl").asString(""))
            .isFalse();
      }
    }
  }
}
