package dev.nautilus.hub.vendor;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.CompositePropertySource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertySourceFactory;

/// Puts `vendors.yml` beneath all other properties and binds it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VendorsProperties.class)
@PropertySource(value = "classpath:vendors.yml", factory = VendorsConfiguration.Yaml.class)
class VendorsConfiguration {

  /// Spring reads only `.properties` here by itself.
  static final class Yaml implements PropertySourceFactory {
    @Override
    public org.springframework.core.env.PropertySource<?> createPropertySource(
        @Nullable String name, EncodedResource resource) throws IOException {
      List<org.springframework.core.env.PropertySource<?>> documents =
          new YamlPropertySourceLoader().load("vendors.yml", resource.getResource());
      CompositePropertySource all = new CompositePropertySource("vendors.yml");
      documents.forEach(all::addPropertySource);
      return all;
    }
  }
}
