package dev.nautilus.hub.lookout;

import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.BudgetReport;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.message.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// How each source is, as meters. Each is asked when somebody scrapes; any thread.
final class SourceMeters implements MeterBinder {
  private static final double MILLIS_A_SECOND = 1000;

  private final List<VendorConnection> connections;
  private final @Nullable VendorsProperties catalogue;

  /// @param catalogue null when there is none, as for a source that a test brings
  SourceMeters(List<VendorConnection> connections, @Nullable VendorsProperties catalogue) {
    this.connections = List.copyOf(connections);
    this.catalogue = catalogue;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (VendorConnection connection : connections) {
      gauge(registry, HubMeter.SOURCE_STATE, connection, one -> number(one.status().state()));
      gauge(registry, HubMeter.SOURCE_SIMULATED, connection, this::simulated);
      if (connection.stream().isPresent()) {
        gauge(
            registry,
            HubMeter.SOURCE_STREAMING,
            connection,
            one -> one.status().streaming() ? 1 : 0);
      }
      connection.budget().ifPresent(budget -> budget(registry, connection, budget.report()));
      begin(registry, connection.source());
    }
  }

  private static void budget(
      MeterRegistry registry, VendorConnection connection, BudgetReport report) {
    gauge(registry, HubMeter.SOURCE_QUIET, connection, SourceMeters::quietSeconds);
    if (!report.quotas().isEmpty()) {
      gauge(registry, HubMeter.SOURCE_BUDGET, connection, SourceMeters::left);
    }
  }

  private static void gauge(
      MeterRegistry registry,
      HubMeter meter,
      VendorConnection connection,
      ToDoubleFunction<VendorConnection> value) {
    Gauge.builder(meter.getName(), connection, value)
        .baseUnit(meter.getBaseUnit())
        .tag(Tag.SOURCE.asString(), connection.source().name())
        .register(registry);
  }

  /// Counters that the desk will count on, at 0 from the start: a rate over the first of them would
  /// be lost otherwise.
  private static void begin(MeterRegistry registry, Source source) {
    Counter.builder(HubMeter.DISAGREEMENTS.getName())
        .baseUnit(HubMeter.DISAGREEMENTS.getBaseUnit())
        .tag(Tag.SOURCE.asString(), source.name())
        .register(registry);
    for (String reason : List.of("unknown", "scarce")) {
      Counter.builder(HubMeter.SPARED.getName())
          .baseUnit(HubMeter.SPARED.getBaseUnit())
          .tag(Tag.SOURCE.asString(), source.name())
          .tag(Tag.REASON.asString(), reason)
          .register(registry);
    }
  }

  private static double number(VendorStatus.State state) {
    return switch (state) {
      case NOT_CONFIGURED -> 0;
      case UP -> 1;
      case LIMITED -> 2;
      case FAILING -> 3;
    };
  }

  private double simulated(VendorConnection connection) {
    VendorsProperties known = catalogue;
    Source source = connection.source();
    return known != null
            && connection.isConfigured()
            && known.sources().contains(source)
            && known.of(source).simulated()
        ? 1
        : 0;
  }

  private static double quietSeconds(VendorConnection connection) {
    return report(connection).map(report -> report.quietMillis() / MILLIS_A_SECOND).orElse(0.0);
  }

  /// Of the quota that is used up most.
  private static double left(VendorConnection connection) {
    return report(connection).stream()
        .flatMap(report -> report.quotas().stream())
        .mapToDouble(quota -> 1 - (double) quota.used() / quota.allowance())
        .min()
        .orElse(1);
  }

  private static Optional<BudgetReport> report(VendorConnection connection) {
    return connection.budget().map(Budget::report);
  }
}
