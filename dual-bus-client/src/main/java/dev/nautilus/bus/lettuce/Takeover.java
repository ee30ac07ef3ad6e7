package dev.nautilus.bus.lettuce;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What becomes of entries handed to consumers that no longer read: whoever holds the lease has
/// them now. A consumer that owes nothing is deleted in the same step; deleting one that does would
/// lose what it owes.
final class Takeover {
  private final Script claim = new Script("claim.lua");
  private final String group;
  private final String consumer;

  Takeover(String group, String consumer) {
    this.group = group;
    this.consumer = consumer;
  }

  /// Claims everything of other consumers. Only for the holder of the lease.
  ///
  /// @return how many entries were owed but are not in the stream any more
  long ofAll(RedisClusterCommands<String, byte[]> redis, GroupStream stream) {
    String[] keys = {stream.name()};
    byte[][] arguments = {
      group.getBytes(StandardCharsets.UTF_8), consumer.getBytes(StandardCharsets.UTF_8),
    };
    long gone = 0;
    List<Long> answer;
    do {
      answer = redis.eval(claim.source(), ScriptOutputType.MULTI, keys, arguments);
      gone += answer.get(1);
    } while (answer.get(0) == 1);
    return gone;
  }
}
