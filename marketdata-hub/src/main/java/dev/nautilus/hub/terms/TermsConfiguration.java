package dev.nautilus.hub.terms;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.vendor.VendorsProperties;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads the terms.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TermsProperties.class)
class TermsConfiguration {

  @Bean
  DataTerms dataTerms(ObjectProvider<VendorsProperties> vendors) {
    return new DataTerms(vendors.getIfAvailable(() -> new VendorsProperties(Map.of())));
  }

  @Bean
  Licence licence(DataTerms terms, TermsProperties properties) {
    return new Licence(
        terms,
        properties.learners().stream()
            .map(EngineType::new)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
