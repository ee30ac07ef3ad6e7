package dev.nautilus.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How messages travel; found by [java.util.ServiceLoader], so that the API does not see its
/// transports.
public interface BusTransport {
  /// What a client is built from.
  ///
  /// @param engine who speaks
  /// @param instance which instance of it
  /// @param marketData address of the MarketData bus
  /// @param engineLogic address of the Engine Logic bus
  /// @param main address of main Redis
  /// @param options how it behaves
  /// @param meters where meters go
  /// @param observations who observes publishing and handling, and carries the trace along
  /// @param mode where to begin, for an engine that can be moved at run time; null for one that is
  ///   on the buses for good and asks no registry
  /// @param sources whose streams of main Redis are read
  record Setup(
      EngineType engine,
      String instance,
      BusAddress marketData,
      BusAddress engineLogic,
      BusAddress main,
      BusOptions options,
      MeterRegistry meters,
      ObservationRegistry observations,
      @Nullable EngineMode mode,
      List<EngineType> sources) {

    public Setup {
      sources = List.copyOf(sources);
    }

    /// The address of a bus.
    public BusAddress address(Bus bus) {
      return bus == Bus.MARKET_DATA ? marketData : engineLogic;
    }
  }

  /// Connects both buses.
  DualBusClient connect(Setup setup);

  /// Opens the dead letters that one bus keeps.
  DeadLetters deadLetters(BusAddress address);

  /// Opens the groups that read one bus.
  ConsumerGroups consumerGroups(BusAddress address);

  /// Opens the number of partitions of both buses.
  Partitioning partitioning(BusAddress marketData, BusAddress engineLogic);

  /// Opens the registry of modes on the Engine Logic Redis.
  EngineModes engineModes(BusAddress address);

  /// Opens one Redis, to be looked at.
  BusServer server(BusAddress address);
}
