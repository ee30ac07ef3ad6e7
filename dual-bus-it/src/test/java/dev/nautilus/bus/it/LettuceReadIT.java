package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lettuce 7.1.0 to 7.6.0 make one entry of several (redis/lettuce #3800), and dependency
/// management of others brings such versions. Ours must not, and the check must be one that would
/// notice: it is held against 7.5.2, which the build copies for this.
@NautilusBusTest
class LettuceReadIT {
  private static final Path OLD =
      Path.of(
          System.getProperty("basedir", "."),
          "target",
          "lettuce-7.5.2",
          "lettuce-core-7.5.2.RELEASE.jar");

  @ParameterizedTest
  @ValueSource(strings = {"RESP2", "RESP3"})
  void read_byOurLettuce_givesEachEntryByItself(String protocol, BusServers servers) {
    assertRight(new StreamProbe().apply(new String[] {servers.main().url(), protocol}));
  }

  @Test
  void read_byTheOldLettuce_mergesEntriesUnderResp2(BusServers servers) throws Exception {
    assumeThat(OLD).as("Maven copies it before integration tests").exists();
    try (OldLettuce old = new OldLettuce()) {
      List<List<String>> seen = old.probe(servers.main().url(), "RESP2");

      assertThat(seen.get(0)).hasSize(6);
      assertThat(seen.subList(1, 4))
          .allSatisfy(read -> assertThat(read).isNotEqualTo(seen.get(0)).hasSizeLessThan(6));
      assertRight(old.probe(servers.main().url(), "RESP3"));
    }
  }

  private static void assertRight(List<List<String>> seen) {
    assertThat(seen).hasSize(4);
    assertThat(seen.get(0)).hasSize(6);
    assertThat(seen.subList(1, 4)).allSatisfy(read -> assertThat(read).isEqualTo(seen.get(0)));
  }

  /// Lettuce 7.5.2, the probe and Netty, apart from the ones on the class path.
  private static final class OldLettuce extends URLClassLoader {
    OldLettuce() throws MalformedURLException {
      super(new URL[] {OLD.toUri().toURL()}, LettuceReadIT.class.getClassLoader());
    }

    @SuppressWarnings("unchecked") // it is a StreamProbe, though of another loader
    List<List<String>> probe(String url, String protocol) throws ReflectiveOperationException {
      Object probe = loadClass(StreamProbe.class.getName()).getConstructor().newInstance();
      assertThat(probe).isNotInstanceOf(StreamProbe.class);
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      // Lettuce asks the thread for some of its classes.
      thread.setContextClassLoader(this);
      try {
        return ((Function<String[], List<List<String>>>) probe).apply(new String[] {url, protocol});
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        // Netty too: it knows each name of an attribute once, and both versions bring the same.
        if (name.equals(StreamProbe.class.getName()) || name.startsWith("io.netty.")) {
          return again(name);
        }
        return name.startsWith("io.lettuce.") ? findClass(name) : super.loadClass(name, resolve);
      }
    }

    /// A class of the class path once more.
    private Class<?> again(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
