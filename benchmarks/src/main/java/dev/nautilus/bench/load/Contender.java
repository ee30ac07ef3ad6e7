package dev.nautilus.bench.load;

import org.jspecify.annotations.Nullable;

/// One way to get messages through Redis. Sent to by one thread.
interface Contender extends AutoCloseable {
  /// Most messages a batch or frame holds, the same for all who batch.
  int BATCH = 128;

  /// Where all find the server.
  String HOST = "127.0.0.1";

  /// Starts a subscriber; when this returns nothing sent later is missed.
  ///
  /// @param index 0, 1, 2 ...; each is a group or a subscriber of its own
  /// @param ledger gets every delivery, in the order in which a handler would see them
  void subscribe(int index, Ledger ledger);

  /// Makes what [#send] hands to the client for a message, in the way `send` itself does; to find
  /// out what making it allocates, which is the harness's and not the client's. Null when nothing
  /// is made.
  @Nullable Object payload(long sequence);

  /// Sends message number `sequence`, or puts it into the batch that [#flush] sends.
  void send(long sequence);

  /// Lets everything go that still waits to be sent. Need not wait for an answer.
  void flush();

  /// How many messages the server has confirmed so far.
  long confirmed();

  /// How many messages were refused or not confirmed.
  default long failures() {
    return 0;
  }

  /// Ends the subscribers, then the publisher.
  @Override
  void close();
}
