package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an image is made of holds no secret: the jars of every service, and the files that a build
/// is given. `ops/compose-check` looks into the image itself.
class ShippedFilesIT {
  /// How secrets look; each with what it is.
  private static final Map<String, Pattern> SECRETS =
      Map.of(
          "a private key",
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/]"),
          "a password in an address",
          Pattern.compile(
              "(?:rediss?|jdbc:postgresql|https?)://[^\\s/:@\"'{}<>\\[\\]$]*:[^\\s/@\"'{}<>\\[\\]$*]{8,}@"),
          "a key of a cloud",
          Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
          "a token of a code host",
          Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}\\b"));

  /// Files whose very purpose is to hold something secret.
  private static final Pattern HOLDER =
      Pattern.compile("(?:^|.*/)(?:\\.env(?:\\..*)?|.*\\.(?:key|p12|jks|rdb|aof|hub-token))");

  private static final Set<String> NOT_SHIPPED = Set.of("target", ".git", "run", "logs", ".idea");

  @Test
  void jarsOfTheServices_holdNoSecret() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String module : modules()) {
      try (Stream<Path> files = Files.list(Project.root().resolve(module + "/target"))) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    assertThat(jars).hasSizeGreaterThanOrEqualTo(modules().size());
    List<String> told = new ArrayList<>();
    int entries = 0;
    for (Path jar : jars) {
      entries += read(jar.getFileName().toString(), Files.newInputStream(jar), told);
    }
    assertThat(entries).as("files that were read").isGreaterThan(1000);
    assertThat(told).isEmpty();
  }

  @Test
  void filesThatABuildIsGiven_holdNoSecret() throws IOException {
    List<String> told = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(Project.root())) {
      for (Path file : files.filter(ShippedFilesIT::isGiven).toList()) {
        seen++;
        String name = Project.root().relativize(file).toString();
        look(name, Files.readAllBytes(file), told);
      }
    }
    assertThat(seen).isGreaterThan(1000);
    // A test of this project writes such things down to see that they are recognised.
    told.removeIf(each -> each.contains("/src/test/"));
    assertThat(told).isEmpty();
  }

  @Test
  void foldersThatAreNotLookedInto_areKeptFromABuild() {
    List<String> ignored = Project.text(".dockerignore").lines().toList();
    assertThat(NOT_SHIPPED).allSatisfy(name -> assertThat(ignored).contains("**/" + name));
    assertThat(ignored).contains("**/.env", "**/*.pem", "**/*.key", "**/*.rdb");
  }

  @Test
  void jarWithASecret_isFound(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("outer.jar");
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(inner)) {
      add(zip, "config/.env", "A=b");
      add(zip, "bus.yml", "url: redis://risk:correct-horse-battery@redis-main:6379");
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("lib/inner.jar"));
      zip.write(inner.toByteArray());
      add(zip, "tls/server.pem", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n");
    }
    List<String> told = new ArrayList<>();

    assertThat(read("outer.jar", Files.newInputStream(jar), told)).isEqualTo(3);

    assertThat(told)
        .containsExactlyInAnyOrder(
            "outer.jar!lib/inner.jar!config/.env is a file for secrets",
            "outer.jar!lib/inner.jar!bus.yml has a password in an address",
            "outer.jar!tls/server.pem has a private key");
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Modules that are services, by `ops/services`.
  private static List<String> modules() {
    return Project.text("ops/services")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", -1)[1])
        .toList();
  }

  private static boolean isGiven(Path file) {
    for (Path part : Project.root().relativize(file)) {
      if (NOT_SHIPPED.contains(part.toString())) {
        return false;
      }
    }
    return Files.isRegularFile(file);
  }

  /// Looks into each file of a jar, and into the jars in it; answers how many files there were.
  private static int read(String name, InputStream jar, List<String> told) throws IOException {
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(jar)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String inside = name + "!" + entry.getName();
        byte[] bytes = zip.readAllBytes();
        if (entry.getName().endsWith(".jar")) {
          // What others publish is not ours to judge.
          boolean ours = !entry.getName().startsWith("BOOT-INF/lib/") || isOurs(entry.getName());
          entries += ours ? read(inside, new ByteArrayInputStream(bytes), told) : 0;
        } else if (!entry.isDirectory()) {
          entries++;
          look(inside, bytes, told);
        }
      }
    }
    return entries;
  }

  private static boolean isOurs(String jar) {
    return Project.modules().stream()
        .map(module -> module.getFileName() + "(-engine)?-[0-9][^/]*")
        .anyMatch(jar.substring(jar.lastIndexOf('/') + 1)::matches);
  }

  private static void look(String name, byte[] bytes, List<String> told) {
    if (HOLDER.matcher(name.substring(name.lastIndexOf('!') + 1)).matches()) {
      told.add(name + " is a file for secrets");
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    SECRETS.forEach(
        (what, pattern) -> {
          if (pattern.matcher(text).find()) {
            told.add(name + " has " + what);
          }
        });
  }
}
