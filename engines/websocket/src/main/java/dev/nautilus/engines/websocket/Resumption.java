package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.Update;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a session that comes back has, and what it is told to be up to date.
final class Resumption {
  private final boolean events;
  private final List<Had> had = new ArrayList<>();
  private final List<Update> missed = new ArrayList<>();
  private final Set<String> toldWhole = new TreeSet<>();

  /// A value that a session has.
  ///
  /// @param document null when it is not known any more
  record Had(String key, long seq, @Nullable JsonNode document) {}

  /// @param events whether updates stand alone: then what the session has need not be known
  Resumption(boolean events) {
    this.events = events;
  }

  /// @param from number of the update that the session has of this key, 0 for none
  void add(Topic topic, long from) {
    Optional<List<Update>> since = topic.since(from, !events);
    if (since.isPresent()) {
      List<Update> all = since.get();
      boolean first = !events && !all.isEmpty() && all.getFirst().seq() == from;
      if (first && !all.getFirst().isGone()) {
        Update has = all.getFirst();
        had.add(new Had(has.key(), from, has.document()));
      }
      if (events) {
        had.add(new Had(topic.key().text(), from, null));
      }
      missed.addAll(first ? all.subList(1, all.size()) : all);
      return;
    }
    if (from > 0) {
      toldWhole.add(topic.key().text());
    }
    Update newest = topic.newest();
    if (events) {
      missed.addAll(topic.updates());
    } else if (newest != null && !newest.isGone()) {
      missed.add(newest);
    } else if (newest != null && from > 0) {
      forgotten(newest, from);
    }
  }

  /// A key that the session has and that is gone: it is told so.
  void forgotten(Update gone, long from) {
    had.add(new Had(gone.key(), from, null));
    missed.add(gone);
  }

  /// The values that the session has.
  List<Had> had() {
    return List.copyOf(had);
  }

  /// What it is told, in order.
  List<Update> missed() {
    return missed.stream().sorted(Comparator.comparingLong(Update::order)).toList();
  }

  /// Keys of which it is told all, because what it has is too old.
  Set<String> toldWhole() {
    return toldWhole;
  }
}
