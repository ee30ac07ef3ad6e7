package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.StateVault;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// A state as a value of the Engine Logic bus's Redis. The owner's name has the incarnation of its
/// client in it, so that a process which was thought dead cannot overwrite its successor's state.
final class LettuceStateVault implements StateVault {
  private final Script claim = new Script("claim-state.lua");
  private final Script write = new Script("write-state.lua");
  private final Script refuse = new Script("refuse-state.lua");
  private final BusLink link;
  private final String key;
  private final String instance;
  private final String incarnation;
  private volatile boolean claimed;

  LettuceStateVault(BusLink link) {
    this.link = link;
    Identity identity = link.identity();
    key = StreamNames.state(identity.setup().engine());
    instance = identity.setup().instance();
    incarnation = Long.toHexString(identity.incarnation());
  }

  @Override
  public Optional<Duration> claim(Duration lease) {
    long left = claim(lease.toMillis());
    claimed |= left == 0;
    return left == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(left));
  }

  @Override
  public void release() {
    claim(0);
  }

  private long claim(long millis) {
    return ask(
        redis ->
            redis.eval(
                claim.source(),
                ScriptOutputType.INTEGER,
                new String[] {StreamNames.stateOwner(key)},
                utf8(instance),
                utf8(incarnation),
                utf8(Long.toString(millis)),
                utf8(claimed ? "1" : "0")));
  }

  @Override
  public Optional<byte[]> read() {
    return ask(redis -> redis.exists(key)) == 0
        ? Optional.empty()
        : Optional.of(ask(redis -> redis.get(key)));
  }

  @Override
  public boolean write(byte[] state) {
    long written =
        ask(
            redis ->
                redis.eval(
                    write.source(),
                    ScriptOutputType.INTEGER,
                    new String[] {key, StreamNames.stateOwner(key)},
                    utf8(instance + "#" + incarnation),
                    state));
    return written == 1;
  }

  @Override
  public void layAside() {
    long unused =
        ask(
            redis ->
                redis.eval(
                    refuse.source(),
                    ScriptOutputType.INTEGER,
                    new String[] {key, StreamNames.stateRefused(key)}));
  }

  private <T> T ask(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    try {
      return link.answer(link.writer().call(command));
    } catch (ReadFailedException e) {
      throw new BusException(BusException.Reason.NOT_SENT, key + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(BusException.Reason.NOT_SENT, key + ": interrupted", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
