package dev.nautilus.hub;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/// The MarketData hub: one connection per vendor, a cache, one published stream.
///
/// Boot's own Redis connection is left out: the hub speaks to the buses' servers and to no other.
@SpringBootApplication(
    exclude = {
      DataRedisAutoConfiguration.class,
      DataRedisReactiveAutoConfiguration.class,
      DataRedisRepositoriesAutoConfiguration.class
    },
    proxyBeanMethods = false)
public class HubApplication {

  /// Its settings stand in a file of its own name, because engines run in the same JVM and bring
  /// theirs on the same class path.
  private static final String CONFIG_NAME = "spring.config.name=marketdata-hub";

  /// Starts the hub and stays until the process ends.
  public static void main(String[] args) {
    run(args);
  }

  /// Starts the hub and hands back its context; closing that stops it gracefully.
  ///
  /// @param args command-line properties, `--server.port=0` for one
  public static ConfigurableApplicationContext run(String... args) {
    SpringApplication application =
        new SpringApplicationBuilder(HubApplication.class)
            .properties(CONFIG_NAME)
            .bannerMode(Banner.Mode.OFF)
            .build();
    ConfigurableApplicationContext context = application.run(args);
    VendorAccess.here().log();
    return context;
  }
}
