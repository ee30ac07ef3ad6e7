package dev.nautilus.hub.standby;

import dev.nautilus.hub.lead.LeadersPart;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

/// Starts and stops everything but the leader's parts, which [Succession] does.
final class LeadersLifecycle extends DefaultLifecycleProcessor {

  @Override
  protected Map<String, Lifecycle> getLifecycleBeans() {
    Map<String, Lifecycle> beans = new LinkedHashMap<>(super.getLifecycleBeans());
    beans.values().removeIf(LeadersPart.class::isInstance);
    return beans;
  }
}
