package dev.nautilus.hub.subscribe;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.hub.desk.Demand;
import dev.nautilus.hub.lead.Lease;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.TaskScheduler;

/// Puts subscriptions together; without a bus they end with the hub.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionProperties.class)
class SubscribeConfiguration {

  @Bean
  Feeds feeds() {
    return new Feeds();
  }

  @Bean
  Subscriptions subscriptions(
      Demand demand, Feeds feeds, SubscriptionProperties properties, InstantSource clock) {
    return new Subscriptions(demand, feeds, properties, clock);
  }

  @Bean
  StoreKeeper storeKeeper(
      Subscriptions subscriptions,
      ObjectProvider<DualBusClient> bus,
      ObjectProvider<RedisConnectionFactory> engineLogic,
      TaskScheduler scheduler,
      Lease lease) {
    Optional<FollowingStore> store =
        bus.getIfAvailable() == null
            ? Optional.empty()
            : Optional.of(new RedisFollowingStore(engineLogic.getObject()));
    return new StoreKeeper(subscriptions, store, scheduler, lease);
  }

  @Bean
  SubscriptionRequests subscriptionRequests(
      ObjectProvider<DualBusClient> bus,
      Subscriptions subscriptions,
      TaskScheduler scheduler,
      InstantSource clock) {
    return new SubscriptionRequests(
        Optional.ofNullable(bus.getIfAvailable()), subscriptions, scheduler, clock);
  }
}
