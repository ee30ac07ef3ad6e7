package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.desk.Watch.WatchClockwork;
import dev.nautilus.hub.vendor.VendorConnection;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/// Puts the desk together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CacheProperties.class, WatchProperties.class})
class DeskConfiguration {

  @Bean
  @ConditionalOnMissingBean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  @ConditionalOnMissingBean
  Ticker ticker() {
    return Ticker.systemTicker();
  }

  /// Each call to a vendor has a thread of its own; how many are under way is bounded where the
  /// connection is. Wrapped, because a bare executor would stand in for Boot's own.
  record VendorCalls(ExecutorService executor) implements AutoCloseable {
    @Override
    public void close() {
      executor.shutdownNow();
    }
  }

  @Bean
  VendorCalls vendorCalls() {
    ThreadFactory threads = Thread.ofVirtual().name("vendor-", 0).factory();
    return new VendorCalls(Executors.newThreadPerTaskExecutor(threads));
  }

  /// Two threads: what it starts hands anything slow to a thread of its own.
  @Bean
  @ConditionalOnMissingBean
  TaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(2);
    scheduler.setThreadNamePrefix("hub-beat-");
    scheduler.setDaemon(true);
    return scheduler;
  }

  @Bean
  Versions versions() {
    return new Versions();
  }

  @Bean
  Shelf shelf(CacheProperties properties, Ticker ticker, MeterRegistry meters) {
    Lifetimes lifetimes = new Lifetimes(properties.lifetimes(), properties.ttlMultiplier());
    Shelf shelf = new Shelf(lifetimes, properties.size(), ticker, Runnable::run);
    Gauge.builder(HubMeter.CACHE_SIZE.getName(), shelf, Shelf::size)
        .baseUnit(HubMeter.CACHE_SIZE.getBaseUnit())
        .register(meters);
    FunctionCounter.builder(HubMeter.CACHE_EVICTIONS.getName(), shelf, Shelf::evictions)
        .baseUnit(HubMeter.CACHE_EVICTIONS.getBaseUnit())
        .register(meters);
    return shelf;
  }

  @Bean
  Tally tally(MeterRegistry meters, Ticker ticker) {
    return new Tally(meters, ticker);
  }

  @Bean
  Routes routes(ObjectProvider<VendorConnection> connections, Tally tally, Ticker ticker) {
    return new Routes(connections.orderedStream().toList(), tally, ticker);
  }

  @Bean
  Intake intake(
      Versions versions, CacheProperties properties, Shelf shelf, Outlet outlet, Tally tally) {
    Ledger ledger = new Ledger(versions, properties.rememberedData());
    return new Intake(versions, ledger, shelf, outlet, tally::outdated);
  }

  @Bean
  DeskParts deskParts(
      Shelf shelf, Routes routes, Intake intake, Tally tally, VendorCalls vendorCalls) {
    return new DeskParts(shelf, routes, intake, tally, vendorCalls.executor());
  }

  @Bean
  Desk desk(DeskParts parts, Ticker ticker, InstantSource clock, CacheProperties properties) {
    return new Desk(parts, ticker, clock, properties.patience());
  }

  @Bean
  WatchClockwork watchClockwork(
      TaskScheduler scheduler, VendorCalls vendorCalls, InstantSource clock) {
    return new WatchClockwork(scheduler, vendorCalls.executor(), clock);
  }

  @Bean
  Watch watch(
      Desk desk,
      Versions versions,
      ObjectProvider<VendorConnection> connections,
      WatchProperties properties,
      WatchClockwork clockwork) {
    List<VendorConnection> all = connections.orderedStream().toList();
    return new Watch(desk, versions, all, properties, clockwork);
  }
}
