package dev.nautilus.hub.publish;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Echo;
import dev.nautilus.hub.desk.Versions;
import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.publish.StateOwner.StateClock;
import dev.nautilus.hub.terms.DataTerms;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.TaskScheduler;

/// Puts together what speaks to the buses; without a bus, what says so.
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {
  /// Data waiting in each lane; they are the very objects the cache holds.
  private static final int LANE_CAPACITY = 200_000;

  /// Keys of each type that whoever joins late can be told of.
  private static final long MOST_STATES = 200_000;

  /// A bus takes 8 MiB; the estimate is on the high side, but not of every text.
  private static final long MOST_BYTES = 6 << 20;

  /// A snapshot's owner is waited for a second, then the stream is read.
  private static final Duration RECOLLECTION_QUIET = Duration.ofMillis(2500);

  private static final Duration RECOLLECTION_LONGEST = Duration.ofSeconds(10);

  @Bean
  BusLink busLink(ObjectProvider<DualBusClient> client) {
    return new BusLink(client.getIfAvailable());
  }

  @Bean
  PublishedStates publishedStates() {
    return new PublishedStates(MOST_STATES);
  }

  @Bean
  Publisher publisher(
      BusLink link,
      PublishedStates states,
      MarketDataStorage storage,
      MeterRegistry meters,
      Lease lease) {
    return new Publisher(link, states, storage.storage(), meters, LANE_CAPACITY, lease);
  }

  @Bean
  MarketDataStorage marketDataStorage(
      DataTerms terms, ObjectProvider<DualBusConnectionDetails> addresses) {
    return new MarketDataStorage(terms, addresses.getIfAvailable());
  }

  @Bean
  Doubts doubts(BusLink link, MeterRegistry meters) {
    return new Doubts(link, meters);
  }

  @Bean
  Recollection recollection(BusLink link, PublishedStates states, Desk desk) {
    return new Recollection(link, states, desk, RECOLLECTION_QUIET, RECOLLECTION_LONGEST);
  }

  @Bean
  Overhearing overhearing(
      BusLink link, PublishedStates states, Desk desk, ObjectProvider<Echo> echoes, Lease lease) {
    return new Overhearing(link, states, desk, echoes.orderedStream().toList(), lease);
  }

  @Bean
  StateOwner stateOwner(
      BusLink link,
      PublishedStates states,
      Publisher publisher,
      Recollection recollection,
      StateClock clocks) {
    return new StateOwner(link, states, publisher, recollection, clocks);
  }

  @Bean
  StateClock stateClock(TaskScheduler scheduler, InstantSource clock) {
    return new StateClock(scheduler, clock);
  }

  @Bean
  TermKeeper termKeeper(
      Versions versions,
      ObjectProvider<RedisConnectionFactory> engineLogic,
      BusLink link,
      TaskScheduler scheduler,
      InstantSource clock) {
    TermSource source =
        link.isEnabled() ? new RedisTerm(engineLogic.getObject()) : () -> WITHOUT_BUS;
    return new TermKeeper(versions, source, scheduler, clock, link.isEnabled());
  }

  /// Below every term a Redis ever gives.
  private static final long WITHOUT_BUS = 0;

  @Bean
  Answers busAnswers(Desk desk) {
    return new Answers(desk, MOST_BYTES);
  }

  @Bean
  DataRequestResponder dataRequestResponder(
      BusLink link,
      Answers answers,
      TaskScheduler scheduler,
      InstantSource clock,
      MeterRegistry meters) {
    return new DataRequestResponder(link, answers, scheduler, clock, meters);
  }
}
