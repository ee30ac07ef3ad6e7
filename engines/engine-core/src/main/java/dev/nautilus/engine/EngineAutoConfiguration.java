package dev.nautilus.engine;

import dev.nautilus.blocker.Blocker;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.bus.marketdata.MarketDataClient;
import dev.nautilus.message.DataRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/// Makes an application with one [EngineDefinition] a running engine with its pages. Steps aside in
/// applications that have none, and where the application brings its own clock.
@AutoConfiguration(
    beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
    afterName = {
      "dev.nautilus.bus.autoconfigure.DualBusAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnBean(EngineDefinition.class)
@EnableConfigurationProperties(EngineProperties.class)
public final class EngineAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  InstantSource instantSource() {
    return InstantSource.system();
  }

  @Bean
  EngineParts engineParts(
      EngineDefinition definition,
      EngineProperties properties,
      MeterRegistry registry,
      InstantSource clock) {
    EngineParts parts =
        new EngineParts(
            definition,
            new Mailbox(properties.mailboxCapacity()),
            new EngineMeters(registry, definition, properties.slowReaction()),
            new Mishaps(clock),
            new Progress(clock));
    parts.meters().watch(parts.mailbox(), () -> parts.progress().is(EngineState.READY));
    return parts;
  }

  @Bean
  BusOutbox busOutbox(
      EngineParts parts, DualBusClient bus, EngineProperties properties, History history) {
    Inquiries inquiries = new Inquiries(history, parts);
    return new BusOutbox(
        bus, parts.meters(), parts.mishaps(), properties.unconfirmedLimit(), inquiries::ask);
  }

  @Bean
  StateKeeper stateKeeper(
      EngineParts parts,
      BusOutbox outbox,
      DualBusClient bus,
      EngineProperties properties,
      InstantSource clock) {
    return new StateKeeper(parts, outbox, bus, properties.state(), clock);
  }

  @Bean
  Heartbeat heartbeat(EngineParts parts, DualBusClient bus, EngineProperties properties) {
    return new Heartbeat(parts, bus, properties.heartbeat(), System::nanoTime);
  }

  @Bean
  EngineLoop engineLoop(
      EngineParts parts,
      BusOutbox outbox,
      Heartbeat heartbeat,
      StateKeeper keeper,
      InstantSource clock) {
    return new EngineLoop(parts, outbox, heartbeat, keeper, clock, System::nanoTime);
  }

  @Bean
  MeterBinder engineFigures(
      EngineParts parts, EngineLoop loop, ObjectProvider<EngineFigure> figures) {
    return registry ->
        figures.orderedStream().forEach(figure -> parts.meters().watch(figure, loop));
  }

  @Bean
  @ConditionalOnMissingBean
  History history(MarketDataClient marketData, InstantSource clock) {
    return backfill ->
        marketData.get(
            new DataRequest(
                backfill.instruments(),
                backfill.types().stream().map(MessageType::name).toList(),
                backfill.interval(),
                clock.instant().minus(backfill.reach()),
                null,
                backfill.rows()));
  }

  @Bean
  EngineHost engineHost(
      EngineParts parts,
      EngineLoop loop,
      DualBusClient bus,
      History history,
      EngineProperties properties) {
    return new EngineHost(parts, loop, bus, history, properties);
  }

  @Bean
  EngineHealthIndicator engineHealthIndicator(EngineParts parts) {
    return new EngineHealthIndicator(parts.progress());
  }

  /// Nobody injects it; it listens from the moment the agent and the bus are there.
  @Bean(destroyMethod = "close")
  ViolationReport violationReport(EngineParts parts, DualBusClient bus) {
    ViolationReport report = new ViolationReport(bus, parts);
    Blocker.running().ifPresent(report::listenTo);
    return report;
  }

  /// Nobody injects it either.
  @Bean
  ErrorReport errorReport(EngineParts parts, DualBusClient bus) {
    return new ErrorReport(bus, parts).begin();
  }

  @Bean
  EngineController engineController(DualBusClient bus, EngineParts parts, EngineLoop loop) {
    return new EngineController(bus, parts, loop);
  }

  /// Records look the same by REST as on the bus.
  @Bean
  @ConditionalOnMissingBean
  JsonMapper jsonMapper() {
    return PayloadJson.mapper()
        .rebuild()
        .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
        .build();
  }

  @Bean
  EngineProblems engineProblems() {
    return new EngineProblems();
  }
}
