package dev.nautilus.fleet;

import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The project's own files, for tests that hold them against each other.
final class Project {
  /// Modules under `engines/` that are no engines.
  private static final Set<String> NOT_ENGINES = Set.of("engine-core", "engine-testkit", "quant");

  private Project() {}

  /// Where the parent pom is; tests run in the folder of their module.
  static Path root() {
    return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  }

  static List<Path> modules() {
    List<Path> modules = new ArrayList<>(withPom(root()));
    modules.addAll(withPom(root().resolve("engines")));
    return modules;
  }

  /// Names of the engines, by their folders.
  static List<String> engines() {
    return withPom(root().resolve("engines")).stream()
        .map(module -> Objects.requireNonNull(module.getFileName()).toString())
        .filter(name -> !NOT_ENGINES.contains(name))
        .toList();
  }

  /// Whether a class is ours, not a library that the agent carries under a name of its own.
  static boolean isOurs(Location location) {
    return !location.contains("/dev/nautilus/blocker/agent/asm/");
  }

  static String text(String path) {
    try {
      return Files.readString(root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With anchors and merges resolved.
  static JsonNode yaml(String path) {
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(path));
    return JsonMapper.shared().valueToTree(tree);
  }

  private static List<Path> withPom(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> Files.exists(child.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
