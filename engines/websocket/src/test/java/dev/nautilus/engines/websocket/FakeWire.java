package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.CloseCode;
import dev.nautilus.engines.websocket.wire.Follower;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/// A socket in memory that can be blocked.
final class FakeWire implements Wire {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<CloseCode> closed = new CompletableFuture<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  void block() {
    gate = new CountDownLatch(1);
  }

  void unblock() {
    gate.countDown();
  }

  @Override
  public void send(String text) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    texts.add(text);
  }

  @Override
  public void ping() {}

  @Override
  public void close(CloseCode code, String reason) {
    closed.complete(code);
  }

  CompletableFuture<CloseCode> closed() {
    return closed;
  }

  List<String> texts() {
    return texts;
  }

  /// What a browser would know of a channel now.
  Follower followed(String channel) {
    Follower follower = new Follower();
    for (String text : texts) {
      JsonNode message = Follower.parse(text);
      if (message.path("ch").asString("").equals(channel)) {
        follower.take(message);
      }
    }
    return follower;
  }
}
