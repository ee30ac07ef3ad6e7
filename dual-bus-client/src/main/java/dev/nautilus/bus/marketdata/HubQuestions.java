package dev.nautilus.bus.marketdata;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusException.Reason;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the hub over the bus and, where that fails, by HTTP. A question changes nothing, so asking
/// twice is safe.
final class HubQuestions {
  /// What another way may help against. A reply that failed would fail there too.
  private static final Set<Reason> OTHER_WAY =
      Set.of(Reason.NOT_SENT, Reason.OUTCOME_UNKNOWN, Reason.TIMEOUT, Reason.UNUSABLE_SERVER);

  /// After a failure the bus is left alone for so long, so that not every question waits in vain.
  private static final Duration DISTRUST = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(HubQuestions.class);

  private final DualBusClient bus;
  private final @Nullable HubHttp http;
  private final Duration timeout;
  private final LongSupplier nanos;
  private final AtomicLong distrustedUntil;
  private final AtomicLong byHttp = new AtomicLong();

  HubQuestions(DualBusClient bus, @Nullable HubHttp http, Duration timeout, LongSupplier nanos) {
    this.bus = bus;
    this.http = http;
    this.timeout = timeout;
    this.nanos = nanos;
    this.distrustedUntil = new AtomicLong(nanos.getAsLong());
  }

  CompletionStage<DataResponse> ask(DataRequest question) {
    HubHttp other = http;
    if (other == null) {
      return overTheBus(question);
    }
    if (nanos.getAsLong() - distrustedUntil.get() < 0 || isDown()) {
      return byHttp(other, question, null);
    }
    CompletableFuture<DataResponse> answer = new CompletableFuture<>();
    overTheBus(question)
        .whenComplete(
            (response, failure) -> {
              if (failure == null) {
                answer.complete(response);
              } else if (isWorthAnotherWay(failure)) {
                distrust(failure, other);
                byHttp(other, question, failure)
                    .whenComplete((second, failed) -> settle(answer, second, failed));
              } else {
                answer.completeExceptionally(cause(failure));
              }
            });
    return answer;
  }

  /// Questions asked by HTTP so far.
  long askedByHttp() {
    return byHttp.get();
  }

  private boolean isDown() {
    return bus.health(Bus.MARKET_DATA).status() == BusHealth.Status.DOWN;
  }

  private CompletionStage<DataResponse> overTheBus(DataRequest question) {
    return bus.request(MessageType.DATA_REQUEST, question, timeout).thenApply(Message::payload);
  }

  private CompletionStage<DataResponse> byHttp(
      HubHttp other, DataRequest question, @Nullable Throwable before) {
    byHttp.incrementAndGet();
    CompletableFuture<DataResponse> answer = new CompletableFuture<>();
    other
        .ask(question, timeout)
        .whenComplete(
            (response, failure) -> {
              if (failure != null && !(cause(failure) instanceof BusException)) {
                settle(answer, null, unreachable(other, cause(failure), before));
              } else {
                settle(answer, response, failure);
              }
            });
    return answer;
  }

  private BusException unreachable(HubHttp other, Throwable failure, @Nullable Throwable before) {
    String overTheBus =
        before == null
            ? bus.health(Bus.MARKET_DATA).detail()
            : String.valueOf(cause(before).getMessage());
    return new BusException(
        Reason.TIMEOUT,
        "The hub answers neither over the bus (%s) nor at %s (%s). Is it running?"
            .formatted(overTheBus, other.hub(), HubConnections.explained(failure)),
        failure);
  }

  private static void settle(
      CompletableFuture<DataResponse> answer,
      @Nullable DataResponse response,
      @Nullable Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(cause(failure));
    } else {
      answer.complete(response);
    }
  }

  private void distrust(Throwable failure, HubHttp other) {
    log.warn(
        "No answer over the bus ({}): asking {} for the next {} s",
        cause(failure).getMessage(),
        other.hub(),
        DISTRUST.toSeconds());
    distrustedUntil.set(nanos.getAsLong() + DISTRUST.toNanos());
  }

  private static boolean isWorthAnotherWay(Throwable failure) {
    return cause(failure) instanceof BusException
        && OTHER_WAY.contains(((BusException) cause(failure)).reason());
  }

  private static Throwable cause(Throwable failure) {
    Throwable inner = failure.getCause();
    return failure instanceof CompletionException && inner != null ? inner : failure;
  }
}
