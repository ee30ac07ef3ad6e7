package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.simulator.VendorSimulator;
import dev.nautilus.simulator.alpha.AlphaVendor;
import dev.nautilus.simulator.edgar.EdgarVendor;
import dev.nautilus.simulator.fred.FredVendor;
import dev.nautilus.simulator.ibkr.IbkrVendor;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Instrument.Kind;
import dev.nautilus.simulator.serve.TrafficReport;
import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The eight simulated vendors with a market of five hundred symbols, and the count they keep.
final class SimulatedMarket implements AutoCloseable {
  private static final Path SETTINGS = Path.of("ops", "vendors-simulated.env");
  private static final Pattern PLACE = Pattern.compile("vendor-simulator:(\\d+)");
  private static final int FIRST_PORT = 8851;

  /// In the order of their usual ports.
  private static final List<String> VENDORS =
      List.of(
          "ibkr",
          "alpha_vantage",
          "fred",
          "sec_edgar",
          "data_gov",
          "trading_economics",
          "dbnomics",
          "yahoo_finance");

  private final VendorSimulator simulator;

  /// @param limited whether vendors refuse who asks too often; they always count
  SimulatedMarket(boolean limited) {
    VendorSimulator.Builder builder =
        VendorSimulator.builder()
            .ephemeralPorts()
            .instruments(
                IntStream.range(0, TradingMix.SYMBOLS).mapToObj(SimulatedMarket::share).toList());
    if (!limited) {
      builder
          .vendor(new IbkrVendor().withoutRateLimit())
          .vendor(new AlphaVendor().withoutRateLimit())
          .vendor(new FredVendor().withoutRateLimit())
          .vendor(new EdgarVendor().withoutRateLimit())
          .vendor(new TradingEconomicsVendor().withoutRateLimit());
    }
    simulator = builder.start();
  }

  private static Instrument share(int number) {
    return new Instrument(
        TradingMix.extra(number),
        Kind.SHARE,
        "USD",
        "Share " + number,
        100,
        20 + number % 300,
        0.3,
        1,
        0,
        0,
        1_000_000,
        10,
        2);
  }

  /// Symbols that the market has of itself and that are quoted; an index is not.
  List<String> ownSymbols() {
    return simulator.market().instruments().stream()
        .filter(Instrument::hasQuotes)
        .map(Instrument::symbol)
        .filter(each -> !each.matches("Z\\d{3}"))
        .toList();
  }

  /// Properties that lead a hub here, from the file that compose uses.
  List<String> hubArguments() {
    try {
      String json =
          Files.readAllLines(SETTINGS).stream()
              .filter(line -> line.startsWith("SPRING_APPLICATION_JSON="))
              .findFirst()
              .orElseThrow(() -> new BenchException(SETTINGS + " has no SPRING_APPLICATION_JSON"));
      List<String> arguments = new ArrayList<>();
      flatten("", JsonMapper.shared().readTree(json.substring(json.indexOf('=') + 1)), arguments);
      return arguments;
    } catch (IOException e) {
      throw new BenchException("run this from the root of the project: no " + SETTINGS, e);
    }
  }

  private void flatten(String name, JsonNode node, List<String> arguments) {
    if (!node.isObject()) {
      arguments.add("--" + name.substring(1) + "=" + here(node.asString()));
      return;
    }
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      flatten(name + "." + each.getKey(), each.getValue(), arguments);
    }
  }

  private String here(String value) {
    Matcher place = PLACE.matcher(value);
    return place.replaceAll(
        found ->
            "127.0.0.1:"
                + simulator.port(VENDORS.get(Integer.parseInt(found.group(1)) - FIRST_PORT)));
  }

  /// Calls of all vendors together since they began.
  long calls() {
    return VENDORS.stream().mapToLong(each -> simulator.traffic(each).requests()).sum();
  }

  /// Calls by vendor, for people.
  String callsByVendor() {
    StringBuilder text = new StringBuilder();
    VENDORS.forEach(
        each ->
            text.append(each).append(' ').append(simulator.traffic(each).requests()).append(", "));
    return text.substring(0, text.length() - 2);
  }

  /// Most HTTP connections that were open to each vendor at a time, together.
  int connections() {
    return VENDORS.stream().map(simulator::traffic).mapToInt(TrafficReport::peakHttp).sum();
  }

  /// The same of WebSockets.
  int streams() {
    return VENDORS.stream().map(simulator::traffic).mapToInt(TrafficReport::peakStreams).sum();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
