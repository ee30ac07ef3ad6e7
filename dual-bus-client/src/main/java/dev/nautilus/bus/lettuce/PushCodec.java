package dev.nautilus.bus.lettuce;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads pushes: channels as text, each made once, and frames into pooled arrays.
final class PushCodec implements RedisCodec<String, PooledFrame> {
  private static final int REMEMBERED = 64;

  private final FramePool pool;
  private byte[][] spellings = new byte[0][];
  private String[] channels = new String[0];

  PushCodec(FramePool pool) {
    this.pool = pool;
  }

  /// On Netty's thread of this connection only.
  @Override
  public String decodeKey(ByteBuffer bytes) {
    for (int i = 0; i < channels.length; i++) {
      if (bytes.equals(ByteBuffer.wrap(spellings[i]))) {
        bytes.position(bytes.limit());
        return channels[i];
      }
    }
    String channel = StringCodec.UTF8.decodeKey(bytes);
    int at = channels.length;
    if (at < REMEMBERED) {
      spellings = Arrays.copyOf(spellings, at + 1);
      channels = Arrays.copyOf(channels, at + 1);
      spellings[at] = channel.getBytes(StandardCharsets.UTF_8);
      channels[at] = channel;
    }
    return channel;
  }

  @Override
  public PooledFrame decodeValue(ByteBuffer bytes) {
    return pool.copyOf(bytes);
  }

  @Override
  public ByteBuffer encodeKey(String key) {
    return StringCodec.UTF8.encodeKey(key);
  }

  @Override
  public ByteBuffer encodeValue(PooledFrame value) {
    return ByteBuffer.wrap(value.bytes(), 0, value.length());
  }
}
