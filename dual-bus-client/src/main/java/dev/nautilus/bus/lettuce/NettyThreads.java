package dev.nautilus.bus.lettuce;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Netty's threads, one set for all clients of a process: with a set for each, a frame that goes to
/// ten engines of a fleet wakes ten of them, and the machine is busy with waking. None of them runs
/// a handler, so clients do not hold each other up. Made for the first client, ended with the last.
final class NettyThreads {
  static final NettyThreads SHARED = new NettyThreads();

  private static final int IO = 2;

  private @Nullable ClientResources resources;
  private int users;

  private NettyThreads() {}

  /// To be followed by one [#release].
  synchronized ClientResources acquire() {
    ClientResources present = resources;
    if (present == null) {
      present =
          DefaultClientResources.builder()
              .ioThreadPoolSize(IO)
              .computationThreadPoolSize(2)
              .build();
      resources = present;
    }
    users++;
    return present;
  }

  /// The user has closed its connections.
  void release() {
    ClientResources unused = null;
    synchronized (this) {
      users--;
      if (users == 0) {
        unused = resources;
        resources = null;
      }
    }
    if (unused != null) {
      unused.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
  }
}
