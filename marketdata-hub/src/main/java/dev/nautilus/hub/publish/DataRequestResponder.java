package dev.nautilus.hub.publish;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import dev.nautilus.hub.lead.LeadersPart;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/// Answers data requests that come over the MarketData bus: what the cache has at once, on the
/// thread that brought the request; anything else on a thread of its own, so a slow vendor holds up
/// nobody else. When too many of those are under way, the next is refused at once.
final class DataRequestResponder implements LeadersPart {
  private static final int MOST_AT_ONCE = 256;
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(DataRequestResponder.class);

  private final BusLink link;
  private final Answers answers;
  private final TaskScheduler scheduler;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private volatile boolean running;
  private volatile @Nullable Subscription subscription;

  DataRequestResponder(
      BusLink link,
      Answers answers,
      TaskScheduler scheduler,
      InstantSource clock,
      MeterRegistry meters) {
    this.link = link;
    this.answers = answers;
    this.scheduler = scheduler;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public void start() {
    running = true;
    link.client()
        .ifPresent(client -> Thread.ofVirtual().name("respond").start(() -> listen(client)));
  }

  /// Whether requests are listened to.
  boolean isListening() {
    return subscription != null;
  }

  private synchronized void listen(DualBusClient client) {
    if (!running || subscription != null) {
      return;
    }
    try {
      subscription = client.respond(MessageType.DATA_REQUEST, this::answer);
      log.info("Answering data requests on the MarketData bus");
    } catch (BusException e) {
      log.warn("Cannot listen to data requests yet: {}", e.getMessage());
      var _ =
          scheduler.schedule(
              () -> Thread.ofVirtual().name("respond").start(() -> listen(client)),
              clock.instant().plus(AGAIN));
    }
  }

  private CompletionStage<DataResponse> answer(Message<DataRequest> message) {
    Optional<DataResponse> cached = answers.answerCached(message.payload(), manner(message));
    if (cached.isPresent()) {
      count("answered", message);
      return CompletableFuture.completedFuture(cached.get());
    }
    if (!room.tryAcquire()) {
      count("busy", message);
      return CompletableFuture.completedFuture(busy(message.payload()));
    }
    CompletableFuture<DataResponse> response = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("data-request")
        .start(
            () -> {
              try {
                response.complete(answers.answer(message.payload(), manner(message)));
                count("answered", message);
              } catch (RuntimeException e) {
                log.error("A data request of {} failed", message.envelope().sender(), e);
                count("failed", message);
                response.completeExceptionally(e);
              } finally {
                room.release();
              }
            });
    return response;
  }

  private static Answers.Manner manner(Message<?> message) {
    return Answers.Manner.forAn(message.envelope().sender());
  }

  private static DataResponse busy(DataRequest request) {
    List<Answer> refusals = new ArrayList<>();
    for (InstrumentId instrument : request.instruments()) {
      for (String type : request.types()) {
        refusals.add(
            new Answer(
                instrument,
                type,
                Freshness.REFUSED,
                0,
                List.of(),
                Refusal.OVER_BUDGET.name(),
                "The hub has too many requests under way; ask again in a moment."));
      }
    }
    return new DataResponse(refusals);
  }

  private void count(String outcome, Message<?> request) {
    Counter.builder(HubMeter.BUS_REQUESTS.getName())
        .baseUnit(HubMeter.BUS_REQUESTS.getBaseUnit())
        .tag(Tag.OUTCOME.asString(), outcome)
        .tag(Tag.ENGINE.asString(), request.envelope().sender().name())
        .register(meters)
        .increment();
  }

  @Override
  public synchronized void stop() {
    running = false;
    Subscription current = subscription;
    if (current != null) {
      current.close();
      subscription = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
