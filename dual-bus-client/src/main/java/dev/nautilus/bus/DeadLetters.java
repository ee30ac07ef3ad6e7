package dev.nautilus.bus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// The messages that groups gave up, on one bus: for the operator who looks why, mends the cause,
/// and hands them over again or lets them go.
///
/// ```java
/// try (DeadLetters letters = DeadLetters.at(engineLogic)) {
///   letters.queues().keySet().forEach(letters::replayAll);
/// }
/// ```
///
/// Safe for use by many threads; every call asks Redis and waits for the answer. Each throws a
/// [BusException] when Redis cannot be reached or refuses.
public interface DeadLetters extends AutoCloseable {

  /// Connects to the dead letters of one bus.
  static DeadLetters at(BusAddress address) {
    return ServiceLoader.load(BusTransport.class, DeadLetters.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bus transport on the class path"))
        .deadLetters(address);
  }

  /// The queues that are not empty, by name, with the number of letters in each.
  Map<DeadLetterQueue, Long> queues();

  /// Letters of a queue, oldest first.
  ///
  /// @param after only those behind this id; `0` for all
  /// @param most at most so many, 1 or more
  List<DeadLetter> list(DeadLetterQueue queue, String after, int most);

  /// One letter.
  Optional<DeadLetter> find(DeadLetterQueue queue, String id);

  /// Hands letters to the group that gave them up, and to no other, flagged as redelivered. Each
  /// leaves the queue in the same step; one that fails again comes back as a new letter.
  ///
  /// @return how many there were
  long replay(DeadLetterQueue queue, List<String> ids);

  /// The same with every letter that is there now.
  long replayAll(DeadLetterQueue queue);

  /// Throws letters away.
  ///
  /// @return how many there were
  long purge(DeadLetterQueue queue, List<String> ids);

  /// The same with every letter that is there now; one that comes meanwhile stays.
  long purgeAll(DeadLetterQueue queue);

  @Override
  void close();
}
