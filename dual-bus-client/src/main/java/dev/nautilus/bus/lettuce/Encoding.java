package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.codec.PayloadCodecs;

/// How payloads are encoded on a server.
enum Encoding {
  /// Each type in its own encoding and version.
  BUS {
    @Override
    <P> PayloadCodec<P> of(MessageType<P> type) {
      return PayloadCodecs.of(type);
    }
  },
  /// All types in JSON, which says nothing of versions.
  MAIN {
    @Override
    <P> PayloadCodec<P> of(MessageType<P> type) {
      return PayloadCodecs.jsonOf(type);
    }
  };

  abstract <P> PayloadCodec<P> of(MessageType<P> type);
}
