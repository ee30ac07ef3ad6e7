package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.StateVault;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A state as a value of the Engine Logic bus's Redis, over a connection of its own: a large one
/// holds up no message, and it is the same wherever the engine's messages travel. The owner's name
/// has a random number in it, so that a process which was thought dead cannot overwrite its
/// successor's state.
final class LettuceStateVault implements StateVault {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Script claim = new Script("claim-state.lua");
  private final Script write = new Script("write-state.lua");
  private final Script refuse = new Script("refuse-state.lua");
  private final BusTransport.Setup setup;
  private final String key;
  private final String incarnation = Long.toHexString(RANDOM.nextLong());
  private @Nullable OperatorLink link;
  private boolean claimed;
  private boolean closed;

  LettuceStateVault(BusTransport.Setup setup) {
    this.setup = setup;
    key = StreamNames.state(setup.engine());
  }

  @Override
  public synchronized Optional<Duration> claim(Duration lease) {
    long left = claim(lease.toMillis());
    claimed |= left == 0;
    return left == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(left));
  }

  private long claim(long millis) {
    return this.<Long>ask(
        redis ->
            redis.eval(
                claim.source(),
                ScriptOutputType.INTEGER,
                new String[] {StreamNames.stateOwner(key)},
                utf8(setup.instance()),
                utf8(incarnation),
                utf8(Long.toString(millis)),
                utf8(claimed ? "1" : "0")));
  }

  @Override
  public Optional<byte[]> read() {
    return ask(redis -> Optional.ofNullable(redis.get(key)));
  }

  @Override
  public boolean write(byte[] state) {
    return this.<Long>ask(
            redis ->
                redis.eval(
                    write.source(),
                    ScriptOutputType.INTEGER,
                    new String[] {key, StreamNames.stateOwner(key)},
                    utf8(setup.instance() + "#" + incarnation),
                    state))
        == 1;
  }

  @Override
  public void layAside() {
    this.<Long>ask(
        redis ->
            redis.eval(
                refuse.source(),
                ScriptOutputType.INTEGER,
                new String[] {key, StreamNames.stateRefused(key)}));
  }

  private synchronized <T> T ask(Function<RedisClusterCommands<String, byte[]>, T> question) {
    OperatorLink open = link;
    if (open == null) {
      open = new OperatorLink(setup.engineLogic(), "state-" + setup.instance(), key);
      link = open;
    }
    return open.ask(question);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    OperatorLink open = link;
    if (open == null || closed) {
      return;
    }
    closed = true;
    try {
      claim(0);
    } finally {
      open.close();
    }
  }
}
