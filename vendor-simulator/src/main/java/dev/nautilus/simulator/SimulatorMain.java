package dev.nautilus.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The simulator as a process of its own; runs until it is told to stop.
///
/// Options, each also an environment variable (an option wins): `--seed` / `SIMULATOR_SEED`,
/// `--host` / `SIMULATOR_HOST`, `--control-port` / `SIMULATOR_CONTROL_PORT`, and for each vendor
/// `--fred-port` / `SIMULATOR_FRED_PORT` and the like.
public final class SimulatorMain {
  private static final String LOG_SETTINGS = "logback.configurationFile";

  private SimulatorMain() {}

  public static void main(String[] args) throws InterruptedException {
    if (System.getProperty(LOG_SETTINGS) == null) {
      // Not a plain logback.xml: on the class path of a host it would override the host's own.
      System.setProperty(LOG_SETTINGS, "dev/nautilus/simulator/simulator-logback.xml");
    }
    Logger log = LoggerFactory.getLogger(SimulatorMain.class);
    VendorSimulator simulator = configure(args, System.getenv()).start();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("simulator-stop")
                .unstarted(
                    () -> {
                      simulator.close();
                      stopped.countDown();
                    }));
    log.info("simulated market of seed {} is open", simulator.market().seed());
    stopped.await();
  }

  /// @throws IllegalArgumentException naming the option that is unknown or malformed
  static VendorSimulator.Builder configure(String[] args, Map<String, String> environment) {
    VendorSimulator.Builder builder = VendorSimulator.builder();
    Map<String, String> options = options(args);
    for (String option : known(builder)) {
      String variable = "SIMULATOR_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
      String given = options.remove(option);
      String value = given != null ? given : environment.get(variable);
      if (value != null && !value.isBlank()) {
        apply(builder, option, value);
      }
    }
    if (!options.isEmpty()) {
      throw new IllegalArgumentException(
          "options must be of " + known(builder) + ", was " + options.keySet());
    }
    return builder;
  }

  private static List<String> known(VendorSimulator.Builder builder) {
    List<String> known = new ArrayList<>();
    known.add("seed");
    known.add("host");
    known.add("control-port");
    builder.vendorNames().stream()
        .sorted()
        .forEach(vendor -> known.add(vendor.replace('_', '-') + "-port"));
    return known;
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new TreeMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("options must look like --seed=42, was " + arg);
      }
      options.put(arg.substring(2, equals), arg.substring(equals + 1));
    }
    return options;
  }

  private static void apply(VendorSimulator.Builder builder, String option, String value) {
    switch (option) {
      case "seed" -> builder.seed(number(option, value));
      case "host" -> builder.host(value);
      case "control-port" -> builder.controlPort(port(option, value));
      default -> {
        String vendor = option.substring(0, option.length() - "-port".length());
        builder.port(vendor.replace('-', '_'), port(option, value));
      }
    }
  }

  private static int port(String option, String value) {
    long port = number(option, value);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(option + " must be from 0 to 65535, was " + value);
    }
    return (int) port;
  }

  private static long number(String option, String value) {
    try {
      return Long.parseLong(value.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a whole number, was " + value, e);
    }
  }
}
