package dev.nautilus.bench.blocker;

import dev.nautilus.blocker.Guard;
import dev.nautilus.blocker.Hook;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// A measured process that counts how often the guard is entered, exactly: the JVM's own recorder
/// counts every call of its methods (JEP 520), once while Lettuce connects and once while it asks
/// over the established connection.
final class EntriesMain {
  static final int GETS = 50_000;

  private static final String MARK = "nautilus-blocker-entries ";
  private static final String COUNTER = "jdk.MethodTiming";

  private EntriesMain() {}

  /// What was counted.
  ///
  /// @param connecting calls of the guard's methods while one connection was made and used once
  /// @param established calls in [#GETS] round trips
  record Entries(long connecting, long established) {
    /// Whether the count can be believed: making a connection must have been seen.
    boolean counts() {
      return connecting > 0;
    }

    String words() {
      return connecting + " " + established;
    }

    /// @throws dev.nautilus.bench.BenchException when the process said nothing of the kind
    static Entries of(String said) {
      String[] words = CallsMain.after(MARK, said).split(" ", -1);
      return new Entries(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }
  }

  /// Counts.
  ///
  /// @param args port of a Redis on loopback
  public static void main(String[] args) throws IOException {
    Presence.told().check();
    int redis = Integer.parseInt(args[0]);
    List<RoundTrips> open = new ArrayList<>();
    long connecting = entries(() -> open.add(new RoundTrips(redis)));
    try (RoundTrips trips = open.getFirst()) {
      long established =
          entries(
              () -> {
                for (int i = 0; i < GETS; i++) {
                  trips.once();
                }
                // Asked on purpose: if this one is missing, none would have been seen.
                Guard.address(InetAddress.getLoopbackAddress(), redis, Hook.CHANNEL.number());
              });
      if (established == 0) {
        throw new IllegalStateException(COUNTER + " must see the call made on purpose and did not");
      }
      CallsMain.say(MARK + new Entries(connecting, established - 1).words());
    }
  }

  private static long entries(Work work) throws IOException {
    Path file = Files.createTempFile("nautilus-bench-", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(COUNTER).with("filter", Guard.class.getName()).with("period", "endChunk");
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
      long entries = 0;
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals(COUNTER)) {
          entries += event.getLong("invocations");
        }
      }
      return entries;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// What happens while it is counted.
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
