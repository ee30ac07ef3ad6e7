package dev.nautilus.ninth;

import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorsProperties;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The only door to this package.
@Configuration(proxyBeanMethods = false)
class AcmeConfiguration {

  @Bean
  VendorConnection acme(VendorsProperties vendors, ObjectProvider<InstantSource> clock) {
    return new AcmeConnection(
        vendors.of(AcmeConnection.SOURCE), clock.getIfUnique(InstantSource::system));
  }
}
