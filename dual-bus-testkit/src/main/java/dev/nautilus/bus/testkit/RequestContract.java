package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.RequestHandler;
import dev.nautilus.bus.RequestType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The part of [DualBusContract] about requests and replies.
abstract class RequestContract extends ContractStage {
  static final Duration SOON = Duration.ofMillis(300);

  @Test
  void request_onMarketDataBus_completesWithTheReply() {
    assertAnswered(MARKET_QUESTION);
  }

  @Test
  void request_onEngineLogicBus_completesWithTheReply() {
    assertAnswered(ENGINE_QUESTION);
  }

  private void assertAnswered(RequestType<Sample, Sample> question) {
    client(HUB, "hub-1").respond(question, RequestContract::doubled);
    DualBusClient asker = client(RISK, "risk-1");

    Message<Sample> reply = done(asker.request(question, new Sample("a", 21), PATIENCE));

    assertThat(reply.payload()).isEqualTo(new Sample("a", 42));
    assertThat(reply.envelope().sender()).isEqualTo(HUB);
    assertThat(reply.type().name()).isEqualTo(question.reply().name());
  }

  @Test
  void request_nobodyAnswers_timesOut() {
    DualBusClient asker = client(RISK, "risk-1");

    assertThat(reasonOf(() -> asker.request(ENGINE_QUESTION, new Sample("a", 1), SOON)))
        .isEqualTo(BusException.Reason.TIMEOUT);
  }

  @Test
  void request_answeredTooLate_timesOutAndTheReplyIsDroppedAndCounted() {
    CompletableFuture<Sample> answer = new CompletableFuture<>();
    DualBusClient responder = client(HUB, "hub-1");
    responder.respond(ENGINE_QUESTION, request -> answer);
    DualBusClient asker = client(RISK, "risk-1");

    assertThat(reasonOf(() -> asker.request(ENGINE_QUESTION, new Sample("a", 1), SOON)))
        .isEqualTo(BusException.Reason.TIMEOUT);
    answer.complete(new Sample("late", 1));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(asker.statistics(ENGINE_QUESTION.bus()).lateReplies()).isEqualTo(1));
  }

  @Test
  void request_manyAtOnceAnsweredInReverse_eachGetsItsOwnReply() {
    int count = 40;
    List<Runnable> answers = Collections.synchronizedList(new ArrayList<>());
    client(HUB, "hub-1")
        .respond(
            ENGINE_QUESTION,
            request -> {
              CompletableFuture<Sample> answer = new CompletableFuture<>();
              answers.add(() -> answer.complete(times(request, 2)));
              return answer;
            });
    DualBusClient asker = client(RISK, "risk-1");

    List<CompletionStage<Message<Sample>>> replies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      replies.add(asker.request(ENGINE_QUESTION, new Sample("a", i), PATIENCE));
    }
    await().atMost(PATIENCE).until(() -> answers.size() == count);
    for (int i = count - 1; i >= 0; i--) {
      answers.get(i).run();
    }

    for (int i = 0; i < count; i++) {
      assertThat(done(replies.get(i)).payload().number()).isEqualTo(2 * i);
    }
  }

  @Test
  void request_responderThrows_failsAndTheNextOneIsAnswered() {
    assertFailureIsolated(
        request -> {
          throw new IllegalStateException("no");
        });
  }

  @Test
  void request_responderStageFails_failsAndTheNextOneIsAnswered() {
    assertFailureIsolated(
        request -> CompletableFuture.failedFuture(new IllegalStateException("no")));
  }

  private void assertFailureIsolated(RequestHandler<Sample, Sample> failing) {
    DualBusClient responder = client(HUB, "hub-1");
    responder.respond(
        ENGINE_QUESTION,
        request -> request.payload().number() < 0 ? failing.answer(request) : doubled(request));
    DualBusClient asker = client(RISK, "risk-1");

    assertThat(reasonOf(() -> asker.request(ENGINE_QUESTION, new Sample("a", -1), PATIENCE)))
        .isEqualTo(BusException.Reason.REPLY_FAILED);
    assertThat(done(asker.request(ENGINE_QUESTION, new Sample("a", 3), PATIENCE)).payload())
        .isEqualTo(new Sample("a", 6));
    assertThat(responder.statistics(ENGINE_QUESTION.bus()).failed()).isEqualTo(1);
  }

  @Test
  void request_fromOneOfTwoInstances_isAnsweredToThatInstanceOnly() {
    client(HUB, "hub-1").respond(ENGINE_QUESTION, RequestContract::doubled);
    DualBusClient asker = client(RISK, "risk-1");
    DualBusClient other = client(RISK, "risk-2");

    Message<Sample> reply = done(asker.request(ENGINE_QUESTION, new Sample("a", 4), PATIENCE));
    Message<Sample> otherReply = done(other.request(ENGINE_QUESTION, new Sample("a", 5), PATIENCE));

    assertThat(reply.payload().number()).isEqualTo(8);
    assertThat(otherReply.payload().number()).isEqualTo(10);
    assertThat(asker.statistics(ENGINE_QUESTION.bus()).lateReplies()).isZero();
    assertThat(other.statistics(ENGINE_QUESTION.bus()).lateReplies()).isZero();
  }

  @Test
  void request_twoInstancesRespond_oneOfThemAnswers() {
    AtomicInteger asked = new AtomicInteger();
    for (String instance : List.of("hub-1", "hub-2")) {
      client(HUB, instance)
          .respond(
              ENGINE_QUESTION,
              request -> {
                asked.incrementAndGet();
                return doubled(request);
              });
    }
    DualBusClient asker = client(RISK, "risk-1");

    for (int i = 0; i < 5; i++) {
      done(asker.request(ENGINE_QUESTION, new Sample("a", i), PATIENCE));
    }

    assertThat(asked).hasValue(5);
  }

  @Test
  void request_responderSeesDeadlineAndCorrelation() {
    LinkedBlockingQueue<Message<Sample>> seen = new LinkedBlockingQueue<>();
    client(HUB, "hub-1")
        .respond(
            ENGINE_QUESTION,
            request -> {
              seen.add(request);
              return doubled(request);
            });

    Message<Sample> reply =
        done(client(RISK, "risk-1").request(ENGINE_QUESTION, new Sample("a", 1), PATIENCE));

    Message<Sample> request = seen.remove();
    assertThat(request.envelope().deadline()).isAfter(request.envelope().sentAt());
    assertThat(request.envelope().replyTo()).isNotNull();
    assertThat(reply.envelope().correlationId())
        .isNotNull()
        .isEqualTo(request.envelope().correlationId());
  }

  @Test
  void request_askerClosesMeanwhile_endsAsClosed() {
    DualBusClient asker = client(RISK, "risk-1");
    CompletionStage<Message<Sample>> reply =
        asker.request(ENGINE_QUESTION, new Sample("a", 1), PATIENCE);

    asker.close();

    assertThat(reasonOf(() -> reply)).isEqualTo(BusException.Reason.CLOSED);
  }

  @Test
  void request_afterClose_isClosed() {
    DualBusClient asker = client(RISK, "risk-1");
    asker.close();

    assertThat(reasonOf(() -> asker.request(ENGINE_QUESTION, new Sample("a", 1), PATIENCE)))
        .isEqualTo(BusException.Reason.CLOSED);
  }

  private static CompletionStage<Sample> doubled(Message<Sample> request) {
    return CompletableFuture.completedFuture(times(request, 2));
  }

  private static Sample times(Message<Sample> request, int factor) {
    return new Sample(request.payload().key(), factor * request.payload().number());
  }
}
