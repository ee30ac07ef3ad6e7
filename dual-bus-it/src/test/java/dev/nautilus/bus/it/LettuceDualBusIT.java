package dev.nautilus.bus.it;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.DualBusContract;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import org.junit.jupiter.api.BeforeEach;

@NautilusBusTest
@SuppressWarnings("NullAway.Init") // set before each test
class LettuceDualBusIT extends DualBusContract {
  private BusServers servers;
  private BusClients clients;

  @BeforeEach
  void take(BusServers shared, BusClients own) {
    servers = shared;
    clients = own;
  }

  @Override
  protected DualBusClient connect(EngineType engine, String instance, BusOptions options) {
    return clients.client(clients.builder(engine, instance).options(options));
  }

  @Override
  protected void cut(Bus bus) {
    server(bus).pause();
  }

  @Override
  protected void restore(Bus bus) {
    server(bus).resume();
  }

  private RedisServer server(Bus bus) {
    return bus == Bus.MARKET_DATA ? servers.marketData() : servers.engineLogic();
  }
}
