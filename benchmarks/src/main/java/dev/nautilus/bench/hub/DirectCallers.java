package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.bench.hub.TradingMix.Ask;
import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// Engines as they were before the hub: each with connections of its own to all vendors, by the
/// hub's own adapters, and without a cache.
final class DirectCallers implements AutoCloseable {
  /// The first that serves a question is asked, then the next; as the hub's routing has them.
  private static final List<String> ORDER =
      List.of("ibkr", "yahoo_finance", "sec_edgar", "fred", "dbnomics", "trading_economics");

  private final Map<String, ConfigurableApplicationContext> callers = new LinkedHashMap<>();

  /// The adapters and nothing else of the hub.
  @Configuration(proxyBeanMethods = false)
  @ComponentScan("dev.nautilus.hub.vendor")
  static class Adapters {}

  /// @param arguments where the vendors are
  DirectCallers(List<String> engines, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    for (String vendor :
        List.of(
            "ibkr",
            "alpha-vantage",
            "fred",
            "sec-edgar",
            "trading-economics",
            "dbnomics",
            "yahoo-finance")) {
      // An engine without a hub knows no budget: what it would be told is not what is measured.
      String limits = "--nautilus.vendors." + vendor + ".limits.";
      all.addAll(
          List.of(
              limits + "requests=1000",
              limits + "per=1s",
              limits + "burst=1000",
              limits + "per-day=0",
              limits + "per-month=0"));
    }
    for (String engine : engines) {
      callers.put(
          engine,
          new SpringApplicationBuilder(Adapters.class)
              .web(WebApplicationType.NONE)
              .properties("spring.config.name=none", "spring.main.banner-mode=off")
              .run(all.toArray(String[]::new)));
    }
  }

  /// Each engine meets every source once.
  void meetEverybody(TradingMix mix) {
    together((engine, connections) -> mix.round(engine).forEach(each -> ask(connections, each)));
  }

  /// Plays so many questions of the trace, each engine its own one after the other.
  ///
  /// @return questions asked
  long play(TradingMix mix, int ofEach, long seed) {
    together(
        (engine, connections) -> {
          SplittableRandom random = new SplittableRandom(seed + engine.hashCode());
          for (int i = 0; i < ofEach; i++) {
            ask(connections, mix.next(engine, random));
          }
        });
    return (long) ofEach * callers.size();
  }

  private interface Part {
    void play(String engine, List<VendorConnection> connections);
  }

  private void together(Part part) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      callers.forEach(
          (engine, context) -> {
            List<VendorConnection> connections =
                context.getBeanProvider(VendorConnection.class).orderedStream().toList();
            running.add(threads.submit(() -> part.play(engine, connections)));
          });
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    } catch (ExecutionException e) {
      throw new BenchException("a direct caller failed", e);
    }
  }

  private static void ask(List<VendorConnection> connections, Ask ask) {
    DataRequest request = ask.request();
    MessageType<? extends MarketDatum> type = ServedType.find(ask.type()).orElseThrow().handle();
    VendorQuery query =
        new VendorQuery(
            type, request.instruments(), request.interval(), null, null, request.limit(), null);
    List<VendorConnection> able =
        connections.stream()
            .filter(each -> each.isConfigured() && each.serves(query))
            .sorted(Comparator.comparingInt(DirectCallers::rank))
            .toList();
    for (VendorConnection each : able) {
      if (each.fetch(query) instanceof VendorReply.Data) {
        return;
      }
    }
  }

  private static int rank(VendorConnection connection) {
    int rank = ORDER.indexOf(connection.source().name());
    return rank < 0 ? ORDER.size() : rank;
  }

  @Override
  public void close() {
    callers.values().forEach(ConfigurableApplicationContext::close);
  }
}
