package dev.nautilus.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// The names in the environment that users know, through the hub's own settings file.
class EnvironmentTest {

  @ParameterizedTest
  @CsvSource({
    "MARKETDATA_HUB_HOST=0.0.0.0,                               server.address, 0.0.0.0",
    "NONE=1,                                                    server.address, 127.0.0.1",
    "MARKETDATA_HUB_PORT=9900,                                  server.port, 9900",
    "NONE=1,                                                    server.port, 8800",
    "MARKETDATA_CACHE_SIZE=50000,                               nautilus.hub.cache.size, 50000",
    "CACHE_SIZE=40000,                                          nautilus.hub.cache.size, 40000",
    "MARKETDATA_CACHE_SIZE=50000 CACHE_SIZE=40000,              nautilus.hub.cache.size, 50000",
    "NONE=1,                                                    nautilus.hub.cache.size, 100000",
    "MARKETDATA_CACHE_TTL_MULTIPLIER=2.5,              nautilus.hub.cache.ttl-multiplier, 2.5",
    "NONE=1,                                           nautilus.hub.cache.ttl-multiplier, 1.0",
    "ENABLE_PREDICTIVE_PREFETCH=false,                    nautilus.hub.prefetch.enabled, false",
    "ENABLE_PREFETCHING=false,                            nautilus.hub.prefetch.enabled, false",
    "ENABLE_PREDICTIVE_PREFETCH=true ENABLE_PREFETCHING=false, nautilus.hub.prefetch.enabled, true",
    "NONE=1,                                              nautilus.hub.prefetch.enabled, true",
    "MESSAGEBUS_ENABLED=false,                            nautilus.bus.enabled, false",
    "NONE=1,                                              nautilus.bus.enabled, true"
  })
  void name_inTheEnvironment_setsWhatItSays(String environment, String property, String value) {
    Map<String, Object> variables =
        Arrays.stream(environment.split(" "))
            .map(each -> each.split("="))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    new ApplicationContextRunner()
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
        .withPropertyValues("spring.config.name=marketdata-hub")
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .run(
            context -> assertThat(context.getEnvironment().getProperty(property)).isEqualTo(value));
  }
}
