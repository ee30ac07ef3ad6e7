package dev.nautilus.bench.load;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.message.Quote;
import dev.nautilus.message.RiskAlert;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A small engine on engine-core, started as every engine is: it hears an alert of the express lane
/// and a type of the same family on the main lane, and does next to nothing with either.
final class ExpressEngine implements AutoCloseable {
  static final String NAME = "bench-express";

  /// Of the family of RISK_ALERT, so that both share streams but for the lane.
  static final MessageType<Quote> BACKLOG =
      MessageType.event(Family.RISK, "bench.backlog", Quote.class);

  private final ConfigurableApplicationContext application;
  private final Inbox inbox;

  private ExpressEngine(ConfigurableApplicationContext application) {
    this.application = application;
    this.inbox = application.getBean(Inbox.class);
  }

  static ExpressEngine start(int port) {
    String url = "redis://" + Contender.HOST + ":" + port;
    return new ExpressEngine(
        EngineApplication.run(
            Service.class,
            NAME,
            "--server.port=0",
            "--logging.level.root=WARN",
            "--nautilus.bus.market-data-url=" + url,
            "--nautilus.bus.engine-logic-url=" + url));
  }

  Inbox inbox() {
    return inbox;
  }

  @Override
  public void close() {
    application.close();
  }

  /// What the engine got. Reactions run on the engine's thread.
  static final class Inbox {
    private static final int MOST_ALERTS = 1 << 20;
    private static final long LONGEST = 120_000_000_000L;

    private final Ledger alerts = new Ledger(System::nanoTime);
    private final Ledger backlog = new Ledger(System::nanoTime);
    private final AtomicLong probes = new AtomicLong();
    private final AtomicLongArray publishedAt = new AtomicLongArray(MOST_ALERTS);
    private volatile Histogram latency = new Histogram(LONGEST, 3);

    void onAlert(Message<RiskAlert> message) {
      long now = System.nanoTime();
      long sequence = Math.round(message.payload().threshold());
      if (sequence == 0) {
        probes.incrementAndGet();
        return;
      }
      long published = publishedAt.get((int) sequence);
      if (published != 0) {
        latency.recordValue(Math.clamp(now - published, 0, LONGEST));
      }
      alerts.accept(sequence);
    }

    void onBacklog(Message<Quote> message) {
      backlog.accept(message.payload().provenance().version());
    }

    /// An alert that is to be measured is about to be published.
    void publishing(int sequence) {
      if (sequence >= MOST_ALERTS) {
        throw new IllegalStateException("alerts must be fewer than " + MOST_ALERTS);
      }
      publishedAt.set(sequence, System.nanoTime());
    }

    /// Begins a new measurement and returns the samples so far.
    ///
    /// Must be called while no measured alert is on its way.
    Histogram takeLatency() {
      Histogram taken = latency;
      latency = new Histogram(LONGEST, 3);
      return taken;
    }

    long probes() {
      return probes.get();
    }

    Ledger alerts() {
      return alerts;
    }

    Ledger backlog() {
      return backlog;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {
    @Bean
    Inbox inbox() {
      return new Inbox();
    }

    @Bean
    EngineDefinition definition(Inbox inbox) {
      return EngineDefinition.named(NAME)
          .on(MessageType.RISK_ALERT, (message, outbox) -> inbox.onAlert(message))
          .on(BACKLOG, (message, outbox) -> inbox.onBacklog(message))
          .build();
    }
  }
}
