package dev.nautilus.bus.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/// A Docker engine as Testcontainers finds it (environment, sockets, its own properties file).
///
/// Containers are driven directly and not through `GenericContainer`: that one would pull its
/// clean-up image from the internet, and would give a container another port after a restart. What
/// a JVM left behind because it was killed is removed by the next one that comes by.
///
/// @param client to drive it
/// @param host where published ports are reached
record DockerEngine(DockerClient client, String host) {
  private static final Logger LOG = LoggerFactory.getLogger(DockerEngine.class);
  private static final String OWNER = "dev.nautilus.testkit.owner";

  /// Finds an engine that answers; empty when there is none.
  static Optional<DockerEngine> find() {
    if (!mayExist()) {
      return Optional.empty();
    }
    try {
      List<DockerClientProviderStrategy> strategies = new ArrayList<>();
      ServiceLoader.load(DockerClientProviderStrategy.class).forEach(strategies::add);
      DockerClientProviderStrategy strategy =
          DockerClientProviderStrategy.getFirstValidStrategy(strategies);
      return Optional.of(
          new DockerEngine(strategy.getDockerClient(), strategy.getDockerHostIpAddress()));
    } catch (IllegalStateException | ServiceConfigurationError e) {
      LOG.debug("no Docker engine answers", e);
      return Optional.empty();
    }
  }

  boolean hasImage(String image) {
    try {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (DockerException notThere) {
      return false;
    }
  }

  /// Labels a container needs to be recognised as a leftover one day.
  Map<String, String> labels() {
    return Map.of(OWNER, identity(ProcessHandle.current()));
  }

  void removeLeftovers() {
    for (Container container :
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(OWNER)).exec()) {
      String owner = container.getLabels().getOrDefault(OWNER, "");
      if (ProcessHandle.allProcesses().map(DockerEngine::identity).noneMatch(owner::equals)) {
        client.removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true).exec();
      }
    }
  }

  /// A process id alone is given out again; together with its start it is not.
  private static String identity(ProcessHandle process) {
    return process.pid() + "@" + process.info().startInstant().map(Object::toString).orElse("?");
  }

  /// Asking Testcontainers costs seconds and prints errors when there is nothing to find.
  private static boolean mayExist() {
    String home = System.getProperty("user.home", "");
    String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run");
    return System.getenv("DOCKER_HOST") != null
        || System.getProperty("os.name", "").startsWith("Windows")
        || Stream.of(
                "/var/run/docker.sock",
                runtime + "/docker.sock",
                home + "/.docker/run/docker.sock",
                home + "/.docker/desktop/docker.sock",
                home + "/.testcontainers.properties")
            .anyMatch(path -> Files.exists(Path.of(path)));
  }
}
