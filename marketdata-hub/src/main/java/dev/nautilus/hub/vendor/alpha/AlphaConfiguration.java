package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorsProperties;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The only door to this package.
@Configuration(proxyBeanMethods = false)
class AlphaConfiguration {

  @Bean
  VendorConnection alphaVantage(VendorsProperties vendors, ObjectProvider<InstantSource> clock) {
    return new AlphaConnection(
        vendors.of(AlphaConnection.SOURCE), clock.getIfUnique(InstantSource::system));
  }
}
