package dev.nautilus.blocker.ways;

import dev.nautilus.blocker.Blocker;
import dev.nautilus.blocker.autoconfigure.ApiBlockerAutoConfiguration;
import dev.nautilus.blocker.autoconfigure.ApiBlockerEndpointAutoConfiguration;
import dev.nautilus.blocker.autoconfigure.ApiBlockerHealthAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// A small application that calls a vendor three times, and loopback once, and prints what the
/// blocker shows of it.
@SuppressWarnings("AddressSelection") // one address is what these programs would use
final class EngineMain {
  private EngineMain() {}

  @Configuration(proxyBeanMethods = false)
  @Import({
    ApiBlockerAutoConfiguration.class,
    ApiBlockerEndpointAutoConfiguration.class,
    ApiBlockerHealthAutoConfiguration.class
  })
  static class Engine {
    @Bean
    MeterRegistry registry() {
      return new SimpleMeterRegistry();
    }

    /// Calls `start.host`, where there is one, before the application is ready.
    @Bean
    Caller caller(@Value("${start.host:}") String host) throws IOException {
      if (!host.isEmpty()) {
        connect(host);
      }
      return new Caller(host);
    }
  }

  /// Who cannot start without an answer.
  record Caller(String host) {}

  /// Runs and prints.
  ///
  /// @param arguments where the lines go
  public static void main(String[] arguments) throws Exception {
    try (PrintStream out =
            new PrintStream(
                Files.newOutputStream(Path.of(arguments[0])), true, StandardCharsets.UTF_8);
        var application =
            new SpringApplicationBuilder(Engine.class).web(WebApplicationType.NONE).run()) {
      out.println("agent " + Blocker.running().isPresent());
      for (int i = 0; i < 3; i++) {
        out.println("vendor " + callVendor());
      }
      try (ServerSocket own = new ServerSocket(0);
          Socket socket = new Socket("127.0.0.1", own.getLocalPort())) {
        out.println("loopback " + socket.isConnected());
      }
      MeterRegistry registry = application.getBean(MeterRegistry.class);
      if (Blocker.running().isPresent()) {
        awaitMeter(registry);
      }
      registry
          .find("nautilus.blocker.attempts")
          .functionCounters()
          .forEach(meter -> out.println("meter " + meter.getId().getTags() + " " + meter.count()));
      out.println("health " + application.getBean(HealthIndicator.class).health());
      Blocker.running()
          .ifPresent(
              blocker -> {
                out.println("mode " + blocker.settings().mode());
                out.println("missing " + blocker.missing());
                out.println("total " + blocker.total());
              });
    }
  }

  /// Calls are told to those who count them a fifth of a second later.
  private static void awaitMeter(MeterRegistry registry) throws InterruptedException {
    for (int i = 0; i < 300 && registry.find("nautilus.blocker.attempts").meters().isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static String callVendor() {
    try {
      connect("api.stlouisfed.org");
      return "connected";
    } catch (IOException e) {
      return e.getClass().getSimpleName() + " " + e.getMessage();
    }
  }

  private static void connect(String host) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(InetSocketAddress.createUnresolved(host, 9));
    }
  }
}
