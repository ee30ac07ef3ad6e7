package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Lane;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The turns of a reading thread: each takes what a read has brought, or sends the next one, or
/// waits for whatever comes first. The next read is on its way while a full batch is handled, so at
/// most one batch waits. Confined to the reading thread.
final class GroupTurns {
  private static final int OWED_PAGE = 32;
  private static final int ACKS_AT_ONCE = 256;
  private static final int MOST_UNACKNOWLEDGED = 1 << 16;
  private static final long ACKS_APART = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long UNBLOCK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_HURRY = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);

  private final GroupReader.Seat seat;
  private final GroupDispatch dispatch;
  private final Leases leases;
  private final List<Share> shares;
  private final Signal work;
  private final Runnable unblock;
  private final Takeover takeover;
  private final Pace pace;
  private final long hurryNanos;
  private final ReadSize size;
  private final ReadSet set = new ReadSet();

  private @Nullable StatefulRedisConnection<String, byte[]> connection;
  private @Nullable StreamReads reads;
  private boolean full;
  private boolean idle;
  private int asked;
  private long sentAtNanos = System.nanoTime();
  private long ackedAtNanos = System.nanoTime();
  private long unblockedAtNanos = System.nanoTime();
  private long hurriedAtNanos = System.nanoTime() - LONGEST_HURRY;
  private long now = System.nanoTime();

  /// What a reader consists of.
  record Parts(
      GroupReader.Seat seat,
      GroupDispatch dispatch,
      Leases leases,
      List<Share> shares,
      Signal work) {}

  /// @param unblock ends a read that waits in the server
  GroupTurns(Parts parts, Runnable unblock) {
    this.seat = parts.seat();
    this.dispatch = parts.dispatch();
    this.leases = parts.leases();
    this.shares = parts.shares();
    this.work = parts.work();
    this.unblock = unblock;
    this.takeover = new Takeover(seat.member().group(), seat.member().consumer());
    this.hurryNanos = Math.min(LONGEST_HURRY, seat.member().lease().toNanos() / 6);
    this.pace = new Pace(seat.lane() == Lane.EXPRESS);
    this.size = seat.readSize();
  }

  /// Begins anew on a connection: what was handed to the one before, and never came, is owed.
  void connected(StatefulRedisConnection<String, byte[]> open) {
    connection = open;
    reads = new StreamReads(open, seat.member(), seat.options().commandTimeout(), work);
    shares.forEach(Share::owe);
    full = false;
    idle = false;
  }

  private StreamReads reads() {
    StreamReads open = reads;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }

  /// One turn.
  ///
  /// @throws ReadFailedException when the connection is lost, or a group is missing
  void take() throws InterruptedException {
    work.lower();
    now = System.nanoTime();
    dispatch.begins(now);
    StreamReads reading = reads();
    if (reading.isAnswered()) {
      handle(reading.take());
      return;
    }
    boolean care = wantsCare();
    if (care && !reading.isOutstanding()) {
      care();
      return;
    }
    dispatch.retry();
    acknowledge(!pace.isBrisk());
    now = System.nanoTime();
    long until = now + LONGEST_WAIT;
    if (reading.isOutstanding()) {
      until = care ? unblocked() : until;
    } else {
      until = read(until);
    }
    until = earlier(until, dispatch.nextDueNanos(now));
    until = unacknowledged() > 0 ? earlier(until, ackedAtNanos + ACKS_APART) : until;
    dispatch.waits();
    work.await(Math.max(0, until - now));
  }

  private static long earlier(long one, long other) {
    return one - other <= 0 ? one : other;
  }

  private long unblocked() {
    if (now - unblockedAtNanos >= UNBLOCK_AGAIN) {
      unblockedAtNanos = now;
      unblock.run();
    }
    return unblockedAtNanos + UNBLOCK_AGAIN;
  }

  /// Sends the next read if it is time; else says when it will be.
  private long read(long otherwise) {
    if (dispatch.isFull() || unacknowledged() > MOST_UNACKNOWLEDGED || !set.choose(shares, now)) {
      return otherwise;
    }
    long at = pace.nextReadNanos(sentAtNanos, full);
    if (at - now > 0) {
      return at;
    }
    if (idle && set.isBlockShort(seat.member().lease().toNanos())) {
      // One renewal now, and the read may wait its full time: it wakes us less often.
      if (now - hurriedAtNanos >= hurryNanos) {
        hurriedAtNanos = now;
        leases.hurryAndTell(set.oldest());
      }
      return hurriedAtNanos + hurryNanos;
    }
    send();
    return otherwise;
  }

  private void send() {
    asked = size.count();
    sentAtNanos = now;
    set.send(reads(), asked, now);
  }

  private void handle(Entries batch) {
    idle = batch.size() == 0;
    full = batch.fullest() >= asked;
    size.came(batch.fullest(), batch.size(), batch.totalBytes());
    if (full && !dispatch.isFull() && !wantsCare() && set.choose(shares, now)) {
      send();
    }
    int before = dispatch.messages();
    for (int i = 0; i < batch.size() && !dispatch.isStopped(); i++) {
      dispatch.dispatch(batch, i, false, Set.of());
    }
    pace.came(dispatch.messages() - before, System.nanoTime());
    acknowledge(!pace.isBrisk());
  }

  private boolean wantsCare() {
    for (Share share : shares) {
      if (share.wantsCare(now)) {
        return true;
      }
    }
    return false;
  }

  private void care() {
    for (Share share : shares) {
      if (!share.wantsCare(now)) {
        continue;
      }
      switch (share.state()) {
        case HELD -> enter(share);
        case YIELDING -> {
          acknowledge(true);
          leases.release(share);
          forget(share);
        }
        case STANDBY -> forget(share);
      }
    }
  }

  private void forget(Share share) {
    dispatch.drop(share);
    share.entered(false);
  }

  /// What is owed comes before what is new: nothing else returns it.
  private void enter(Share share) {
    StatefulRedisConnection<String, byte[]> open = connection;
    share.paying();
    share.entered(true);
    for (GroupStream stream : share.streams()) {
      if (open != null && !seat.isShared()) {
        dispatch.trimmed(stream, takeover.ofAll(open.sync(), stream));
      }
      readOwed(stream);
      if (share.isOwed()) {
        // The lease ran out meanwhile, or more is owed: from the start again, in order.
        return;
      }
    }
  }

  private void readOwed(GroupStream stream) {
    Set<String> marks = movedAlready(stream);
    Set<StreamId> unconfirmed = stream.acks().unconfirmed();
    Set<StreamId> owed = new HashSet<>();
    StreamId after = null;
    Entries page;
    do {
      page = reads().owed(stream, after, OWED_PAGE);
      for (int i = 0; i < page.size(); i++) {
        after = page.id(i);
        owed.add(after);
        if (dispatch.isInHand(stream, after)) {
          dispatch.resume(stream, after);
        } else if (!unconfirmed.contains(after)) {
          dispatch.dispatch(page, i, true, marks);
        }
        if (dispatch.isStopped()) {
          return;
        }
      }
      acknowledge(true);
      makeRoom(stream.share());
      if (stream.share().isOwed()) {
        return;
      }
    } while (page.size() > 0);
    dispatch.keep(stream, owed);
  }

  private void makeRoom(Share share) {
    while (dispatch.isFull()
        && !dispatch.isStopped()
        && !share.isOwed()
        && share.isOurs(System.nanoTime())) {
      work.pause(UNBLOCK_AGAIN);
      dispatch.retry();
      acknowledge(true);
    }
  }

  /// Messages of owed entries that are dead letters: their entry is read again, they are not.
  private Set<String> movedAlready(GroupStream stream) {
    StatefulRedisConnection<String, byte[]> open = connection;
    return stream.isRetries() || open == null
        ? Set.of()
        : Set.copyOf(open.sync().hkeys(StreamNames.moved(stream.home(), seat.member().group())));
  }

  private int unacknowledged() {
    int all = 0;
    for (Share share : shares) {
      all += share.messages().acks().waiting() + share.retries().acks().waiting();
    }
    return all;
  }

  /// Acknowledges what is done: at once, or when enough of it has gathered.
  private void acknowledge(boolean atOnce) {
    int waiting = unacknowledged();
    if (waiting == 0) {
      return;
    }
    long instant = System.nanoTime();
    if (atOnce || waiting >= ACKS_AT_ONCE || instant - ackedAtNanos >= ACKS_APART) {
      ackedAtNanos = instant;
      for (Share share : shares) {
        share.messages().acks().send();
        share.retries().acks().send();
      }
    }
  }

  /// Before the connection is closed.
  void last() {
    acknowledge(true);
  }
}
