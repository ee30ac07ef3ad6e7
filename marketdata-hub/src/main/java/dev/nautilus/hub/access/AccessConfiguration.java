package dev.nautilus.hub.access;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/// Puts the door in front of everything.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
public class AccessConfiguration {
  /// Says who asks; a token says it with more weight.
  public static final String ENGINE_HEADER = "X-Nautilus-Engine";

  private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

  @Bean
  FilterRegistrationBean<AccessFilter> accessFilter(
      AccessProperties properties,
      Environment environment,
      Ticker ticker,
      MeterRegistry meters,
      JsonMapper json)
      throws IOException {
    Tokens tokens = new Tokens(lines(properties));
    boolean open = isOpen(properties.mode(), environment.getProperty("server.address"));
    log.info(
        open
            ? "The hub's REST is open to everybody who reaches it"
            : "The hub's REST asks for a token");
    if (!open && tokens.isEmpty()) {
      log.warn(
          "No token is set, so nobody comes in: set nautilus.hub.access.tokens, or"
              + " nautilus.hub.access.mode=open where only friends reach the hub");
    }
    Gate gate =
        new Gate(
            open,
            tokens,
            new CallerRates(properties.rate(), ticker),
            new CallerRates(Gate.MOST_WRONG_TOKENS, ticker));
    FilterRegistrationBean<AccessFilter> door =
        new FilterRegistrationBean<>(
            new AccessFilter(gate, properties.mostBody().toBytes(), meters, json));
    door.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return door;
  }

  private static List<String> lines(AccessProperties properties) throws IOException {
    List<String> lines = new ArrayList<>(properties.tokens());
    String file = properties.tokensFile();
    if (file != null && !file.isBlank()) {
      lines.addAll(Files.readAllLines(Path.of(file)));
    }
    return lines;
  }

  /// @param address where the hub listens; null for everywhere
  static boolean isOpen(AccessProperties.Mode mode, @Nullable String address) throws IOException {
    return switch (mode) {
      case OPEN -> true;
      case CLOSED -> false;
      case AUTO ->
          address != null
              && !address.isBlank()
              && InetAddress.getByName(address).isLoopbackAddress();
    };
  }
}
