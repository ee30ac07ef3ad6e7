package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorsProperties;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The only door to this package.
@Configuration(proxyBeanMethods = false)
class DbnomicsConfiguration {

  @Bean
  VendorConnection dbnomics(VendorsProperties vendors, ObjectProvider<InstantSource> clock) {
    return new DbnomicsConnection(
        vendors.of(DbnomicsConnection.SOURCE), clock.getIfUnique(InstantSource::system));
  }
}
