package dev.nautilus.engine;

import dev.nautilus.message.DataResponse;
import java.util.concurrent.CompletionStage;

/// Asks the hub what a running engine wants to know, and hands each answer to the engine thread.
final class Inquiries {
  private final History history;
  private final EngineParts parts;

  Inquiries(History history, EngineParts parts) {
    this.history = history;
    this.parts = parts;
  }

  /// Asks. Does not wait; whatever goes wrong is noted, and then no answer comes.
  void ask(Backfill backfill) {
    try {
      CompletionStage<DataResponse> answer = history.ask(backfill);
      var _ =
          answer.whenComplete(
              (found, thrown) -> {
                if (thrown == null) {
                  learn(backfill, found);
                } else {
                  parts.mishaps().note("asking the hub", thrown);
                }
              });
    } catch (RuntimeException e) {
      parts.mishaps().note("asking the hub", e);
    }
  }

  private void learn(Backfill backfill, DataResponse answer) {
    Work work =
        Work.internal("history", outbox -> parts.definition().learn(backfill, answer, outbox));
    if (!parts.mailbox().offer(Mailbox.Lane.INTERNAL, work)) {
      parts.mishaps().note("asking the hub", new IllegalStateException("no room for its answer"));
    }
  }
}
