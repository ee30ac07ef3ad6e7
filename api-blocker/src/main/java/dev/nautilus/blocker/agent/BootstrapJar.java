package dev.nautilus.blocker.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Copies the guard's classes out of the agent's own jar (or an engine's that carries it) into a
/// jar of their own and puts that on the bootstrap class path, where the JDK's classes can see it.
final class BootstrapJar {
  private static final String ROOM = "dev/nautilus/blocker/";

  private BootstrapJar() {}

  /// Does nothing when the guard is there already.
  static void lift(Instrumentation instrumentation) throws IOException {
    if (isLifted()) {
      return;
    }
    Path jar = Files.createTempFile("api-blocker-guard", ".jar");
    jar.toFile().deleteOnExit();
    Path home = home();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      if (Files.isDirectory(home)) {
        copyFolder(home, out);
      } else {
        copyJar(home, out);
      }
    }
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar.toFile()));
    if (!isLifted()) {
      throw new IllegalStateException(
          "the blocker's agent must run from its jar and found no guard in " + home);
    }
  }

  private static boolean isLifted() {
    try {
      Class.forName("dev.nautilus.blocker.Guard", false, null);
      return true;
    } catch (ClassNotFoundException notYet) {
      return false;
    }
  }

  private static Path home() throws IOException {
    try {
      URI location = BlockerAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(location);
    } catch (URISyntaxException e) {
      throw new IOException("the blocker's agent does not find its own jar", e);
    }
  }

  private static void copyJar(Path home, JarOutputStream out) throws IOException {
    try (JarFile jar = new JarFile(home.toFile())) {
      List<JarEntry> entries =
          Collections.list(jar.entries()).stream()
              .filter(entry -> isGuards(entry.getName()))
              .toList();
      for (JarEntry entry : entries) {
        out.putNextEntry(new JarEntry(entry.getName()));
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  private static void copyFolder(Path home, JarOutputStream out) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(ROOM))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(ROOM + file.getFileName()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /// Of the package itself, not of those below it: these see Spring or the weaving library.
  private static boolean isGuards(String entry) {
    return entry.startsWith(ROOM) && entry.indexOf('/', ROOM.length()) < 0 && !entry.endsWith("/");
  }
}
