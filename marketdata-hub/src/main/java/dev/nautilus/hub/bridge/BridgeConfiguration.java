package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.bus.autoconfigure.DualBusProperties;
import dev.nautilus.hub.terms.DataTerms;
import dev.nautilus.message.SystemAlert;
import dev.nautilus.message.SystemAlert.Severity;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the bridge together; without buses there is nothing to carry to.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BridgeProperties.class)
class BridgeConfiguration {
  private static final Logger log = LoggerFactory.getLogger(BridgeConfiguration.class);

  private final InstantSource clock;
  private final DataTerms terms;

  BridgeConfiguration(InstantSource clock, DataTerms terms) {
    this.terms = terms;
    this.clock = clock;
  }

  @Bean
  Bridge bridge(
      BridgeProperties properties,
      ObjectProvider<DualBusConnectionDetails> addresses,
      ObjectProvider<DualBusProperties> busProperties,
      ObjectProvider<DualBusClient> client,
      MeterRegistry meters) {
    DualBusConnectionDetails where = addresses.getIfAvailable();
    DualBusProperties bus = busProperties.getIfAvailable();
    DualBusClient speaker = client.getIfAvailable();
    if (!properties.enabled() || where == null || bus == null || speaker == null) {
      return new Bridge(null);
    }
    BridgeMeters counts = new BridgeMeters(meters, clock);
    return new Bridge(
        new Crossing.Setup(
            properties.address(properties.mainUrl(), where.main()),
            Map.of(
                Bus.MARKET_DATA,
                properties.address(properties.marketDataUrl(), where.marketData()),
                Bus.ENGINE_LOGIC,
                properties.address(properties.engineLogicUrl(), where.engineLogic())),
            properties,
            bus.partitions(),
            bus.retention(),
            UUID.randomUUID().toString(),
            counts,
            losses(counts, speaker),
            terms,
            clock));
  }

  private Carrier.Losses losses(BridgeMeters counts, DualBusClient speaker) {
    return new Carrier.Losses() {
      @Override
      public void lost(Direction direction, String stream, long entries) {
        counts.lost(direction, entries);
        announce(
            speaker,
            Severity.CRITICAL,
            "LOST",
            "%d entries of %s were trimmed before the bridge had carried them: the other side misses them"
                .formatted(entries, stream),
            entries);
      }

      @Override
      public void fences(EngineType engine, int fences) {
        announce(
            speaker,
            Severity.WARNING,
            "FENCES_LOST",
            ("A Redis came back without %d fences of the migration of %s: they were set anew, behind"
                    + " what could be carried again. What that Redis alone had, and lost, is lost;"
                    + " what the engine had of it may come again")
                .formatted(fences, engine),
            fences);
      }
    };
  }

  private void announce(
      DualBusClient speaker, Severity severity, String code, String detail, long count) {
    log.error("{}", detail);
    speaker
        .publish(
            MessageType.SYSTEM_ALERT,
            new SystemAlert(
                severity,
                "bridge",
                code,
                detail,
                OptionalDouble.of((double) count),
                OptionalDouble.empty(),
                clock.instant()))
        .exceptionally(
            failure -> {
              log.warn("The alert {} was not published: {}", code, failure.toString());
              return null;
            });
  }
}
