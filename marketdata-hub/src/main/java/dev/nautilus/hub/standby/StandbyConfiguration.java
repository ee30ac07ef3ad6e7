package dev.nautilus.hub.standby;

import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Versions;
import dev.nautilus.hub.lead.LeadersPart;
import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.VendorConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.redis.util.RedisLockRegistry;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;

/// One hub leads for ever; of several, one is elected.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandbyProperties.class)
class StandbyConfiguration {

  @Bean
  Lease lease(StandbyProperties properties, Versions versions, MeterRegistry meters) {
    Lease lease =
        properties.enabled() ? Lease.shared(System::nanoTime, versions::leads) : Lease.forever();
    // At once, not when the leader's parts are stopped: it may lead again before that is done.
    lease.whenOver(versions::resign);
    Counter refused =
        Counter.builder(HubMeter.STANDBY_REFUSED.getName())
            .baseUnit(HubMeter.STANDBY_REFUSED.getBaseUnit())
            .register(meters);
    lease.whenRefused(refused::increment);
    Gauge.builder(HubMeter.LEADER.getName(), lease, each -> each.isOpen() ? 1 : 0).register(meters);
    return lease;
  }

  /// What only one of several hubs has.
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "nautilus.hub.standby.enabled", havingValue = "true")
  static class Election {
    /// The lock's name on Redis is `hub:leader:<this>`.
    private static final String ROLE = "lock";

    private static final String INSTANCE = "nautilus.bus.instance";
    private static final Duration NAME_KEPT = Duration.ofSeconds(10);

    /// Named as Spring looks for it.
    @Bean(name = "lifecycleProcessor")
    static DefaultLifecycleProcessor lifecycleProcessor(
        @Value("${spring.lifecycle.timeout-per-shutdown-phase:30s}") Duration timeout) {
      LeadersLifecycle lifecycle = new LeadersLifecycle();
      lifecycle.setTimeoutPerShutdownPhase(timeout.toMillis());
      return lifecycle;
    }

    @Bean
    Succession succession(
        Lease lease,
        ObjectProvider<LeadersPart> parts,
        Desk desk,
        RedisConnectionFactory engineLogic,
        Naming naming) {
      return new Succession(
          lease,
          () -> parts.stream().toList(),
          desk,
          new LeaderBoard(engineLogic, NAME_KEPT),
          naming.name());
    }

    /// How this hub is called.
    record Naming(Supplier<String> name) {}

    @Bean
    Naming naming(StandbyProperties properties, Environment environment) {
      check(environment);
      return new Naming(() -> nameOf(properties, environment));
    }

    private static String nameOf(StandbyProperties properties, Environment environment) {
      String url =
          properties.url().isEmpty()
              ? "http://%s:%s"
                  .formatted(
                      environment.getProperty("server.address", "127.0.0.1"),
                      environment.getProperty(
                          "local.server.port", environment.getProperty("server.port", "8800")))
              : properties.url();
      return environment.getRequiredProperty(INSTANCE) + " at " + url;
    }

    /// Two hubs of one name would take each other for the same publisher.
    private static void check(Environment environment) {
      if (!environment.getProperty("nautilus.bus.enabled", Boolean.class, true)) {
        throw new IllegalArgumentException(
            "nautilus.hub.standby.enabled must be false without a bus (MESSAGEBUS_ENABLED=false):"
                + " who leads is decided on the Engine Logic Redis");
      }
      if (environment.getProperty(INSTANCE, "").isBlank()) {
        throw new IllegalArgumentException(
            INSTANCE + " must be set, and differ, for each of several hubs: hub-1 and hub-2, say");
      }
    }

    /// Vendors are told nothing without a lease, whoever wants to.
    @Bean
    VendorRule vendorRule(
        Lease lease,
        Succession succession,
        ObjectProvider<VendorConnection> all,
        MeterRegistry meters) {
      all.orderedStream()
          .flatMap(connection -> connection.budget().stream())
          .forEach((Budget budget) -> budget.obey(lease));
      FunctionCounter.builder(HubMeter.LEADER_CHANGES.getName(), succession, Succession::changes)
          .baseUnit(HubMeter.LEADER_CHANGES.getBaseUnit())
          .register(meters);
      return new VendorRule(lease);
    }

    /// That every source's budget obeys the lease.
    record VendorRule(Lease lease) {}

    @Bean(destroyMethod = "destroy")
    RedisLockRegistry hubLocks(RedisConnectionFactory engineLogic, StandbyProperties properties) {
      RedisLockRegistry locks =
          new RedisLockRegistry(engineLogic, "hub:leader", properties.lease().toMillis());
      locks.setIdleBetweenTries(Duration.ofMillis(100));
      return locks;
    }

    @Bean
    LockRegistryLeaderInitiator hubElection(
        RedisLockRegistry locks,
        StandbyProperties properties,
        VendorRule rule,
        Succession succession) {
      Lease lease = rule.lease();
      LeasedLock lock =
          new LeasedLock(
              locks.obtain(ROLE),
              lease,
              System::nanoTime,
              properties.lease().minus(properties.margin()));
      LockRegistry<Lock> one = _ -> lock;
      LockRegistryLeaderInitiator election =
          new LockRegistryLeaderInitiator(one, new Hub(lock, succession));
      election.setHeartBeatMillis(properties.heartbeat().toMillis());
      election.setBusyWaitMillis(Math.min(100, properties.heartbeat().toMillis()));
      // Stopped after the succession: the lock is given back when the leader's parts have stopped.
      election.setPhase(succession.getPhase() - 1);
      return election;
    }
  }

  /// This hub in the election. Returns at once: the election's thread keeps the lock alive.
  private static final class Hub extends DefaultCandidate {
    private final LeasedLock lock;
    private final Succession succession;

    Hub(LeasedLock lock, Succession succession) {
      this.lock = lock;
      this.succession = succession;
    }

    @Override
    public void onGranted(Context context) {
      succession.lead(lock.end());
    }

    @Override
    public void onRevoked(Context context) {
      succession.stepDown();
    }
  }
}
