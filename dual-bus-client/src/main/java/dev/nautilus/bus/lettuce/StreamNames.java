package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import org.jspecify.annotations.Nullable;

/// Every key and channel the client uses. The braces are hash tags: what belongs to one partition
/// stays on one node of a cluster. `bus` is the prefix of a server.
final class StreamNames {
  static final String DEAD_LETTERS = ":dlq:";
  private static final String RETRIES = ":retry:";

  private StreamNames() {}

  /// Last sequence by incarnation, beside the stream.
  static String producers(String stream) {
    return stream + ":producers";
  }

  /// What a group gave up: `{el:risk:0}:dlq:features`.
  static String deadLetters(String stream, String group) {
    return stream + DEAD_LETTERS + group;
  }

  /// What is handed to one group again, and to no other: `{el:risk:0}:retry:features`.
  static String retries(String stream, String group) {
    return stream + RETRIES + group;
  }

  /// Which messages of entries that the group still owes are among its dead letters already.
  static String moved(String stream, String group) {
    return stream + ":moved:" + group;
  }

  /// What all clients of a bus agree on: `el:meta`.
  static String meta(String bus) {
    return bus + ":meta";
  }

  /// How long groups have been without a running consumer, by `<stream> <group>`: `el:absent`.
  static String absent(String bus) {
    return bus + ":absent";
  }

  /// Who does the housekeeping: `el:housekeeper`.
  static String housekeeper(String bus) {
    return bus + ":housekeeper";
  }

  /// Which instance reads the stream for the group: `{el:risk:0}:lease:features`.
  static String lease(String stream, String group) {
    return stream + ":lease:" + group;
  }

  /// The state of an engine: `{el}:state:features`.
  static String state(EngineType engine) {
    return "{" + Server.ENGINE_LOGIC.prefix() + "}:state:" + engine.name();
  }

  /// Which instance writes a state: `{el}:state:features:owner`.
  static String stateOwner(String state) {
    return state + ":owner";
  }

  /// A state that did not fit: `{el}:state:features:refused`.
  static String stateRefused(String state) {
    return state + ":refused";
  }

  /// The running instances of a group: `{el:members}:features`.
  static String members(String bus, String group) {
    return "{" + bus + ":members}:" + group;
  }

  /// Whether a stream holds retries of a group.
  static boolean isRetries(String stream) {
    return stream.contains(RETRIES);
  }

  /// The stream a message was published to, given where it was read.
  static String home(String stream) {
    int end = stream.indexOf(RETRIES);
    return end < 0 ? stream : stream.substring(0, end);
  }

  /// The queue of a key that [#deadLetters] made; null when it made none such.
  static @Nullable DeadLetterQueue queue(String key) {
    int end = key.indexOf(DEAD_LETTERS);
    try {
      return end < 0
          ? null
          : new DeadLetterQueue(key.substring(0, end), key.substring(end + DEAD_LETTERS.length()));
    } catch (IllegalArgumentException foreign) {
      return null;
    }
  }

  /// Where the owner of a STATE type hears who wants a snapshot of one partition:
  /// `md:{md:ticks:0}:snapshot:quote:ask`.
  static String snapshotAsks(StreamKey key, MessageType<?> type) {
    return key.channel() + ":snapshot:" + type.name() + ":ask";
  }

  /// Where the owner answers.
  static String snapshotRows(StreamKey key, MessageType<?> type) {
    return key.channel() + ":snapshot:" + type.name() + ":rows";
  }

  /// Where an asking instance listens for its replies.
  static String replies(String bus, EngineType engine, String instance) {
    return bus + ":reply:" + engine.name() + ":" + instance;
  }
}
