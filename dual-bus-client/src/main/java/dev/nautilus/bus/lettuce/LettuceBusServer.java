package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.ServerLoad;

/// A server by its INFO; of a cluster the node that has the slot of the bus's own keys.
final class LettuceBusServer implements BusServer {
  private final OperatorLink link;

  LettuceBusServer(BusAddress address) {
    this.link = new OperatorLink(address, "server figures", "{el}");
  }

  @Override
  public ServerLoad.Sight look() {
    String info = link.ask(redis -> redis.info());
    return InfoRow.ofText(info).sight(System.nanoTime());
  }

  @Override
  public void close() {
    link.close();
  }
}
