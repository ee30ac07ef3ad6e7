package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.marketdata.MarketDataClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// A [DualBusClient] and a [MarketDataClient] from `nautilus.bus.*`, unless the application brings
/// its own.
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration"
    })
@ConditionalOnProperty(name = "nautilus.bus.enabled", matchIfMissing = true)
@EnableConfigurationProperties({DualBusProperties.class, MarketDataProperties.class})
public final class DualBusAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  DualBusConnectionDetails dualBusConnectionDetails(
      DualBusProperties properties, Environment environment, ObjectProvider<SslBundles> bundles) {
    return PropertiesDualBusConnectionDetails.of(
        properties,
        environment,
        BundleMaterial.of(
            bundles.getIfAvailable(), properties.ssl().bundle(), "nautilus.bus.ssl.bundle"));
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  DualBusClient dualBusClient(
      DualBusProperties properties,
      DualBusConnectionDetails details,
      ObjectProvider<MeterRegistry> meters,
      ObjectProvider<ObservationRegistry> observations) {
    var builder =
        DualBusClient.builder(new EngineType(properties.engine()), properties.instanceName())
            .marketData(details.marketData())
            .engineLogic(details.engineLogic())
            .main(details.main())
            .legacySources(properties.sources())
            .options(properties.options());
    if (properties.mode() != null) {
      builder.mode(properties.mode());
    }
    meters.ifAvailable(builder::meters);
    observations.ifAvailable(builder::observations);
    return builder.build();
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  MarketDataClient marketDataClient(
      DualBusClient bus,
      DualBusProperties properties,
      MarketDataProperties hub,
      ObjectProvider<SslBundles> bundles,
      Environment environment) {
    return MarketDataClient.builder(bus)
        .tls(hub.material(bundles.getIfAvailable()))
        .timeout(properties.requestTimeout())
        .hub(hub.hub(environment))
        .token(hub.token())
        .build();
  }

  @Bean
  static BusListenerRegistrar busListenerRegistrar(
      ObjectProvider<DualBusClient> bus, ObjectProvider<MessageType<?>> types) {
    return new BusListenerRegistrar(bus, types);
  }
}
