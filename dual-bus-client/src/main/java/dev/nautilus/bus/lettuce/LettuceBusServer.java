package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.ServerLoad;
import java.util.Map;
import java.util.Optional;

/// A server by its INFO: the one, or the master that sentinels name.
final class LettuceBusServer implements BusServer {
  private final OperatorLink link;
  private final String address;

  LettuceBusServer(BusAddress address) {
    this.link = new OperatorLink(address, "server figures", "{el}");
    this.address = address.toString();
  }

  @Override
  public ServerLoad.Sight look() {
    String info = link.ask(redis -> redis.info());
    return InfoRow.ofText(info).sight(System.nanoTime());
  }

  @Override
  public Map<String, Optional<ServerLoad.Sight>> lookAtEach() {
    return Map.of(address, Optional.of(look()));
  }

  @Override
  public boolean writesToDisk() {
    return InfoRow.writesToDisk(
        () -> link.ask(redis -> redis.info("persistence")),
        () -> link.ask(redis -> redis.configGet("save")));
  }

  @Override
  public void close() {
    link.close();
  }
}
