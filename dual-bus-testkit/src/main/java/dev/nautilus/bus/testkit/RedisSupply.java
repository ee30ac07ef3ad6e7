package dev.nautilus.bus.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/// Where Redises come from: Docker when an engine answers and has the image already, else
/// `redis-server` on the PATH, else the binary that embedded-redis carries. Nothing is downloaded.
interface RedisSupply {
  /// Forces one of `docker`, `path` and `embedded`.
  String KIND_PROPERTY = "nautilus.test.redis";

  /// The image Docker runs.
  String IMAGE_PROPERTY = "nautilus.test.redis.image";

  /// Starts one more Redis.
  RedisServer start(RedisSettings settings);

  /// Picks by the system properties, else the first that is there.
  static RedisSupply choose() {
    String image = System.getProperty(IMAGE_PROPERTY, "redis:7-alpine");
    return choose(System.getProperty(KIND_PROPERTY), image, System.getenv("PATH"));
  }

  static RedisSupply choose(@Nullable String forced, String image, @Nullable String path) {
    if (forced == null || forced.isBlank()) {
      return docker(image)
          .or(() -> onPath(path))
          .or(RedisSupply::embedded)
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "no Redis to test with: install redis-server, or pull " + image));
    }
    Optional<RedisSupply> found =
        switch (forced.toLowerCase(Locale.ROOT)) {
          case "docker" -> docker(image);
          case "path" -> onPath(path);
          case "embedded" -> embedded();
          default ->
              throw new IllegalArgumentException(
                  KIND_PROPERTY + " must be docker, path or embedded, was '" + forced + "'");
        };
    return found.orElseThrow(
        () ->
            new IllegalStateException(
                KIND_PROPERTY
                    + "="
                    + forced
                    + ", but there is none: docker needs an engine that has the image "
                    + image
                    + ", path a redis-server on the PATH, embedded a binary for this platform"));
  }

  /// What starts those that speak TLS: they read files of this machine.
  static Optional<RedisSupply> ofTls() {
    return onPath(System.getenv("PATH"));
  }

  private static Optional<RedisSupply> docker(String image) {
    return DockerEngine.find()
        .filter(engine -> engine.hasImage(image))
        .map(
            engine -> {
              engine.removeLeftovers();
              return settings -> RedisContainer.start(engine, image, settings);
            });
  }

  private static Optional<RedisSupply> onPath(@Nullable String path) {
    return program("redis-server", path).map(RedisSupply::processes);
  }

  /// A program of Redis on this machine.
  static Optional<Path> program(String name, @Nullable String path) {
    return Stream.of((path == null ? "" : path).split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(name, name + ".exe").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<RedisSupply> embedded() {
    try {
      return Optional.of(processes(ExecutableProvider.newJarResourceProvider().get().toPath()));
    } catch (IOException | RuntimeException noBinary) {
      // The library says so with exceptions of several kinds, one per missing system or processor.
      return Optional.empty();
    }
  }

  private static RedisSupply processes(Path executable) {
    String description = "redis-server " + version(executable) + " (" + executable + ")";
    return settings -> RedisProcess.start(executable, description, settings);
  }

  /// Of a `redis-server`, like `7.0.15`.
  static String version(Path executable) {
    try {
      Process process =
          new ProcessBuilder(executable.toString(), "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = Pattern.compile("v=([0-9.]+)").matcher(said);
      return version.find() ? version.group(1) : "of unknown version";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
