package dev.nautilus.bus.lettuce;

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the leases of one group on all lanes: every third of the lease time it renews those that
/// are ours and looks at the others, all in one flush. Runs on a timer, not on the reading thread,
/// which a handler may keep busy. Any thread.
final class Leases implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);
  private static final long LATER = TimeUnit.MILLISECONDS.toNanos(20);

  private final Script leaving = new Script("release.lua");
  private final Commands commands;
  private final ScheduledExecutorService timer;
  private final String group;
  private final String consumer;
  private final Duration lease;
  private final Rights rights;
  private final Script leased = new Script("lease.lua");
  private final Script shared = new Script("share.lua");
  private final List<Tenure> tenures = new CopyOnWriteArrayList<>();

  private @Nullable Future<?> next;
  private long nextAtNanos;
  private volatile boolean closed;
  private volatile String loss = "";
  private volatile long lostAtNanos;

  /// Who may read what.
  ///
  /// @param ours whether a partition is ours by right
  /// @param round called at the start of each round
  record Rights(IntPredicate ours, Runnable round) {}

  /// The reader of a share.
  ///
  /// @param commands where its acknowledgements go
  /// @param stuck whether it cannot take on more, because a handler keeps it
  /// @param changed called when it has something to do
  /// @param missing called when a group is not there
  /// @param trimmed told how many entries of a share's stream were owed to instances that are gone
  ///   and are not in the stream any more
  record Reader(
      Commands commands,
      BooleanSupplier stuck,
      Runnable changed,
      Runnable missing,
      ObjLongConsumer<Share> trimmed) {}

  Leases(Commands commands, ScheduledExecutorService timer, Member member, Rights rights) {
    this.commands = commands;
    this.timer = timer;
    this.group = member.group();
    this.consumer = member.consumer();
    this.lease = member.lease();
    this.rights = rights;
  }

  /// Who reads.
  ///
  /// @param group the group
  /// @param consumer name in it
  /// @param lease lease time
  record Member(String group, String consumer, Duration lease) {}

  void add(Share share, Reader reader) {
    tenures.add(new Tenure(share, reader, group));
    hurry();
  }

  /// A round at once, of everything.
  synchronized void hurry() {
    tenures.forEach(tenure -> tenure.lookAtNanos = System.nanoTime());
    schedule(0);
  }

  /// A round of what is ours; the reading thread is told when it has brought something.
  void hurryAndTell(Share share) {
    share.await();
    schedule(0);
  }

  private synchronized void schedule(long nanos) {
    long at = System.nanoTime() + nanos;
    if (closed || (next != null && !next.isDone() && nextAtNanos - at <= 0)) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    nextAtNanos = at;
    next = timer.schedule(this::round, nanos, TimeUnit.NANOSECONDS);
  }

  private void round() {
    synchronized (this) {
      next = null;
      schedule(lease.toNanos() / 3);
    }
    rights.round().run();
    for (Tenure tenure : tenures) {
      if (tenure.succession.isOpen()) {
        ask(tenure);
      } else {
        tenure.succession.ask(() -> succeeded(tenure));
      }
    }
  }

  private void succeeded(Tenure tenure) {
    if (tenure.succession.isOpen()) {
      ask(tenure);
    } else {
      schedule(lease.toNanos() / 12);
    }
  }

  private synchronized void ask(Tenure tenure) {
    Share share = tenure.share;
    int releases = tenure.releases;
    boolean ours = isOurs(tenure);
    long now = System.nanoTime();
    if (share.state() == Share.State.STANDBY && !ours && tenure.lookAtNanos - now > 0) {
      return;
    }
    boolean take =
        tenure.isShared()
            ? !tenure.reader.stuck().getAsBoolean()
            : ours || share.isOurs(now) || isLeftAlone(tenure, now);
    byte[][] arguments = {
      utf8(group),
      utf8(consumer),
      utf8(Long.toString(lease.toMillis())),
      utf8(take ? "1" : "0"),
      utf8(ours ? "1" : "0"),
    };
    Script script = tenure.isShared() ? shared : leased;
    commands
        .<byte[]>call(redis -> script.run(redis, ScriptOutputType.VALUE, tenure.keys(), arguments))
        .thenAccept(
            answer -> answered(tenure, releases, now, new String(answer, StandardCharsets.UTF_8)))
        .exceptionally(failure -> failed());
  }

  private @Nullable Void failed() {
    leased.forget();
    shared.forget();
    schedule(lease.toNanos() / 12);
    return null;
  }

  private boolean isOurs(Tenure tenure) {
    return tenure.isShared() || rights.ours().test(tenure.share.key().partition());
  }

  /// Whoever it belongs to by right does not want it: perhaps it does not subscribe.
  private boolean isLeftAlone(Tenure tenure, long now) {
    return tenure.free && now - tenure.freeSinceNanos > lease.toNanos();
  }

  private synchronized void answered(
      Tenure tenure, int releases, long askedAtNanos, String answer) {
    String[] words = answer.split(" ");
    tenure.tellTrimmed(List.of(words));
    if (closed || releases != tenure.releases) {
      return;
    }
    tenure.freeSinceNanos = tenure.free ? tenure.freeSinceNanos : askedAtNanos;
    tenure.free = words[0].equals("FREE");
    switch (words[0]) {
      case "TAKEN", "KEPT" -> ours(tenure, askedAtNanos, List.of(words));
      case "HELD" -> {
        lost(tenure, words[2]);
        // Unless it is renewed it is free by then; who leaves is known from the members.
        long left = Math.max(0, TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1]))) + LATER;
        tenure.lookAtNanos = System.nanoTime() + left;
        schedule(left);
      }
      default -> lost(tenure, "nobody");
    }
  }

  private void ours(Tenure tenure, long askedAtNanos, List<String> words) {
    Share share = tenure.share;
    boolean kept = share.isOurs(System.nanoTime());
    share.renewed(askedAtNanos);
    boolean news = share.state() == Share.State.STANDBY;
    if (news) {
      share.state(Share.State.HELD);
    }
    if (!kept || words.contains("OWED")) {
      share.owe();
      news = true;
    }
    if (words.contains("NOGROUP")) {
      tenure.reader.missing().run();
    }
    boolean ours = isOurs(tenure);
    if (words.contains("WANTED") && !ours && share.state() == Share.State.HELD) {
      log.info("{} goes to the instance of {} that it belongs to", share, group);
      share.state(Share.State.YIELDING);
      news = true;
    }
    if (share.isAwaited() || news) {
      tenure.reader.changed().run();
    }
  }

  private void lost(Tenure tenure, String owner) {
    Share share = tenure.share;
    if (share.state() == Share.State.STANDBY) {
      return;
    }
    if (share.state() == Share.State.HELD) {
      loss =
          "lost %s to %s, which had not heard of this instance for %s"
              .formatted(share, owner, lease);
      lostAtNanos = System.nanoTime();
      log.warn("{}; standing by", loss);
    }
    share.state(Share.State.STANDBY);
    tenure.reader.changed().run();
  }

  /// Lets a share go, behind the acknowledgements of its reader: whoever wants it may take it at
  /// once.
  synchronized void release(Share share) {
    share.state(Share.State.STANDBY);
    for (Tenure tenure : tenures) {
      if (tenure.share == share) {
        tenure.releases++;
        tenure.free = false;
        release(tenure);
      }
    }
  }

  /// The same for good.
  void remove(Share share) {
    release(share);
    tenures.removeIf(tenure -> tenure.share == share);
  }

  private void release(Tenure tenure) {
    byte[][] arguments = {utf8(group), utf8(consumer)};
    String source = leaving.source();
    tenure
        .reader
        .commands()
        .call(
            redis ->
                redis.<Long>eval(
                    source, ScriptOutputType.INTEGER, tenure.releasedKeys(), arguments))
        .exceptionally(failure -> 0L);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Empty while every lease of ours on a lane is renewed, else what is wrong. Standing by is not
  /// wrong.
  String trouble() {
    long now = System.nanoTime();
    for (Tenure tenure : tenures) {
      Share share = tenure.share;
      long age = now - share.renewedAtNanos();
      if (share.state() != Share.State.STANDBY && age > lease.toNanos() * 2 / 3) {
        return "the lease of %s was not renewed for %d ms%s"
            .formatted(
                share,
                TimeUnit.NANOSECONDS.toMillis(age),
                share.isOurs(now) ? "" : "; handing out nothing until it is");
      }
    }
    return !loss.isEmpty() && now - lostAtNanos < lease.toNanos() ? loss : "";
  }

  /// Ends the rounds. Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
  }
}
