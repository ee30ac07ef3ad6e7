package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.RequestHandler;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// How many requests are being answered: a side is not left while an answer has to go out there.
/// Any thread.
final class Answering {
  private final AtomicInteger open = new AtomicInteger();

  /// The same handler, counted.
  <P, R> RequestHandler<P, R> counting(RequestHandler<P, R> handler) {
    return request -> {
      open.incrementAndGet();
      boolean begun = false;
      try {
        CompletionStage<R> answer = handler.answer(request);
        answer.whenComplete((reply, failure) -> open.decrementAndGet());
        begun = true;
        return answer;
      } finally {
        if (!begun) {
          open.decrementAndGet();
        }
      }
    };
  }

  boolean isIdle() {
    return open.get() == 0;
  }
}
