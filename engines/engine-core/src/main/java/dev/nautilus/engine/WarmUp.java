package dev.nautilus.engine;

import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks for every backfill, one after the other, and has the engine thread learn each answer before
/// the next is asked for. Runs on a thread of its own, which may wait as long as the hub needs.
final class WarmUp {
  /// Refusals that may be gone in a moment; the others would be the same again.
  private static final Set<String> PASSING = Set.of("OVER_BUDGET", "VENDOR_FAILED");

  /// A hub over its daily budget must not keep an engine from hearing live data all day.
  private static final int REFUSALS_BORNE = 5;

  private final EngineDefinition definition;
  private final History history;
  private final EngineParts parts;
  private final EngineProperties.WarmUp timing;
  private final CountDownLatch stopping;

  WarmUp(
      History history, EngineParts parts, EngineProperties.WarmUp timing, CountDownLatch stopping) {
    definition = parts.definition();
    this.history = history;
    this.parts = parts;
    this.timing = timing;
    this.stopping = stopping;
  }

  /// Warms the engine up.
  ///
  /// @return how many answers were refused for good
  /// @throws InterruptedException when the engine is stopped meanwhile
  int run() throws InterruptedException {
    int refused = 0;
    int done = 0;
    List<Backfill> backfills = definition.backfills();
    for (Backfill backfill : backfills) {
      parts
          .progress()
          .to(
              EngineState.WARMING_UP,
              "asking for %s (%d of %d)".formatted(backfill, ++done, backfills.size()));
      DataResponse answer = fetch(backfill);
      refused += (int) answer.answers().stream().filter(each -> each.refusal() != null).count();
      Work work = Work.internal("history", outbox -> definition.learn(backfill, answer, outbox));
      parts.mailbox().put(Mailbox.Lane.INTERNAL, work);
      awaitLearned(work);
      parts.progress().warmedTo((double) done / backfills.size());
    }
    parts.progress().warmedTo(1);
    return refused;
  }

  private DataResponse fetch(Backfill backfill) throws InterruptedException {
    Duration pause = timing.firstPause();
    int refusals = 0;
    while (true) {
      DataResponse answer = tryOnce(backfill);
      if (answer != null) {
        boolean passing = answer.answers().stream().anyMatch(WarmUp::isPassing);
        if (!passing || ++refusals >= REFUSALS_BORNE) {
          return answer;
        }
      }
      if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedException("stopping");
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(timing.longestPause()) < 0 ? doubled : timing.longestPause();
    }
  }

  /// Null when there was no answer and asking again may help.
  private @Nullable DataResponse tryOnce(Backfill backfill) throws InterruptedException {
    try {
      return history
          .ask(backfill)
          .toCompletableFuture()
          .get(timing.answerTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof IllegalArgumentException mistake) {
        throw mistake;
      }
      parts.mishaps().note("asking for history", cause);
    } catch (TimeoutException e) {
      parts.mishaps().note("asking for history", e);
    }
    parts
        .progress()
        .to(EngineState.WARMING_UP, "the hub does not answer, asking again for " + backfill);
    return null;
  }

  private static boolean isPassing(Answer answer) {
    String refusal = answer.refusal();
    return refusal != null && PASSING.contains(refusal);
  }

  private static void awaitLearned(Work work) throws InterruptedException {
    try {
      work.done().get();
    } catch (ExecutionException e) {
      // The loop has counted and logged it; one bad answer must not keep the engine from starting.
      return;
    }
  }
}
