package dev.nautilus.hub.bridge;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.legacy.LegacyStreams;
import dev.nautilus.bus.lettuce.StreamPort;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Groups of legacy streams whose engines the registry does not know: readers that are not built
/// with our client. While there is one, somebody is on main Redis. An engine of ours takes its
/// groups with it when it leaves; a foreign group stays until somebody destroys it.
final class ForeignReaders {
  /// Every legacy stream's name.
  static final String STREAMS = "nautilus-*-streams";

  /// Shown by CLIENT LIST for as long as a look takes.
  private static final String CLIENT = "nautilus-bridge-look";

  private static final String SUFFIX = "-group";

  private ForeignReaders() {}

  /// Looks on connections of its own, which are closed again.
  ///
  /// @param ours the engines that the registry knows
  /// @return names of the groups
  static Set<String> lookAt(BusAddress main, Collection<EngineType> ours) {
    try (StreamPort port = new StreamPort(main, CLIENT)) {
      return of(port, ours);
    }
  }

  /// @param ours the engines that the registry knows
  /// @return names of the groups
  static Set<String> of(StreamPort main, Collection<EngineType> ours) {
    Set<String> foreign = new TreeSet<>();
    main.groups(main.streams(STREAMS))
        .values()
        .forEach(
            groups ->
                groups.forEach(
                    group -> {
                      if (ours.stream().noneMatch(engine -> isOf(group.name(), engine))) {
                        foreign.add(group.name());
                      }
                    }));
    return foreign;
  }

  /// An engine reads as itself, or an instance of it for itself alone.
  private static boolean isOf(String group, EngineType engine) {
    return group.equals(LegacyStreams.group(engine))
        || (group.startsWith(engine.name() + ".") && group.endsWith(SUFFIX));
  }
}
