package dev.nautilus.hub.desk;

import dev.nautilus.message.DataQuality;

/// Where the desk says that data are doubtful.
@FunctionalInterface
public interface DoubtOutlet {
  /// Takes a doubt. Must not block.
  void accept(DataQuality doubt);
}
