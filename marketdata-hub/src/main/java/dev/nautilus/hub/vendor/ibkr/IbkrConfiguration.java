package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorTls;
import dev.nautilus.hub.vendor.VendorsProperties;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The only door to this package.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IbkrProperties.class)
class IbkrConfiguration {

  @Bean
  VendorConnection ibkr(
      VendorsProperties vendors,
      IbkrProperties properties,
      ObjectProvider<SslBundles> bundles,
      ObjectProvider<InstantSource> clock) {
    return new IbkrConnection(
        vendors.of(IbkrConnection.SOURCE),
        new IbkrConnection.Setup(properties, IbkrTimings.DEFAULT, tls(properties, bundles)),
        clock.getIfUnique(InstantSource::system));
  }

  private static @Nullable VendorTls tls(
      IbkrProperties properties, ObjectProvider<SslBundles> bundles) {
    String name = properties.sslBundle();
    return name == null || name.isBlank()
        ? null
        : VendorTls.of(bundles.getObject().getBundle(name), !properties.verifyHost());
  }
}
