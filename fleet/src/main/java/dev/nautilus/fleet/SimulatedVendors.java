package dev.nautilus.fleet;

import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.fred.FredVendor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The vendors as this machine plays them: where the hub must look for each, and which ones it must
/// leave alone because nobody plays them here.
final class SimulatedVendors {
  private SimulatedVendors() {}

  /// Their ports, as `docker-compose.yml` and the simulator's own defaults have them.
  static Map<String, Integer> wellKnownPorts() {
    return new TreeMap<>(Map.of("ibkr", 8851, "fred", 8853, "yahoo_finance", 8858));
  }

  static VendorSimulator start(FleetPorts ports) {
    VendorSimulator.Builder builder =
        VendorSimulator.builder().controlPort(ports.of(FleetPorts.CONTROL));
    wellKnownPorts().keySet().forEach(vendor -> builder.port(vendor, ports.of(vendor)));
    return builder.start();
  }

  /// What turns the hub towards the simulator, and away from every vendor that is not simulated.
  static List<String> hubArguments(FleetPorts ports) {
    List<String> arguments = new ArrayList<>();
    String fred = "127.0.0.1:" + ports.of("fred");
    String yahoo = "127.0.0.1:" + ports.of("yahoo_finance");
    String ibkr = "127.0.0.1:" + ports.of("ibkr") + "/v1/api";
    arguments.add("--nautilus.vendors.ibkr.base-urls.api=http://" + ibkr);
    arguments.add("--nautilus.vendors.ibkr.base-urls.stream=ws://" + ibkr + "/ws");
    arguments.add("--nautilus.vendors.fred.base-urls.api=http://" + fred + "/fred");
    arguments.add("--nautilus.vendors.fred.key=" + FredVendor.DEFAULT_KEY);
    arguments.add("--nautilus.vendors.yahoo-finance.base-urls.query=http://" + yahoo);
    arguments.add("--nautilus.vendors.yahoo-finance.base-urls.cookie=http://" + yahoo);
    arguments.add(
        "--nautilus.vendors.yahoo-finance.base-urls.stream=ws://" + yahoo + "/?version=2");
    for (String vendor : known()) {
      boolean played = wellKnownPorts().containsKey(vendor.replace('-', '_'));
      String setting = played ? ".simulated=true" : ".enabled=false";
      arguments.add("--nautilus.vendors." + vendor + setting);
    }
    return arguments;
  }

  /// Names of all vendors in the hub's own file.
  static Set<String> known() {
    try (InputStream yaml = SimulatedVendors.class.getResourceAsStream("/vendors.yml")) {
      if (yaml == null) {
        throw new IllegalStateException("vendors.yml of the hub is not on the class path");
      }
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      Set<String> names = new TreeSet<>();
      if (root instanceof Map<?, ?> top
          && top.get("nautilus") instanceof Map<?, ?> ours
          && ours.get("vendors") instanceof Map<?, ?> vendors) {
        vendors.keySet().forEach(name -> names.add(name.toString()));
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
