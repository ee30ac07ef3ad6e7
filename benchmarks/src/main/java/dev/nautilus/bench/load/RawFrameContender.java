package dev.nautilus.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What the JVM can do at most with frames: bare sockets, up to [Contender#BATCH] messages in an
/// entry, and of each message nothing but its number read. No checksum, no identity, no typed
/// value, no future, no reconnect; not something to use.
final class RawFrameContender implements Contender {
  private static final String KEY = "raw";
  private static final byte[] KEY_BYTES = RespSocket.ascii(KEY);
  private static final byte[] CHANNEL = RespSocket.ascii("raw:push");
  private static final int SEND_AT = 1 << 16;
  private static final int RING = 1 << 16;

  private final int port;
  private final boolean pushed;
  private final RespSocket socket;
  private final Readers readers = new Readers();
  private final List<RespSocket> sockets = new ArrayList<>();
  private final AtomicLong confirmed = new AtomicLong();

  /// Sizes of the frames that were sent, for the thread that reads the answers. The window keeps
  /// the sender from lapping it.
  private final AtomicIntegerArray sizes = new AtomicIntegerArray(RING);

  private final byte[] frame = new byte[BATCH * Payload.LENGTH];
  private final byte[][] append =
      List.of("XADD", KEY, "MAXLEN", "~", "40000", "*", "f").stream()
          .map(RespSocket::ascii)
          .toArray(byte[][]::new);
  private final byte[] publish = RespSocket.ascii("PUBLISH");
  private int inFrame;
  private int sent;
  private int answered;

  RawFrameContender(int port, Scenario scenario) {
    this.port = port;
    this.pushed = scenario.reach() == Scenario.Reach.PUSHED;
    this.socket = new RespSocket(port);
    readers.start("answers", this::readAnswer);
  }

  @Override
  public void subscribe(int index, Ledger ledger) {
    RespSocket own = new RespSocket(port);
    sockets.add(own);
    if (pushed) {
      own.send("SUBSCRIBE", "raw:push");
      own.number('*');
      own.bulk();
      own.bulk();
      own.number(':');
      readers.start("subscriber-" + index, () -> readPush(own, ledger));
    } else {
      String group = "g" + index;
      own.send("XGROUP", "CREATE", KEY, group, "0", "MKSTREAM");
      own.ok();
      RawGroup reader = new RawGroup(own, KEY_BYTES, group, ledger);
      readers.start("group-" + index, reader::step);
    }
  }

  private static void readPush(RespSocket own, Ledger ledger) {
    own.number('*');
    own.bulk();
    own.bulk();
    deliver(own, own.bulk(), ledger);
  }

  /// Hands on what is in the value just read.
  static void deliver(RespSocket own, int length, Ledger ledger) {
    byte[] bytes = own.buffer();
    int from = own.bulkOffset();
    for (int at = from; at < from + length; at += Payload.LENGTH) {
      ledger.accept(Payload.sequence(bytes, at));
    }
  }

  @Override
  public @Nullable Object payload(long sequence) {
    return null; // written straight into the frame
  }

  @Override
  public void send(long sequence) {
    Payload.put(sequence, frame, inFrame * Payload.LENGTH);
    if (++inFrame == BATCH) {
      emit();
    }
  }

  private void emit() {
    int length = inFrame * Payload.LENGTH;
    socket.command(append.length + 1);
    for (byte[] word : append) {
      socket.word(word);
    }
    socket.word(frame, length);
    if (pushed) {
      socket.command(3);
      socket.word(publish);
      socket.word(CHANNEL);
      socket.word(frame, length);
    }
    sizes.set(sent++ & (RING - 1), inFrame);
    inFrame = 0;
    if (socket.buffered() >= SEND_AT) {
      socket.flush();
    }
  }

  @Override
  public void flush() {
    if (inFrame > 0) {
      emit();
    }
    if (socket.buffered() > 0) {
      socket.flush();
    }
  }

  private void readAnswer() {
    socket.bulk();
    if (pushed) {
      socket.number(':');
    }
    confirmed.lazySet(confirmed.getPlain() + sizes.get(answered++ & (RING - 1)));
  }

  @Override
  public long confirmed() {
    return confirmed.get();
  }

  @Override
  public void close() {
    // Closing the sockets is what ends the blocking reads; the readers must know first.
    readers.closing();
    sockets.forEach(RespSocket::close);
    socket.close();
    readers.close();
  }
}
