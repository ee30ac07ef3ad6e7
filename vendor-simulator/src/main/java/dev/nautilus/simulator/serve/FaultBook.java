package dev.nautilus.simulator.serve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The faults a vendor shows now, oldest first. Guarded by its own lock.
final class FaultBook {
  private final List<Fault> faults = new ArrayList<>();

  synchronized void add(Fault fault) {
    faults.add(fault);
  }

  synchronized void clear() {
    faults.clear();
  }

  synchronized List<Fault> active(Instant now) {
    faults.removeIf(fault -> fault.until() != null && !now.isBefore(fault.until()));
    return List.copyOf(faults);
  }

  /// The oldest fault that hits this path; one strike of it is used up.
  synchronized Optional<Fault> strike(Fault.Channel channel, String path, Instant now) {
    Optional<Fault> hit =
        active(now).stream()
            .filter(fault -> fault.channel() == channel && path.startsWith(fault.pathPrefix()))
            .findFirst();
    hit.ifPresent(this::use);
    return hit;
  }

  private void use(Fault fault) {
    Integer left = fault.left();
    if (left == null) {
      return;
    }
    int at = faults.indexOf(fault);
    if (left == 1) {
      faults.remove(at);
    } else {
      faults.set(at, fault.times(left - 1));
    }
  }
}
