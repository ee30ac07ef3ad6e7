package dev.nautilus.hub.lookout;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.ServerLoad;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Redis Cluster: whether all of it is there, and each master that has slots. A sum would hide
/// the one master that is full or busy.
final class ClusterSight implements RedisSight {
  private final String bus;
  private final BusAddress address;
  private final ServerFigures whole;
  private final Map<String, ServerFigures> masters = new HashMap<>();
  private @Nullable MeterRegistry meters;
  private @Nullable BusServer cluster;

  /// @param bus as the meters name the whole; a master is `bus host:port`
  ClusterSight(String bus, BusAddress address) {
    this.bus = bus;
    this.address = address;
    this.whole = new ServerFigures(bus);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    meters = registry;
    whole.bindUp(registry);
  }

  @Override
  public void look() {
    MeterRegistry registry = meters;
    if (registry == null) {
      return;
    }
    Map<String, Optional<ServerLoad.Sight>> seen;
    try {
      seen = cluster().lookAtEach();
    } catch (BusException nobody) {
      whole.answersNot();
      masters.values().forEach(ServerFigures::answersNot);
      return;
    }
    forgetAllBut(seen, registry);
    boolean all = true;
    for (Map.Entry<String, Optional<ServerLoad.Sight>> each : seen.entrySet()) {
      ServerFigures master = masters.get(each.getKey());
      if (master == null) {
        master = new ServerFigures(bus + ' ' + each.getKey());
        master.bindTo(registry);
        masters.put(each.getKey(), master);
      }
      each.getValue().ifPresentOrElse(master::answered, master::answersNot);
      all &= each.getValue().isPresent();
    }
    if (all) {
      whole.answered();
    } else {
      whole.answersNot();
    }
  }

  /// A replica that took over comes, and whom it followed goes.
  private void forgetAllBut(Map<String, ?> seen, MeterRegistry registry) {
    for (Iterator<Map.Entry<String, ServerFigures>> known = masters.entrySet().iterator();
        known.hasNext(); ) {
      Map.Entry<String, ServerFigures> each = known.next();
      if (!seen.containsKey(each.getKey())) {
        each.getValue().unbind(registry);
        known.remove();
      }
    }
  }

  private BusServer cluster() {
    BusServer open = cluster;
    if (open == null) {
      open = BusServer.at(address);
      cluster = open;
    }
    return open;
  }

  @Override
  public void close() {
    BusServer open = cluster;
    cluster = null;
    if (open != null) {
      open.close();
    }
  }
}
