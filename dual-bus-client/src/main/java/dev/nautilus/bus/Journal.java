package dev.nautilus.bus;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/// The streams of both buses, or of main Redis, as a journal: how far this client is in each, and
/// what came after a place. With it an engine that kept its state goes on where the state ends.
///
/// A place is the id of an entry, by the name of its stream; an absent stream is not read. Safe for
/// use by many threads; every call asks Redis and waits for the answer, and throws a [BusException]
/// when there is none.
public interface Journal {
  /// Where no streams are kept, or not these: no places, and nothing to read.
  Journal NOTHING =
      new Journal() {
        @Override
        public Map<String, String> handled(Collection<MessageType<?>> types) {
          return Map.of();
        }

        @Override
        public Map<String, String> ends(Collection<MessageType<?>> types) {
          return Map.of();
        }

        @Override
        public boolean reaches(Collection<MessageType<?>> types, Map<String, String> after) {
          return false;
        }

        @Override
        public void read(
            Collection<MessageType<?>> types,
            Map<String, String> after,
            Consumer<Message<?>> reader) {}
      };

  /// How far this client's engine is in the streams of types it subscribes to. Of a pulled stream
  /// everything up to the place is acknowledged; of a pushed one everything up to it was handed to
  /// the handlers. There may be more: ask, then take the state, and nothing is missed.
  Map<String, String> handled(Collection<MessageType<?>> types);

  /// The ends of the streams of these types.
  Map<String, String> ends(Collection<MessageType<?>> types);

  /// Whether everything that came after the places is still kept.
  boolean reaches(Collection<MessageType<?>> types, Map<String, String> after);

  /// Hands over the messages of these types behind the places, up to the ends as they are now, in
  /// the order in which Redis took them; within a millisecond by the name of the stream. Of main
  /// Redis only what this client's engine was handed: the rest it will be. What cannot be decoded
  /// is counted and left out, and so is what retention has taken.
  void read(
      Collection<MessageType<?>> types, Map<String, String> after, Consumer<Message<?>> reader);
}
