package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.ServerLoad;
import io.lettuce.core.api.sync.RedisServerCommands;

/// A server by its INFO.
final class LettuceBusServer implements BusServer {
  private final OperatorLink link;

  LettuceBusServer(BusAddress address) {
    this.link = new OperatorLink(address, "server figures");
  }

  @Override
  public ServerLoad.Sight look() {
    String info = link.ask(RedisServerCommands::info);
    return InfoRow.ofText(info).sight(System.nanoTime());
  }

  @Override
  public void close() {
    link.close();
  }
}
