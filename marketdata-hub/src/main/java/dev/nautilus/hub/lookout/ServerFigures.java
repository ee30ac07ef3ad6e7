package dev.nautilus.hub.lookout;

import dev.nautilus.bus.ServerLoad;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One Redis as it was when it was last looked at, as meters. Changed by one thread; read by any.
final class ServerFigures {
  private static final ServerLoad.Sight NOTHING = new ServerLoad.Sight(0, 0, 0, 0, 0, 0, 0);

  private final String server;
  private final List<Meter> meters = new ArrayList<>();
  private volatile double up = Double.NaN;
  private volatile ServerLoad.Sight figures = NOTHING;

  /// @param server as the meters name it
  ServerFigures(String server) {
    this.server = server;
  }

  /// Shows whether it answers.
  void bindUp(MeterRegistry registry) {
    meters.add(
        Gauge.builder(HubMeter.REDIS_UP.getName(), this, one -> one.up)
            .tag(Tag.SERVER.asString(), server)
            .register(registry));
  }

  /// Shows that and all else.
  void bindTo(MeterRegistry registry) {
    bindUp(registry);
    counter(registry, HubMeter.REDIS_CPU, ServerLoad.Sight::cpuSeconds);
    counter(registry, HubMeter.REDIS_COMMANDS, ServerLoad.Sight::commands);
    counter(registry, HubMeter.REDIS_ERRORS, ServerLoad.Sight::errors);
    gauge(registry, HubMeter.REDIS_CLIENTS, ServerLoad.Sight::connections);
    gauge(registry, HubMeter.REDIS_MEMORY, ServerLoad.Sight::usedBytes);
    gauge(registry, HubMeter.REDIS_MEMORY_LIMIT, ServerLoad.Sight::mostBytes);
  }

  /// It is none any more that is looked at.
  void unbind(MeterRegistry registry) {
    meters.forEach(registry::remove);
    meters.clear();
  }

  /// What was counted last stays while nobody answers, so that a rate does not jump.
  private void counter(
      MeterRegistry registry, HubMeter meter, ToDoubleFunction<ServerLoad.Sight> value) {
    meters.add(
        FunctionCounter.builder(meter.getName(), this, one -> value.applyAsDouble(one.figures))
            .baseUnit(meter.getBaseUnit())
            .tag(Tag.SERVER.asString(), server)
            .register(registry));
  }

  /// Unknown while nobody answers: an old figure would look like a new one.
  private void gauge(
      MeterRegistry registry, HubMeter meter, ToDoubleFunction<ServerLoad.Sight> value) {
    meters.add(
        Gauge.builder(
                meter.getName(),
                this,
                one -> one.up == 1 ? value.applyAsDouble(one.figures) : Double.NaN)
            .baseUnit(meter.getBaseUnit())
            .tag(Tag.SERVER.asString(), server)
            .register(registry));
  }

  void answered(ServerLoad.Sight sight) {
    figures = sight;
    up = 1;
  }

  /// It is there, and that is all there is to say.
  void answered() {
    up = 1;
  }

  void answersNot() {
    up = 0;
  }

  /// Nobody asks it.
  void unknown() {
    up = Double.NaN;
  }
}
