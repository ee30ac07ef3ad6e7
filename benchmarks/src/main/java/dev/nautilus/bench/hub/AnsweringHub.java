package dev.nautilus.bench.hub;

import dev.nautilus.hub.HubApplication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A whole hub whose only source is an [AnsweringVendor], and whose quotes live for an hour, as
/// cached ones.
final class AnsweringHub {
  private static final List<String> SETTINGS =
      List.of(
          "--nautilus.hub.cache.lifetimes.quote=1h",
          "--nautilus.hub.watch.enabled=false",
          "--nautilus.hub.prefetch.enabled=false",
          "--nautilus.hub.bridge.enabled=false",
          "--nautilus.vendors.ibkr.enabled=false",
          "--nautilus.vendors.dbnomics.enabled=false",
          "--nautilus.vendors.yahoo-finance.enabled=false");

  private AnsweringHub() {}

  /// Starts it.
  ///
  /// @param arguments properties of the hub
  public static void main(String[] arguments) {
    start(arguments);
  }

  static ConfigurableApplicationContext start(String... arguments) {
    List<String> all = new ArrayList<>(SETTINGS);
    all.addAll(Arrays.asList(arguments));
    return new SpringApplicationBuilder(HubApplication.class, AnsweringVendor.Wiring.class)
        .properties("spring.config.name=marketdata-hub")
        .run(all.toArray(String[]::new));
  }
}
