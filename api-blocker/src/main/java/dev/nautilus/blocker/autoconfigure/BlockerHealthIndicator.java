package dev.nautilus.blocker.autoconfigure;

import dev.nautilus.blocker.BlockMode;
import dev.nautilus.blocker.Blocker;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down when direct calls should fail and would not. Direct calls themselves leave it up: they were
/// refused, which is what it is for.
final class BlockerHealthIndicator implements HealthIndicator {
  private final BlockerPresence presence;

  BlockerHealthIndicator(BlockerPresence presence) {
    this.presence = presence;
  }

  @Override
  public Health health() {
    Optional<String> shortcoming = presence.shortcoming();
    BlockMode mode = presence.running().map(one -> one.settings().mode()).orElse(BlockMode.OFF);
    boolean mustRefuse = presence.wanted().refuses() || mode.refuses();
    Health.Builder health = shortcoming.isPresent() && mustRefuse ? Health.down() : Health.up();
    shortcoming.ifPresent(note -> health.withDetail("note", note));
    return health
        .withDetail("mode", mode)
        .withDetail("agent", presence.running().isPresent() ? "present" : "absent")
        .withDetail("attempts", presence.running().map(Blocker::total).orElse(0L))
        .build();
  }
}
