package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.desk.Intake.Judges;
import dev.nautilus.hub.desk.Watch.WatchClockwork;
import dev.nautilus.hub.terms.Licence;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorsProperties;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
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
@EnableConfigurationProperties({
  CacheProperties.class,
  RoutingProperties.class,
  WatchProperties.class
})
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
    Lifetimes lifetimes =
        new Lifetimes(properties.lifetimes(), properties.modes(), properties.ttlMultiplier());
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
  Routes routes(
      ObjectProvider<VendorConnection> connections,
      ObjectProvider<VendorsProperties> catalogue,
      RoutingProperties properties,
      Tally tally,
      Ticker ticker) {
    catalogue.ifAvailable(vendors -> Ranking.check(properties, vendors.sources()));
    return new Routes(connections.orderedStream().toList(), properties, tally, ticker);
  }

  @Bean
  Judges judges(
      Routes routes,
      RoutingProperties properties,
      ObjectProvider<DoubtOutlet> doubts,
      Tally tally,
      DeskClocks clocks) {
    Opinions opinions =
        new Opinions(
            properties,
            clocks.clock(),
            clocks.ticker(),
            doubt -> {
              tally.doubt(doubt.source());
              doubts.ifAvailable(outlet -> outlet.accept(doubt));
            });
    Incumbents incumbents =
        new Incumbents(routes.ranking(), properties.incumbency(), clocks.ticker());
    return new Judges(incumbents, opinions, tally::outdated, new LiveEdge(clocks.clock()));
  }

  /// The time of day, and the time that passes.
  record DeskClocks(InstantSource clock, Ticker ticker) {}

  @Bean
  DeskClocks deskClocks(InstantSource clock, Ticker ticker) {
    return new DeskClocks(clock, ticker);
  }

  @Bean
  Intake intake(
      Versions versions, CacheProperties properties, Shelf shelf, Outlets outlets, Judges judges) {
    Ledger ledger = new Ledger(versions, properties.rememberedData());
    return new Intake(versions, ledger, shelf, outlets, judges);
  }

  @Bean
  Outlets outlets(ObjectProvider<Outlet> outlets) {
    return new Outlets(outlets.orderedStream().toList());
  }

  /// What counts answers, and what is asked before they are given.
  record Counting(Tally tally, Licence licence) {}

  @Bean
  Counting counting(Tally tally, Licence licence) {
    return new Counting(tally, licence);
  }

  @Bean
  DeskParts deskParts(
      Shelf shelf, Routes routes, Intake intake, Counting counting, VendorCalls vendorCalls) {
    return new DeskParts(
        shelf, routes, intake, counting.tally(), counting.licence(), vendorCalls.executor());
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
  VendorStreams vendorStreams(
      ObjectProvider<VendorConnection> connections, Shelf shelf, WatchProperties properties) {
    return new VendorStreams(connections.orderedStream().toList(), shelf, properties.silenceFor());
  }

  @Bean
  Watch watch(
      Desk desk,
      Versions versions,
      VendorStreams streams,
      WatchProperties properties,
      WatchClockwork clockwork) {
    return new Watch(desk, versions, streams, properties, clockwork);
  }
}
