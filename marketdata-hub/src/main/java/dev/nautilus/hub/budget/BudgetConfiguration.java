package dev.nautilus.hub.budget;

import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.VendorConnection;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.TaskScheduler;

/// Without a bus there is no Redis: quotas are then counted in memory only.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "nautilus.bus.enabled", havingValue = "true", matchIfMissing = true)
class BudgetConfiguration {

  @Bean
  BudgetKeeper budgetKeeper(
      ObjectProvider<VendorConnection> connections,
      RedisConnectionFactory engineLogic,
      TaskScheduler scheduler) {
    List<Budget> budgets =
        connections
            .orderedStream()
            .map(VendorConnection::budget)
            .flatMap(Optional::stream)
            .toList();
    return new BudgetKeeper(budgets, new RedisQuotaBook(engineLogic), scheduler);
  }
}
