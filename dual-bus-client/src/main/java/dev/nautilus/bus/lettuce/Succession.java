package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Lane;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Whether a group may read a partition yet. One that a bus was given later takes over keys of an
/// older one, where their earlier messages are: the group reads the new one once it has
/// acknowledged the old one up to where that ended then, or order per key would be lost. Any
/// thread.
final class Succession {
  private static final String FIELD = "after ";

  private final Commands commands;
  private final StreamKey key;
  private final String group;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean open;

  Succession(Commands commands, StreamKey key, String group) {
    this.commands = commands;
    this.key = key;
    this.group = group;
    // The first partition has always been there, and a shared lane has no order to lose.
    this.open = key.isOfMain() || key.partition() == 0 || key.lane() == Lane.SHARED;
  }

  /// The field of `<bus>:meta` that says after what a stream is read.
  static String field(String stream) {
    return FIELD + stream;
  }

  /// Its value.
  ///
  /// @param older the stream that had the keys before
  /// @param upTo its last entry then
  static byte[] value(String older, String upTo) {
    return (older + " " + upTo).getBytes(StandardCharsets.UTF_8);
  }

  boolean isOpen() {
    return open;
  }

  /// Asks whether it is by now; one question at a time.
  ///
  /// @param told called on a bus thread with the answer
  void ask(Runnable told) {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    String meta = StreamNames.meta(key.family().bus().prefix());
    commands
        .<byte[]>call(redis -> redis.hget(meta, field(key.stream())))
        .thenCompose(this::isDone)
        .thenAccept(done -> answered(done, told))
        .exceptionally(failure -> answered(isNothingOwed(failure), told));
  }

  private @Nullable Void answered(boolean done, Runnable told) {
    open = done;
    asking.set(false);
    told.run();
    return null;
  }

  private CompletionStage<Boolean> isDone(byte @Nullable [] mark) {
    if (mark == null) {
      return CompletableFuture.completedFuture(true);
    }
    String text = new String(mark, StandardCharsets.UTF_8);
    int space = text.indexOf(' ');
    String older = text.substring(0, space);
    String upTo = text.substring(space + 1);
    return commands
        .<List<Object>>call(redis -> redis.xinfoGroups(older))
        .thenCompose(
            groups -> {
              String delivered = delivered(groups);
              return delivered.isEmpty()
                  ? CompletableFuture.completedFuture(true)
                  : isDone(older, delivered, upTo);
            });
  }

  /// In this order: what was handed out between the questions is pending, or acknowledged.
  private CompletionStage<Boolean> isDone(String older, String delivered, String upTo) {
    Range.Boundary<String> end = Range.Boundary.including(upTo);
    Range<String> unread = Range.from(Range.Boundary.excluding(delivered), end);
    Range<String> pending = Range.from(Range.Boundary.unbounded(), end);
    Limit one = Limit.from(1);
    return commands
        .call(redis -> redis.xrange(older, unread, one))
        .thenCombine(
            commands.call(redis -> redis.xpending(older, group, pending, one)),
            (left, open) -> left.isEmpty() && open.isEmpty());
  }

  /// Empty when the group does not read that stream.
  private String delivered(List<Object> groups) {
    return groups.stream()
        .map(InfoRow::of)
        .filter(row -> row.text("name").equals(group))
        .map(row -> row.text("last-delivered-id"))
        .findFirst()
        .orElse("");
  }

  /// A group, or a stream, that is not there owes nothing.
  private static boolean isNothingOwed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RedisCommandExecutionException refusal) {
      String said = String.valueOf(refusal.getMessage());
      return said.startsWith("NOGROUP")
          || said.startsWith("ERR no such key")
          || Refusal.isBearable(refusal);
    }
    return false;
  }
}
