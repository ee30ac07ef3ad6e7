package dev.nautilus.bus.lettuce;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A script from the jar. [#run] sends its text once per connection and its digest afterwards; who
/// needs it rarely sends [#source] each time and need not care what the server knows. Confined to
/// the writer thread but for the source.
final class Script {
  private final String source;
  private volatile @Nullable RedisClusterAsyncCommands<String, byte[]> loadedBy;
  private String digest = "";

  Script(String resource) {
    try (InputStream in = Script.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      this.source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String source() {
    return source;
  }

  /// The server may have been replaced: send the text again on the next use.
  void forget() {
    loadedBy = null;
  }

  /// Any node of a cluster may be the one that runs it: those are sent the text each time.
  <T> RedisFuture<T> run(
      RedisClusterAsyncCommands<String, byte[]> redis,
      ScriptOutputType answer,
      String[] keys,
      byte[]... arguments) {
    if (redis.equals(loadedBy)) {
      return redis.evalsha(digest, answer, keys, arguments);
    }
    digest = redis.digest(source);
    loadedBy = redis instanceof RedisAdvancedClusterAsyncCommands ? null : redis;
    return redis.eval(source, answer, keys, arguments);
  }
}
