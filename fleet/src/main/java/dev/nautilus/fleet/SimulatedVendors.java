package dev.nautilus.fleet;

import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.alpha.AlphaVendor;
import dev.nautilus.simulator.datagov.DataGovVendor;
import dev.nautilus.simulator.fred.FredVendor;
import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor;
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
    return new TreeMap<>(
        Map.of(
            "ibkr", 8851,
            "alpha_vantage", 8852,
            "fred", 8853,
            "trading_economics", 8856,
            "sec_edgar", 8854,
            "data_gov", 8855,
            "dbnomics", 8857,
            "yahoo_finance", 8858));
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
    arguments.addAll(keyed(ports));
    arguments.addAll(government(ports));
    for (String vendor : known()) {
      boolean played = wellKnownPorts().containsKey(vendor.replace('-', '_'));
      String setting = played ? ".simulated=true" : ".enabled=false";
      arguments.add("--nautilus.vendors." + vendor + setting);
    }
    return arguments;
  }

  /// Vendors that sell data by a key.
  private static List<String> keyed(FleetPorts ports) {
    String alpha = "127.0.0.1:" + ports.of("alpha_vantage");
    String economics = "127.0.0.1:" + ports.of("trading_economics");
    return List.of(
        "--nautilus.vendors.alpha-vantage.base-urls.api=http://" + alpha + "/query",
        "--nautilus.vendors.alpha-vantage.key=" + AlphaVendor.DEFAULT_KEY,
        "--nautilus.vendors.trading-economics.base-urls.api=http://" + economics,
        "--nautilus.vendors.trading-economics.base-urls.stream=ws://" + economics,
        "--nautilus.vendors.trading-economics.key=" + TradingEconomicsVendor.DEFAULT_KEY);
  }

  private static List<String> government(FleetPorts ports) {
    String edgar = "http://127.0.0.1:" + ports.of("sec_edgar");
    String dataGov = "http://127.0.0.1:" + ports.of("data_gov");
    String dbnomics = "http://127.0.0.1:" + ports.of("dbnomics");
    return List.of(
        "--nautilus.vendors.sec-edgar.base-urls.data=" + edgar,
        "--nautilus.vendors.sec-edgar.base-urls.archive=" + edgar,
        "--nautilus.vendors.sec-edgar.base-urls.search=" + edgar,
        "--nautilus.vendors.sec-edgar.key=Simulated Fleet ops@fleet.example",
        "--nautilus.vendors.data-gov.base-urls.api=" + dataGov + "/technology/datagov/v4",
        "--nautilus.vendors.data-gov.base-urls.catalog=" + dataGov,
        "--nautilus.vendors.data-gov.key=" + DataGovVendor.DEFAULT_KEY,
        "--nautilus.vendors.dbnomics.base-urls.api=" + dbnomics + "/v22");
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
