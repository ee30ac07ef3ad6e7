package dev.nautilus.fleet;

import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetterQueue;
import java.util.List;
import java.util.Optional;

/// What to do with dead letters.
///
/// @param action what
/// @param queue whose; empty for those of every queue
/// @param letter which one; empty for all of the queue
record DlqRequest(Action action, Optional<DeadLetterQueue> queue, Optional<String> letter) {

  /// What can be done.
  enum Action {
    LIST,
    SHOW,
    REPLAY,
    PURGE
  }

  private static final String FORMS =
      "dlq wants list [QUEUE], show QUEUE/ID, replay QUEUE/ID or QUEUE --all, or purge likewise";

  /// @throws FleetException when it cannot be understood
  static DlqRequest of(CommandLine line) {
    List<String> words = line.words();
    if (words.isEmpty() || words.size() > 2) {
      throw CommandLine.usage(FORMS);
    }
    Action action = action(words.getFirst());
    boolean all = line.has("all");
    if (words.size() == 1) {
      if (action != Action.LIST || all) {
        throw CommandLine.usage(FORMS);
      }
      return new DlqRequest(action, Optional.empty(), Optional.empty());
    }
    String[] parts = words.get(1).split("/", -1);
    boolean single = parts.length == 3;
    boolean understood =
        switch (action) {
          case LIST -> parts.length == 2 && !all;
          case SHOW -> single && !all;
          case REPLAY, PURGE -> single ? !all : parts.length == 2 && all;
        };
    if (!understood || (single && !DeadLetter.isId(parts[2]))) {
      throw CommandLine.usage(FORMS);
    }
    return new DlqRequest(
        action, Optional.of(queue(parts)), single ? Optional.of(parts[2]) : Optional.empty());
  }

  private static Action action(String word) {
    for (Action action : Action.values()) {
      if (action.name().equalsIgnoreCase(word)) {
        return action;
      }
    }
    throw CommandLine.usage(FORMS);
  }

  private static DeadLetterQueue queue(String[] parts) {
    try {
      DeadLetterQueue queue = DeadLetterQueue.parse(parts[0] + "/" + parts[1]);
      var _ = server(queue);
      return queue;
    } catch (IllegalArgumentException e) {
      throw CommandLine.usage(String.valueOf(e.getMessage()));
    }
  }

  /// The Redis that a queue is on: engines that have not moved have theirs on main Redis.
  ///
  /// @throws IllegalArgumentException when its stream is on none
  static RedisRole server(DeadLetterQueue queue) {
    if (queue.isOnMain()) {
      return RedisRole.MAIN;
    }
    return queue
        .bus()
        .map(RedisRole::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a queue must begin with md:, el: or nautilus-, was '" + queue + "'"));
  }
}
