package dev.nautilus.hub.prefetch;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import dev.nautilus.hub.desk.Audience;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Outcome;
import dev.nautilus.hub.desk.Reading;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.message.InstrumentId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Listens to what the desk is asked, and fetches what will be asked next. Only plain questions are
/// learned, those about a type and an instrument without a range: others are rarely asked twice.
public final class Prefetcher implements SmartLifecycle, Audience {
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 4;
  private static final Logger log = LoggerFactory.getLogger(Prefetcher.class);

  private final Desk desk;
  private final Foresight foresight;
  private final boolean enabled;
  private final MeterRegistry meters;
  private final BlockingQueue<Asked> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private boolean listens;
  private @Nullable Thread thread;

  Prefetcher(Desk desk, PrefetchProperties properties, MeterRegistry meters) {
    this.desk = desk;
    this.foresight =
        new Foresight(properties, desk::isPrefetched, topic -> desk.has(inquiry(topic)));
    this.enabled = properties.enabled();
    this.meters = meters;
    // At 0 from the start: a rate over the first of them would be lost otherwise.
    List.of("fetched", "denied", "unlearned").forEach(this::counter);
  }

  /// Whether anything is learned and fetched.
  public boolean isEnabled() {
    return enabled;
  }

  /// How good it is, by engine.
  public Map<String, MindReport> report() {
    return foresight.report();
  }

  @Override
  public void asked(Asked asked) {
    if (!queue.offer(asked)) {
      count("unlearned");
    }
  }

  @Override
  public synchronized void start() {
    if (!enabled || thread != null) {
      return;
    }
    if (!listens) {
      listens = true;
      desk.tell(this);
    }
    thread = Thread.ofVirtual().name("prefetch").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        learn(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void learn(Asked asked) {
    InstrumentId instrument = asked.inquiry().instrument();
    if (instrument == null) {
      return;
    }
    Inquiry plain = desk.normal(Inquiry.about(asked.inquiry().type(), instrument));
    if (!plain.equals(asked.inquiry())) {
      return;
    }
    Topic topic = new Topic(asked.inquiry().type(), instrument);
    boolean missed = asked.outcome() == Outcome.CALLED || asked.outcome() == Outcome.REFUSED;
    List<Topic> likely = foresight.observe(asked.engine(), topic, missed);
    for (Topic each : likely) {
      fetch(asked.engine(), each);
    }
  }

  private void fetch(EngineType engine, Topic topic) {
    Inquiry inquiry = inquiry(topic);
    if (!room.tryAcquire()) {
      count("denied");
      return;
    }
    Thread.ofVirtual()
        .name("prefetch-call")
        .start(
            () -> {
              try {
                boolean came = desk.guess(List.of(inquiry)).getFirst() instanceof Reading.Fresh;
                count(came ? "fetched" : "denied");
                if (came) {
                  foresight.fetched(engine, topic);
                }
              } catch (RuntimeException e) {
                log.error("Prefetching {} failed", topic, e);
              } finally {
                room.release();
              }
            });
  }

  private static Inquiry inquiry(Topic topic) {
    return Inquiry.about(topic.type(), topic.instrument());
  }

  private void count(String outcome) {
    counter(outcome).increment();
  }

  private Counter counter(String outcome) {
    return Counter.builder(HubMeter.PREFETCH.getName())
        .baseUnit(HubMeter.PREFETCH.getBaseUnit())
        .tag(Tag.OUTCOME.asString(), outcome)
        .register(meters);
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
