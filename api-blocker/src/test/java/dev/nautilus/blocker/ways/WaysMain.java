package dev.nautilus.blocker.ways;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Tries every way once and prints a line for each: name, tab, what became of it.
final class WaysMain {
  static final String PASSWORD = "for-tests-only";

  private WaysMain() {}

  /// Runs them all, in order.
  ///
  /// @param arguments a PKCS 12 file with a certificate for the vendor, and where the lines go
  public static void main(String[] arguments) throws Exception {
    Scene scene = new Scene(certificate(Path.of(arguments[0])));
    try (PrintStream lines =
        new PrintStream(
            Files.newOutputStream(Path.of(arguments[1])), true, StandardCharsets.UTF_8)) {
      for (Way way : all()) {
        lines.println(way.name() + "\t" + attempt(way, scene));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  static List<Way> all() {
    return Stream.of(
            JdkWays.all(),
            SpellingWays.all(),
            TlsWays.all(),
            ProcessWays.all(),
            LibraryWays.all(),
            FrameworkWays.all())
        .flatMap(List::stream)
        .toList();
  }

  /// A client that hangs after it arrived has arrived.
  private static String attempt(Way way, Scene scene) throws InterruptedException {
    scene.forgetArrivals();
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread client =
        new Thread(
            () -> {
              try {
                way.call().run(scene);
              } catch (Throwable any) {
                thrown.set(any);
              }
            },
            way.name());
    client.setDaemon(true);
    client.start();
    boolean arrived = false;
    for (int waited = 0;
        !arrived && client.isAlive() && waited < 2 * Scene.PATIENCE_MILLIS;
        waited += 20) {
      arrived = scene.sawAnArrival(20);
    }
    arrived = arrived || scene.sawAnArrival(200);
    return arrived ? "REACHED" : verdict(thrown.get());
  }

  private static String verdict(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getSimpleName().equals("DirectCallException")) {
        return "REFUSED";
      }
    }
    return "FAILED " + String.valueOf(thrown).replaceAll("\\s+", " ");
  }

  private static SSLContext certificate(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
