package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What can be told from the identities of recorded messages, and how they are shown to people.
///
/// @param messages in the order they arrived
record Arrivals<P>(List<Message<P>> messages) {
  private static final int LISTED = 20;

  private record Publisher(String stream, long incarnation) {}

  /// Ids that came again without being flagged as redelivered; rows of snapshots have none.
  List<MessageId> duplicates() {
    Set<MessageId> seen = new HashSet<>();
    return messages.stream()
        .filter(message -> isNumbered(message) && !seen.add(message.envelope().id()))
        .filter(message -> !message.envelope().redelivered())
        .map(message -> message.envelope().id())
        .toList();
  }

  /// Between the lowest and the highest sequence of each publisher and stream.
  List<Hole> gaps() {
    Map<Publisher, TreeSet<Long>> seen = new LinkedHashMap<>();
    for (Message<P> message : messages) {
      MessageId id = message.envelope().id();
      if (isNumbered(message)) {
        seen.computeIfAbsent(
                new Publisher(id.stream(), id.incarnation()), publisher -> new TreeSet<>())
            .add(id.sequence());
      }
    }
    List<Hole> holes = new ArrayList<>();
    seen.forEach(
        (publisher, sequences) -> {
          long next = sequences.first();
          for (long sequence : sequences) {
            if (sequence > next) {
              holes.add(
                  new Hole(publisher.stream(), publisher.incarnation(), next, sequence - next));
            }
            next = sequence + 1;
          }
        });
    return holes;
  }

  long redelivered() {
    return messages.stream().filter(message -> message.envelope().redelivered()).count();
  }

  private boolean isNumbered(Message<P> message) {
    return message.envelope().sequence() > 0 && !message.envelope().snapshot();
  }

  /// For a failing test: how many, what is odd about them, and the last ones.
  String text() {
    if (messages.isEmpty()) {
      return "nothing arrived";
    }
    StringBuilder text = new StringBuilder().append(messages.size()).append(" arrived");
    text.append(oddities()).append(':');
    int from = Math.max(0, messages.size() - LISTED);
    if (from > 0) {
      text.append("\n  ... ").append(from).append(" earlier");
    }
    for (Message<P> message : messages.subList(from, messages.size())) {
      text.append("\n  ").append(message.envelope().id());
      text.append(message.envelope().redelivered() ? " (redelivered)" : "");
      text.append(message.envelope().snapshot() ? " (snapshot)" : "");
      text.append(" from ").append(message.envelope().sender());
      text.append(": ").append(message.payload());
    }
    return text.toString();
  }

  private String oddities() {
    List<String> odd = new ArrayList<>();
    if (redelivered() > 0) {
      odd.add(redelivered() + " redelivered");
    }
    if (!duplicates().isEmpty()) {
      odd.add("doubled " + duplicates());
    }
    if (!gaps().isEmpty()) {
      odd.add("numbers not seen " + gaps());
    }
    return odd.isEmpty() ? "" : " (" + String.join(", ", odd) + ")";
  }
}
