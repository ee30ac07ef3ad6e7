package dev.nautilus.bus.lettuce;

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A right that one client has at a time: a key with an expiry, renewed three times before it ends.
/// Who does not have it asks again when it would end. Confined to one thread.
final class HouseLease {
  private static final Duration SOONEST = Duration.ofSeconds(1);

  private final Script script = new Script("house-lease.lua");
  private final String key;
  private final byte[] holder;
  private final Duration time;
  private long heldUntilNanos;
  private boolean held;

  HouseLease(String key, String holder, Duration time) {
    this.key = key;
    this.holder = holder.getBytes(StandardCharsets.UTF_8);
    this.time = time;
  }

  /// Takes or renews it.
  ///
  /// @return how long until this should be called again
  Duration attempt(Questions redis) throws InterruptedException {
    long asked = System.nanoTime();
    byte[] millis = Long.toString(time.toMillis()).getBytes(StandardCharsets.US_ASCII);
    Long left =
        redis.ask(
            async ->
                async.<Long>eval(
                    script.source(), ScriptOutputType.INTEGER, new String[] {key}, holder, millis));
    held = left == 0;
    heldUntilNanos = asked + time.toNanos();
    Duration third = time.dividedBy(3);
    if (held) {
      return third;
    }
    Duration soonest = third.compareTo(SOONEST) < 0 ? third : SOONEST;
    Duration remaining = Duration.ofMillis(left);
    return remaining.compareTo(soonest) < 0 ? soonest : remaining;
  }

  /// Whether it is ours now. By our own ticker from before we asked, so that we stop before another
  /// one begins.
  boolean isHeld() {
    return held && System.nanoTime() - heldUntilNanos < 0;
  }

  /// Gives it back without waiting, so that another one need not wait. Any thread.
  void release(Commands commands) {
    byte[] none = "0".getBytes(StandardCharsets.US_ASCII);
    commands
        .call(
            async ->
                async.<Long>eval(
                    script.source(), ScriptOutputType.INTEGER, new String[] {key}, holder, none))
        .exceptionally(failure -> 0L);
  }
}
