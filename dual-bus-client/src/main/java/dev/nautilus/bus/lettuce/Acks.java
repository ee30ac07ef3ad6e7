package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Acknowledgements of one stream. They travel on the command connection, never behind a blocking
/// read. What is acknowledged is remembered until Redis has said yes, and sent again when it did
/// not. Confined to the reading thread, but for the answers.
final class Acks {
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

  private final Commands commands;
  private final String stream;
  private final String group;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final boolean retries;
  private final @Nullable ConfirmedAcks confirmed;
  private List<StreamId> waiting = new ArrayList<>();
  private List<String> marks = new ArrayList<>();
  private long againAtNanos = System.nanoTime();

  private enum Outcome {
    OPEN,
    CONFIRMED,
    FAILED
  }

  private static final class Sent {
    private final List<StreamId> ids;
    private final List<String> marks;
    private volatile Outcome outcome = Outcome.OPEN;

    Sent(List<StreamId> ids, List<String> marks) {
      this.ids = ids;
      this.marks = marks;
    }

    @Nullable Void failed() {
      outcome = Outcome.FAILED;
      return null;
    }
  }

  /// @param replicated whether another node may take the server's place
  Acks(Commands commands, String stream, String group, boolean replicated) {
    this.confirmed = replicated ? new ConfirmedAcks() : null;
    this.commands = commands;
    this.stream = stream;
    this.group = group;
    this.retries = StreamNames.isRetries(stream);
  }

  /// An entry is done.
  ///
  /// @param moved which of its messages are dead letters
  void add(StreamId id, Set<Integer> moved) {
    waiting.add(id);
    for (int index : moved) {
      marks.add(id + "/" + index);
    }
  }

  /// Entries whose acknowledgement is to be sent now.
  int waiting() {
    settle();
    return isDue() ? waiting.size() : 0;
  }

  private boolean isDue() {
    return System.nanoTime() - againAtNanos >= 0;
  }

  /// Entries done that Redis may still count as owed.
  Set<StreamId> unconfirmed() {
    Set<StreamId> all = new HashSet<>(waiting);
    for (Sent batch : sent) {
      if (batch.outcome != Outcome.CONFIRMED) {
        all.addAll(batch.ids);
      }
    }
    return all;
  }

  /// Entries done and acknowledged that a node which has taken the master's place may count as
  /// owed.
  Set<StreamId> confirmed() {
    settle();
    ConfirmedAcks known = confirmed;
    return known == null ? Set.of() : known.all();
  }

  /// Sends what waits, in one command.
  void send() {
    settle();
    if (waiting.isEmpty() || !isDue()) {
      return;
    }
    Sent batch = new Sent(waiting, marks);
    waiting = new ArrayList<>();
    marks = new ArrayList<>();
    sent.add(batch);
    commands
        .call(redis -> acknowledge(redis, batch))
        .thenAccept(count -> batch.outcome = Outcome.CONFIRMED)
        .exceptionally(failure -> batch.failed());
  }

  private void settle() {
    while (!sent.isEmpty() && sent.peek().outcome != Outcome.OPEN) {
      Sent batch = sent.poll();
      ConfirmedAcks known = confirmed;
      if (batch != null && known != null && batch.outcome == Outcome.CONFIRMED) {
        batch.ids.forEach(known::add);
      }
      if (batch != null && batch.outcome == Outcome.FAILED) {
        batch.ids.addAll(waiting);
        waiting = batch.ids;
        batch.marks.addAll(marks);
        marks = batch.marks;
        againAtNanos = System.nanoTime() + AGAIN;
      }
    }
  }

  /// What follows the acknowledgement on the same connection cannot overtake it.
  private RedisFuture<Long> acknowledge(
      RedisClusterAsyncCommands<String, byte[]> redis, Sent batch) {
    RedisFuture<Long> acknowledged = send(redis, CommandType.XACK, true, batch.ids);
    if (retries) {
      // Nobody else reads it, and nobody trims it.
      send(redis, CommandType.XDEL, false, batch.ids).exceptionally(failure -> 0L);
    }
    if (!batch.marks.isEmpty()) {
      redis
          .hdel(
              StreamNames.moved(StreamNames.home(stream), group),
              batch.marks.toArray(String[]::new))
          .exceptionally(failure -> 0L);
    }
    return acknowledged;
  }

  private RedisFuture<Long> send(
      RedisClusterAsyncCommands<String, byte[]> redis,
      CommandType command,
      boolean ofGroup,
      List<StreamId> ids) {
    CommandArgs<String, byte[]> arguments = new CommandArgs<>(RedisLink.CODEC).addKey(stream);
    if (ofGroup) {
      arguments.add(group);
    }
    for (StreamId id : ids) {
      arguments.add(id.ascii());
    }
    return redis.dispatch(command, new IntegerOutput<>(RedisLink.CODEC), arguments);
  }
}
