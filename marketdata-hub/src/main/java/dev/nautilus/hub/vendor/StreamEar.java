package dev.nautilus.hub.vendor;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Listens to one WebSocket and passes on, to the stream's own thread, what it hears. The next
/// frame is asked for when the last one was handled, so a slow listener slows the vendor down.
final class StreamEar implements WebSocket.Listener {
  private static final int LARGEST_FRAME = 1 << 20;

  private final Consumer<Runnable> thread;
  private final BiConsumer<StreamEar, String> heard;
  private final BiConsumer<StreamEar, String> lost;
  private final Runnable alive;
  private final StringBuilder parts = new StringBuilder();

  StreamEar(
      Consumer<Runnable> thread,
      BiConsumer<StreamEar, String> heard,
      BiConsumer<StreamEar, String> lost,
      Runnable alive) {
    this.thread = thread;
    this.heard = heard;
    this.lost = lost;
    this.alive = alive;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    parts.append(data);
    if (parts.length() > LARGEST_FRAME) {
      thread.accept(() -> lost.accept(this, "frame larger than " + LARGEST_FRAME));
      return null;
    }
    if (!last) {
      socket.request(1);
      return null;
    }
    String text = parts.toString();
    parts.setLength(0);
    thread.accept(
        () -> {
          heard.accept(this, text);
          socket.request(1);
        });
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    thread.accept(() -> lost.accept(this, "binary frame"));
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    thread.accept(alive);
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    thread.accept(() -> lost.accept(this, "closed by the vendor with " + status));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    thread.accept(() -> lost.accept(this, String.valueOf(error.getMessage())));
  }
}
