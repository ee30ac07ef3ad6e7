package dev.nautilus.bus.lettuce;

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The running instances of an engine on one bus, in the order in which they came. Partition `n`
/// belongs by right to member `n` modulo their number: on all lanes and families the same, so that
/// an instance has the whole of a key. Any thread.
final class Members {
  private static final int NAME_AT = 19;

  private final String key;
  private final String consumer;
  private final Duration lease;
  private final Commands commands;
  private final Script script = new Script("members.lua");
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private boolean joined;
  private long refreshedAtNanos;
  private boolean left;
  private volatile List<String> names = List.of();

  Members(Identity identity, Commands commands) {
    this.key = StreamNames.members(identity.server().prefix(), identity.setup().engine().name());
    this.consumer = identity.consumer();
    this.commands = commands;
    this.lease = identity.setup().options().leaseTime();
  }

  /// @param told when the members have changed
  void listener(Runnable told) {
    listeners.add(told);
  }

  /// Counts this instance in, or says that it is still there if it is time.
  synchronized void refresh() {
    long now = System.nanoTime();
    boolean due = !joined || now - refreshedAtNanos > lease.toNanos() / 4;
    if (due && !left) {
      joined = true;
      refreshedAtNanos = now;
      ask("0");
    }
  }

  private void ask(String leaving) {
    String[] keys = {key};
    byte[][] arguments = {
      ascii(consumer), ascii(Long.toString(lease.toMillis())), ascii(leaving),
    };
    commands
        .<List<byte[]>>call(redis -> script.run(redis, ScriptOutputType.MULTI, keys, arguments))
        .thenAccept(this::answered)
        .exceptionally(failure -> failed());
  }

  private synchronized @Nullable Void failed() {
    script.forget();
    joined = false;
    return null;
  }

  private void answered(List<byte[]> members) {
    List<String> now = members.stream().map(Members::nameOf).toList();
    if (!now.equals(names)) {
      names = now;
      listeners.forEach(Runnable::run);
    }
  }

  private static String nameOf(byte[] member) {
    String text = new String(member, StandardCharsets.UTF_8);
    return text.substring(Math.min(NAME_AT, text.length()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Whether a partition is ours by right.
  boolean isOurs(int partition) {
    return isOurs(names, consumer, partition);
  }

  static boolean isOurs(List<String> members, String consumer, int partition) {
    return !members.isEmpty() && members.get(partition % members.size()).equals(consumer);
  }

  /// Counts this instance out, if it was counted in. Idempotent.
  synchronized void leave() {
    if (!left && joined) {
      ask("1");
    }
    left = true;
  }
}
