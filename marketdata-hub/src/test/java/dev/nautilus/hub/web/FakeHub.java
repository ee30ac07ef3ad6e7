package dev.nautilus.hub.web;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.Order;

/// The whole hub but for its vendors, which answer as the test tells them to.
///
/// Not marked as a configuration, so that no scan finds it: neither the hub's own, nor that for an
/// application to test, which would bring the real vendors in.
@EnableAutoConfiguration(exclude = DataRedisAutoConfiguration.class)
@ComponentScan({
  "dev.nautilus.hub.access",
  "dev.nautilus.hub.desk",
  "dev.nautilus.hub.prefetch",
  "dev.nautilus.hub.bridge",
  "dev.nautilus.hub.publish",
  "dev.nautilus.hub.standby",
  "dev.nautilus.hub.subscribe",
  "dev.nautilus.hub.terms",
  "dev.nautilus.hub.web"
})
class FakeHub {

  /// Knows nothing until it is told something.
  @Bean
  @Order(1)
  FakeVendor vendor() {
    return new FakeVendor(
            "fake", _ -> new VendorReply.Refused(Refusal.NOT_FOUND, "fake does not know it."))
        .serving(query -> !isEconomic(query.type().name()));
  }

  /// Would serve economic series if it had a key.
  @Bean
  @Order(2)
  FakeVendor keyless() {
    return new FakeVendor("keyless", _ -> new VendorReply.Refused(Refusal.NOT_CONFIGURED, "no key"))
        .serving(query -> isEconomic(query.type().name()))
        .unconfigured();
  }

  private static boolean isEconomic(String type) {
    return type.equals("economic");
  }
}
