package dev.nautilus.hub.lookout;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.lettuce.StreamPort;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One Redis, or whoever is master by the sentinels' word.
final class ServerSight implements RedisSight {
  private static final String CLIENT = "nautilus-hub-lookout";

  private final ServerFigures figures;
  private final Supplier<Optional<BusAddress>> where;
  private @Nullable StreamPort port;

  /// @param server as the meters name it
  /// @param where it is; empty while nobody here has anything to do with it, then there is no
  ///   connection to it either
  ServerSight(String server, Supplier<Optional<BusAddress>> where) {
    this.figures = new ServerFigures(server);
    this.where = where;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    figures.bindTo(registry);
  }

  @Override
  public void look() {
    Optional<BusAddress> address = where.get();
    if (address.isEmpty()) {
      close();
      figures.unknown();
      return;
    }
    try {
      figures.answered(port(address.get()).look());
    } catch (BusException noAnswer) {
      figures.answersNot();
    }
  }

  private StreamPort port(BusAddress address) {
    StreamPort open = port;
    if (open == null) {
      open = new StreamPort(address, CLIENT);
      port = open;
    }
    return open;
  }

  @Override
  public void close() {
    StreamPort open = port;
    port = null;
    if (open != null) {
      open.close();
    }
  }
}
