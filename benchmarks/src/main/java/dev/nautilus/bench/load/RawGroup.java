package dev.nautilus.bench.load;

import java.util.ArrayList;
import java.util.List;

/// Reads a stream as a member of a group over a bare socket. The acknowledgement of what was read
/// travels in front of the next read, so it costs no round trip of its own.
final class RawGroup {
  private static final int ENTRIES = 32;
  private static final int BLOCK_MILLIS = 1_000;

  private final RespSocket socket;
  private final Ledger ledger;
  private final byte[][] read;
  private final byte[][] acknowledge;
  private final List<byte[]> done = new ArrayList<>();

  RawGroup(RespSocket socket, byte[] key, String group, Ledger ledger) {
    this.socket = socket;
    this.ledger = ledger;
    byte[] groupBytes = RespSocket.ascii(group);
    this.read =
        new byte[][] {
          RespSocket.ascii("XREADGROUP"),
          RespSocket.ascii("GROUP"),
          groupBytes,
          RespSocket.ascii("c"),
          RespSocket.ascii("COUNT"),
          RespSocket.ascii(Integer.toString(ENTRIES)),
          RespSocket.ascii("BLOCK"),
          RespSocket.ascii(Integer.toString(BLOCK_MILLIS)),
          RespSocket.ascii("STREAMS"),
          key,
          RespSocket.ascii(">")
        };
    this.acknowledge = new byte[][] {RespSocket.ascii("XACK"), key, groupBytes};
  }

  /// One read, handed on.
  void step() {
    boolean acknowledging = !done.isEmpty();
    if (acknowledging) {
      words(acknowledge, done.size());
      done.forEach(socket::word);
      done.clear();
    }
    words(read, 0);
    socket.flush();
    if (acknowledging) {
      socket.number(':');
    }
    if (socket.number('*') < 0) {
      return;
    }
    socket.number('*');
    socket.bulk();
    long entries = socket.number('*');
    for (long i = 0; i < entries; i++) {
      socket.number('*');
      done.add(socket.bulkCopy());
      socket.number('*');
      socket.bulk();
      RawFrameContender.deliver(socket, socket.bulk(), ledger);
    }
  }

  private void words(byte[][] words, int more) {
    socket.command(words.length + more);
    for (byte[] word : words) {
      socket.word(word);
    }
  }
}
