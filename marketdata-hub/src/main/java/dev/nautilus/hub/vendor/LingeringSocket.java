package dev.nautilus.hub.vendor;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// A socket whose close waits, briefly, until the other side has closed too. Without it a vendor
/// would see the replacing connection come before the old one is gone: two at once.
final class LingeringSocket extends Socket {
  private static final int PATIENCE_MILLIS = 250;
  private static final int MOST_DRAINED = 64 * 1024;

  /// @param proxy null for a direct connection
  LingeringSocket(@Nullable Proxy proxy) {
    super(proxy == null ? Proxy.NO_PROXY : proxy);
  }

  /// The reading half stays open until [#close], which drains it.
  @Override
  public void shutdownInput() {}

  @Override
  public synchronized void close() throws IOException {
    // A linger of 0 asks for a reset: the exchange was broken off, there is nothing to wait for.
    if (isConnected() && !isClosed() && getSoLinger() != 0) {
      awaitOtherSide();
    }
    super.close();
  }

  private void awaitOtherSide() {
    try {
      if (!isOutputShutdown()) {
        shutdownOutput();
      }
      setSoTimeout(PATIENCE_MILLIS);
      byte[] rest = new byte[4096];
      int drained = 0;
      int count = getInputStream().read(rest);
      while (count >= 0 && drained < MOST_DRAINED) {
        drained += count;
        count = getInputStream().read(rest);
      }
    } catch (IOException ignored) {
      // Reset, or no patience left: the close that follows is all that can be done.
    }
  }
}
