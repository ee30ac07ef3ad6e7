package dev.nautilus.bench.scale;

import dev.nautilus.bench.load.Payload;
import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Quote;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A process that is measured: the publisher, or one of the engines that hear it. Says every few
/// milliseconds on its standard output how far it is: `<count> <faults>`. Ends when its standard
/// input does.
public final class ScaleWorker {
  /// Input that makes a publisher finish.
  static final String STOP = "stop";

  private static final MessageType<Quote> PULLED =
      MessageType.event(Family.SIGNALS, "bench.quote", Quote.class);
  private static final long TELL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int ATTEMPTS = 10;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /// So that the figure is what goes through, not what piles up.
  private static final long MOST_AHEAD = 32_768;

  private final DualBusClient bus;
  private final MessageType<Quote> type;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final AtomicLong replaced = new AtomicLong();
  private final Map<InstrumentId, Long> newest = new HashMap<>();
  private volatile long slowest;
  private volatile boolean stopped;

  /// How a process is started.
  ///
  /// @param index 0 for the publisher, 1 ... for engines
  /// @param url where the bus is
  record Task(int index, Bus bus, String url, int partitions) {
    List<String> words() {
      return List.of(Integer.toString(index), bus.name(), url, Integer.toString(partitions));
    }

    static Task of(String[] words) {
      return new Task(
          Integer.parseInt(words[0]), Bus.valueOf(words[1]), words[2], Integer.parseInt(words[3]));
    }

    boolean isPublisher() {
      return index == 0;
    }
  }

  private ScaleWorker(Task task) {
    EngineType engine = task.isPublisher() ? EngineType.HUB : new EngineType("bench-" + task.index);
    BusOptions options = BusOptions.DEFAULTS.toBuilder().partitions(task.partitions).build();
    bus =
        DualBusClient.builder(engine, "bench")
            .marketData(task.url)
            .engineLogic(task.url)
            .options(options)
            .build();
    type = task.bus == Bus.MARKET_DATA ? MessageType.QUOTE : PULLED;
  }

  /// Runs until its input ends.
  public static void main(String[] arguments) {
    Task task = Task.of(arguments);
    ScaleWorker worker = new ScaleWorker(task);
    if (task.isPublisher()) {
      Thread.ofPlatform().daemon().name("publisher").start(worker::publish);
    } else {
      worker.subscribe();
    }
    Thread.ofPlatform().daemon().name("teller").start(worker::tell);
    worker.listen();
    Runtime.getRuntime().halt(0);
  }

  /// As engines do: a bus that is slow to answer, while all of them start, is asked again.
  private void subscribe() {
    for (int attempt = 1; ; attempt++) {
      try {
        bus.subscribe(type, this::handle);
        return;
      } catch (BusException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /// Numbers rise within each key; with the count, each message has come exactly once.
  private void handle(Message<Quote> message) {
    Quote quote = message.payload();
    long number = quote.provenance().version();
    Long before = newest.put(quote.instrument(), number);
    if (before != null && before >= number) {
      faults.incrementAndGet();
    }
    count.incrementAndGet();
  }

  private void publish() {
    for (long number = 1; !stopped; number++) {
      while (number - replaced.get() - slowest > MOST_AHEAD && !stopped) {
        LockSupport.parkNanos(100_000);
      }
      bus.publish(type, Payload.quote(number))
          .whenComplete((published, failure) -> of(published).incrementAndGet());
    }
  }

  /// Until the bus is reached a newer quote replaces an older one, which nobody will hear then.
  private AtomicLong of(@Nullable Published published) {
    if (published == null) {
      return faults;
    }
    return switch (published.outcome()) {
      case CONFIRMED -> count;
      case CONFLATED -> replaced;
      case DROPPED -> faults;
    };
  }

  private void tell() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
    while (!Thread.currentThread().isInterrupted()) {
      out.println(count.get() + " " + faults.get());
      LockSupport.parkNanos(TELL_NANOS);
    }
  }

  /// A publisher is told how far the slowest engine is.
  private void listen() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals(STOP)) {
          stopped = true;
        } else {
          slowest = Long.parseLong(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
