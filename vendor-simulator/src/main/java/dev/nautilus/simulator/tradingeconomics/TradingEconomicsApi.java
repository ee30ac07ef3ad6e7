package dev.nautilus.simulator.tradingeconomics;

import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.tradingeconomics.TradingEconomicsVendor.Plan;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.RequestWindow;
import dev.nautilus.simulator.vendor.StreamEndpoint;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ArrayNode;

/// Which path leads where, after the key, the rate and the plan have been checked.
final class TradingEconomicsApi implements VendorApi {
  private static final String CREDENTIALS =
      "\"You must provide valid credentials. Please contact support@tradingeconomics.com\"";

  /// What the free plan covers.
  private static final Set<String> FREE = Set.of("sweden", "mexico", "new zealand", "thailand");

  private final Market market;
  private final InstantSource clock;
  private final Plan plan;
  private final RequestWindow window = new RequestWindow(1, Duration.ofMillis(950));
  private final Indicators indicators;
  private final Releases releases;
  private final Prices prices;

  TradingEconomicsApi(World world, Plan plan) {
    this.market = world.market();
    this.clock = world.clock();
    this.plan = plan;
    EconomyBook economy = new EconomyBook(market.seed());
    this.indicators = new Indicators(economy, plan.rows());
    this.releases = new Releases(economy, plan.rows());
    this.prices = new Prices(market, plan.rows());
  }

  @Override
  public List<Endpoint> endpoints() {
    String history = "/historical/country/{country}/indicator/{indicator}";
    return List.of(
        get(history, indicators::history),
        get(history + "/{from}", indicators::history),
        get(history + "/{from}/{to}", indicators::history),
        get("/forecast/country/{country}/indicator/{indicator}", indicators::forecast),
        get("/calendar/country/{country}/{from}/{to}", releases::calendar),
        get("/markets/symbol/{symbols}", prices::latest),
        get("/markets/historical/{symbol}", prices::history));
  }

  @Override
  public List<StreamEndpoint> streams() {
    return List.of(StreamEndpoint.at("/", () -> new PriceStream(market)));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return text(429, "Too many requests.");
  }

  @Override
  public Reply broken(Request request) {
    return Reply.of(503, "text/html", "<html><body><h1>Service Unavailable</h1></body></html>");
  }

  private Endpoint get(String template, BiFunction<Request, Instant, ArrayNode> answer) {
    return Endpoint.get(template, request -> guarded(request, answer));
  }

  private Reply guarded(Request request, BiFunction<Request, Instant, ArrayNode> answer) {
    String key = request.parameter("c").or(() -> request.parameter("client")).orElse("");
    if (!key.equals(plan.key())) {
      return Reply.of(401, "application/json", CREDENTIALS);
    }
    Instant now = clock.instant();
    if (plan.limited() && !window.admits(now)) {
      return tooManyRequests(request);
    }
    String country = request.gaps().getOrDefault("country", "").toLowerCase(Locale.ROOT);
    if (plan.free() && !country.isEmpty() && !FREE.contains(country)) {
      return text(403, "No Access to this country as free user.");
    }
    try {
      return JsonReply.of(200, answer.apply(request, now));
    } catch (DateTimeException notADate) {
      return text(400, "Bad request.");
    }
  }

  private static Reply text(int status, String text) {
    return Reply.of(status, "text/plain; charset=utf-8", text);
  }
}
