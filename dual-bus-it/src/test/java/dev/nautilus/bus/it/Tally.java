package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.it.Paced.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What reached a handler of numbered messages, by number alone: cheap enough for a million.
final class Tally implements MessageHandler<Numbered> {
  private static final int LISTED = 10;

  private final BitSet seen = new BitSet();
  private final List<Integer> doubled = new ArrayList<>();
  private final List<String> disordered = new ArrayList<>();
  private final Map<String, Integer> last = new HashMap<>();

  @Override
  public synchronized void handle(Message<Numbered> message) {
    int number = message.payload().number();
    if (seen.get(number)) {
      doubled.add(number);
    }
    seen.set(number);
    boolean express = message.envelope().priority().compareTo(Priority.URGENT) >= 0;
    Integer before = last.put(message.payload().key() + (express ? "!" : ""), number);
    if (before != null && before > number) {
      disordered.add(number + " after " + before + " of " + message.payload().key());
    }
  }

  synchronized int count() {
    return seen.cardinality();
  }

  /// Whether one with this number or a later one is there.
  synchronized boolean hasAnyFrom(int number) {
    return seen.nextSetBit(number) >= 0;
  }

  private synchronized List<Integer> missing(Paced publisher, int from) {
    List<Integer> missing = new ArrayList<>();
    for (int number = seen.nextClearBit(from);
        number < publisher.published() && missing.size() < LISTED;
        number = seen.nextClearBit(number + 1)) {
      if (publisher.end(number) == End.CONFIRMED) {
        missing.add(number);
      }
    }
    return missing;
  }

  private synchronized List<Integer> neverSent(Paced publisher) {
    return seen.stream()
        .filter(number -> publisher.end(number) == End.NOT_SENT)
        .limit(LISTED)
        .boxed()
        .toList();
  }

  /// Waits until everything confirmed is there, and asserts that nothing came twice, out of order
  /// within its key and lane, or though its publisher was told that it was not sent.
  ///
  /// @param publisher stopped
  void assertHolds(Paced publisher, Duration patience) {
    assertHolds(publisher, 0, patience);
  }

  /// The same, where what was confirmed before some number may be lost.
  void assertHolds(Paced publisher, int from, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () ->
                assertThat(missing(publisher, from))
                    .as("confirmed and lost (the first)")
                    .isEmpty());
    synchronized (this) {
      assertThat(doubled).as("delivered twice").isEmpty();
      assertThat(disordered).as("out of order").isEmpty();
    }
    assertThat(neverSent(publisher)).as("delivered though NOT_SENT").isEmpty();
    assertThat(publisher.count(End.OTHERWISE)).as("ended without a clear reason").isZero();
  }
}
