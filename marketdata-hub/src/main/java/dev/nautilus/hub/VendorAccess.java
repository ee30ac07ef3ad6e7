package dev.nautilus.hub;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once, at the start, whether this process may call vendors: the hub is the one service that
/// has to, so the API blocker, which every engine runs with, is not for it.
final class VendorAccess {
  private static final Logger log = LoggerFactory.getLogger(VendorAccess.class);

  /// Where the blocker's agent puts its guard when it starts: onto the boot class path.
  private static final String GUARD = "dev.nautilus.blocker.Guard";

  private final boolean blocked;

  private VendorAccess(boolean blocked) {
    this.blocked = blocked;
  }

  /// Of the running JVM.
  static VendorAccess here() {
    return of(GUARD);
  }

  /// @param guard class that is on the boot class path while calls are blocked
  static VendorAccess of(String guard) {
    return new VendorAccess(find(guard).isPresent());
  }

  boolean isBlocked() {
    return blocked;
  }

  void log() {
    if (blocked) {
      log.info(
          "runs with the API blocker: only vendors on this machine can be reached, as simulated ones are;"
              + " for real ones start the hub without the agent");
    } else {
      log.info("runs without the API blocker, as the one service that calls vendors");
    }
  }

  private static Optional<Class<?>> find(String name) {
    try {
      return Optional.of(Class.forName(name, false, null));
    } catch (ClassNotFoundException absent) {
      return Optional.empty();
    }
  }
}
