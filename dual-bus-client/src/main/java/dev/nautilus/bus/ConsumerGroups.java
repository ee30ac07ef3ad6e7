package dev.nautilus.bus;

import java.util.List;
import java.util.ServiceLoader;

/// The groups that read the streams of one bus: for the operator who looks which one is behind, and
/// drops one that will not come back.
///
/// Safe for use by many threads; every call asks Redis and waits for the answer. Each throws a
/// [BusException] when Redis cannot be reached or refuses.
public interface ConsumerGroups extends AutoCloseable {

  /// Connects to the groups of one bus.
  static ConsumerGroups at(BusAddress address) {
    return ServiceLoader.load(BusTransport.class, ConsumerGroups.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bus transport on the class path"))
        .consumerGroups(address);
  }

  /// All groups, ordered by stream and name.
  List<ConsumerGroup> list();

  /// Drops a group with what was handed over to it again and not yet handled. Its dead letters
  /// stay. An engine of that name that runs makes the group anew, at 0.
  ///
  /// @return whether there was one
  boolean drop(String stream, String group);

  @Override
  void close();
}
