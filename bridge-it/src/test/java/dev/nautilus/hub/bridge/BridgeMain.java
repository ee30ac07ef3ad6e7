package dev.nautilus.hub.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;

/// A bridge in a process of its own, to be killed.
final class BridgeMain {
  private BridgeMain() {}

  /// Runs until it is killed.
  ///
  /// @param args addresses of main Redis, the MarketData bus and the Engine Logic bus
  public static void main(String[] args) throws InterruptedException {
    Bridge bridge =
        new Bridge(
            BridgeStage.setup(
                args[0],
                args[1],
                args[2],
                new SimpleMeterRegistry(),
                new BridgeStage.Heard(new ArrayList<>())));
    bridge.start();
    new CountDownLatch(1).await();
  }
}
