package dev.nautilus.bus.it;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.ChildJvm;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Instances of the risk engine, each in a process of its own that writes down what it handles and
/// when, by the one monotonic clock of the machine. Together they are judged as one engine.
final class Shift implements AutoCloseable {
  private final BusServers servers;
  private final Path folder;
  private final List<Life> lives = new ArrayList<>();

  /// One message that was handled.
  ///
  /// @param atNanos when its handler began
  record Handled(Life by, long atNanos, String key, int number, boolean redelivered) {
    private static Handled of(Life by, String line) {
      String[] words = line.split(" ", -1);
      return new Handled(
          by,
          Long.parseLong(words[0]),
          words[1],
          Integer.parseInt(words[2]),
          Boolean.parseBoolean(words[3]));
    }

    /// What order is kept within.
    private String row() {
      return key + (Paced.isUrgent(number) ? "!" : "");
    }
  }

  /// A message that was handled before.
  record Repeat(Handled again, Life before) {
    boolean isFlagged() {
      return again.redelivered();
    }
  }

  Shift(BusServers servers, Path folder) {
    this.servers = servers;
    this.folder = folder;
  }

  /// Starts an instance; its name may be that of one which has ended.
  Life begin(String instance) throws IOException {
    Path notes = Files.createDirectory(folder.resolve("life-" + lives.size()));
    Files.createFile(notes.resolve("handled"));
    Life life =
        new Life(
            notes,
            ChildJvm.start(
                Worker.class,
                notes.resolve("log"),
                servers.marketData().url(),
                servers.engineLogic().url(),
                instance,
                notes.toString()));
    lives.add(life);
    return life;
  }

  private List<Handled> handled() {
    return lives.stream()
        .flatMap(life -> life.handled().stream())
        .sorted(Comparator.comparingLong(Handled::atNanos))
        .toList();
  }

  /// Everything that was handled by anybody.
  Set<Integer> numbers() {
    Set<Integer> numbers = new HashSet<>();
    handled().forEach(each -> numbers.add(each.number()));
    return numbers;
  }

  /// What was handled more than once.
  List<Repeat> repeated() {
    Map<Integer, Life> first = new HashMap<>();
    List<Repeat> repeated = new ArrayList<>();
    for (Handled each : handled()) {
      Life before = first.put(each.number(), each.by());
      if (before != null) {
        repeated.add(new Repeat(each, before));
      }
    }
    return repeated;
  }

  /// Messages that were handled for the first time after a later one of their key and lane, by
  /// whichever instance.
  List<String> disorders() {
    Set<Integer> seen = new HashSet<>();
    Map<String, Integer> newest = new HashMap<>();
    List<String> disorders = new ArrayList<>();
    for (Handled each : handled()) {
      if (seen.add(each.number())) {
        Integer before = newest.put(each.row(), each.number());
        if (before != null && before > each.number()) {
          disorders.add(each.number() + " after " + before + " of " + each.row());
        }
      }
    }
    return disorders;
  }

  @Override
  public void close() {
    lives.forEach(life -> life.child.close());
  }

  /// One process.
  static final class Life {
    private final Path notes;
    private final ChildJvm child;
    private boolean killed;

    private Life(Path notes, ChildJvm child) {
      this.notes = notes;
      this.child = child;
    }

    List<Handled> handled() {
      try {
        String text = Files.readString(notes.resolve("handled"));
        // The last line may be half written.
        return text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .map(line -> Handled.of(this, line))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Ends it without giving it a chance (SIGKILL).
    void kill() {
      killed = true;
      child.kill();
    }

    /// Asks it to close its client and end.
    void leave() throws IOException {
      Files.createFile(notes.resolve("leave"));
    }

    boolean wasKilled() {
      return killed;
    }
  }

  /// What runs in the process.
  static final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws IOException {
      Path notes = Path.of(arguments[3]);
      try (OutputStream handled = new FileOutputStream(notes.resolve("handled").toFile(), true);
          DualBusClient bus =
              DualBusClient.builder(EngineType.RISK, arguments[2])
                  .marketData(arguments[0])
                  .engineLogic(arguments[1])
                  .options(ScaleOutIT.OPTIONS)
                  .build()) {
        subscribe(bus, handled);
        while (!Files.exists(notes.resolve("leave"))) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
      }
    }

    private static void subscribe(DualBusClient bus, OutputStream handled) {
      while (true) {
        try {
          bus.subscribe(ScaleOutIT.WORK, message -> write(handled, message));
          return;
        } catch (BusException e) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
      }
    }

    /// In one piece, so that a kill leaves whole lines.
    private static void write(OutputStream handled, Message<Numbered> message) throws IOException {
      String line =
          "%d %s %d %s%n"
              .formatted(
                  System.nanoTime(),
                  message.payload().key(),
                  message.payload().number(),
                  message.envelope().redelivered());
      handled.write(line.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
