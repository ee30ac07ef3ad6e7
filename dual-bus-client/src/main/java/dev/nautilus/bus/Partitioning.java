package dev.nautilus.bus;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// How many streams each family of the two buses is spread over, and a way to have more: for the
/// operator who wants more instances of an engine to work at the same time.
///
/// Safe for use by many threads; every call asks Redis and waits for the answer. Each throws a
/// [BusException] when Redis cannot be reached or refuses.
public interface Partitioning extends AutoCloseable {

  /// Connects to both buses.
  static Partitioning at(BusAddress marketData, BusAddress engineLogic) {
    return ServiceLoader.load(BusTransport.class, Partitioning.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bus transport on the class path"))
        .partitioning(marketData, engineLogic);
  }

  /// The number of each bus; a bus that nobody has used yet has none.
  Map<Bus, Integer> counts();

  /// Gives both buses this number, while no client is connected. What is in the streams stays where
  /// it is: each group reads it before what comes later of the same keys. Groups begin to read the
  /// new streams at their beginning, whoever comes first. May be repeated when it was interrupted.
  ///
  /// @param count a multiple of the present one, at most 1024
  /// @return what stands against it, each with what to do; empty when it is done
  /// @throws IllegalArgumentException when it is no number of partitions
  List<String> grow(int count);

  @Override
  void close();
}
