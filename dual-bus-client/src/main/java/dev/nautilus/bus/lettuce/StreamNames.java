package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;

/// Every key and channel the client uses. The braces are hash tags: what belongs to one partition
/// stays on one node of a cluster.
final class StreamNames {
  private StreamNames() {}

  /// The stream of a family's partition: `{md:ticks:0}`. One partition until a cluster asks for
  /// more.
  static String stream(Family family) {
    return "{" + family.bus().prefix() + ":" + family.keyName() + ":0}";
  }

  /// Last sequence by incarnation, beside the stream.
  static String producers(String stream) {
    return stream + ":producers";
  }

  /// The channel a pushed stream's frames are published on: `md:{md:ticks:0}`. Channels start with
  /// the bus so that an ACL can name them.
  static String channel(Family family) {
    return family.bus().prefix() + ":" + stream(family);
  }

  /// Where an asking instance listens for its replies.
  static String replies(Bus bus, EngineType engine, String instance) {
    return bus.prefix() + ":reply:" + engine.name() + ":" + instance;
  }
}
