package dev.nautilus.hub.lookout;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.ServerLoad;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// One Redis as it was when it was last looked at. [#look] and [#close] belong to one thread; the
/// meters may be read by any.
final class ServerSight implements AutoCloseable {
  private static final String CLIENT = "nautilus-hub-lookout";
  private static final ServerLoad.Sight NOTHING = new ServerLoad.Sight(0, 0, 0, 0, 0, 0, 0);

  private final String server;
  private final Supplier<Optional<BusAddress>> where;
  private @Nullable StreamPort port;
  private volatile double up = Double.NaN;
  private volatile ServerLoad.Sight figures = NOTHING;

  /// @param server as the meters name it
  /// @param where it is; empty while nobody here has anything to do with it, then there is no
  ///   connection to it either
  ServerSight(String server, Supplier<Optional<BusAddress>> where) {
    this.server = server;
    this.where = where;
  }

  void bindTo(MeterRegistry registry) {
    Gauge.builder(HubMeter.REDIS_UP.getName(), this, one -> one.up)
        .tag(Tag.SERVER.asString(), server)
        .register(registry);
    counter(registry, HubMeter.REDIS_CPU, ServerLoad.Sight::cpuSeconds);
    counter(registry, HubMeter.REDIS_COMMANDS, ServerLoad.Sight::commands);
    counter(registry, HubMeter.REDIS_ERRORS, ServerLoad.Sight::errors);
    gauge(registry, HubMeter.REDIS_CLIENTS, ServerLoad.Sight::connections);
    gauge(registry, HubMeter.REDIS_MEMORY, ServerLoad.Sight::usedBytes);
    gauge(registry, HubMeter.REDIS_MEMORY_LIMIT, ServerLoad.Sight::mostBytes);
  }

  /// What was counted last stays while nobody answers, so that a rate does not jump.
  private void counter(
      MeterRegistry registry, HubMeter meter, ToDoubleFunction<ServerLoad.Sight> value) {
    FunctionCounter.builder(meter.getName(), this, one -> value.applyAsDouble(one.figures))
        .baseUnit(meter.getBaseUnit())
        .tag(Tag.SERVER.asString(), server)
        .register(registry);
  }

  /// Unknown while nobody answers: an old figure would look like a new one.
  private void gauge(
      MeterRegistry registry, HubMeter meter, ToDoubleFunction<ServerLoad.Sight> value) {
    Gauge.builder(
            meter.getName(),
            this,
            one -> one.up == 1 ? value.applyAsDouble(one.figures) : Double.NaN)
        .baseUnit(meter.getBaseUnit())
        .tag(Tag.SERVER.asString(), server)
        .register(registry);
  }

  /// Asks the server; waits for its answer.
  void look() {
    Optional<BusAddress> address = where.get();
    if (address.isEmpty()) {
      close();
      up = Double.NaN;
      return;
    }
    try {
      figures = port(address.get()).look();
      up = 1;
    } catch (BusException noAnswer) {
      up = 0;
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
