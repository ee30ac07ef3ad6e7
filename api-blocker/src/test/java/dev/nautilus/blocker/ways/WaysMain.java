package dev.nautilus.blocker.ways;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Tries every way once and prints a line for each: name, tab, what became of it.
final class WaysMain {
  static final String PASSWORD = "for-tests-only";

  /// How long after the last way what is under way may still arrive. Earlier ways have longer.
  private static final int LATE_MILLIS = 1_000;

  private WaysMain() {}

  /// Runs them all, in order. Only at the end is it asked who arrived: a client that was refused is
  /// not waited for one by one, and an arrival counts however late it comes.
  ///
  /// @param arguments a PKCS 12 file with a certificate for the vendor, and where the lines go
  public static void main(String[] arguments) throws Exception {
    SSLContext certificate = certificate(Path.of(arguments[0]));
    List<Trial> trials = new ArrayList<>();
    for (Way way : all()) {
      Trial trial = new Trial(way, certificate);
      trial.run();
      trials.add(trial);
    }
    TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
    try (PrintStream lines =
        new PrintStream(
            Files.newOutputStream(Path.of(arguments[1])), true, StandardCharsets.UTF_8)) {
      for (Trial trial : trials) {
        lines.println(trial.way.name() + "\t" + trial.outcome());
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

  /// One way being tried, with a scene of its own.
  private static final class Trial {
    private final Way way;
    private final Scene scene;
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    private final CountDownLatch settled = new CountDownLatch(1);

    Trial(Way way, SSLContext certificate) {
      this.way = way;
      this.scene = new Scene(certificate, this::arrive);
    }

    private void arrive() {
      arrived.set(true);
      settled.countDown();
    }

    /// Until the client arrived or gave up. One that hangs after it arrived has arrived.
    void run() throws InterruptedException {
      Thread client = new Thread(this::call, way.name());
      client.setDaemon(true);
      client.start();
      var unused = settled.await(2 * Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void call() {
      try {
        way.call().run(scene);
      } catch (Throwable any) {
        thrown.set(any);
      } finally {
        settled.countDown();
      }
    }

    String outcome() {
      return arrived.get() ? "REACHED" : verdict(thrown.get());
    }
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
