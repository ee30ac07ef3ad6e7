package dev.nautilus.simulator.alpha;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.NewsWire;
import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One path; the function decides, after the key and the limits have been checked.
final class AlphaApi implements VendorApi {
  private final InstantSource clock;
  private final Plan plan;
  private final Allowance allowance;
  private final LastPrices prices;
  private final TimeSeries series;
  private final Articles articles;
  private final Reports reports;
  private final Statistics statistics;

  AlphaApi(World world, Plan plan) {
    this.clock = world.clock();
    this.plan = plan;
    this.allowance = new Allowance(plan);
    Market market = world.market();
    Listing listing = new Listing(market);
    CompanyBook companies = new CompanyBook(market.seed());
    this.prices = new LastPrices(market, listing, plan);
    this.series = new TimeSeries(market, listing, plan);
    this.articles = new Articles(listing, new NewsWire(market.seed()));
    this.reports = new Reports(market, listing, companies);
    this.statistics = new Statistics(new EconomyBook(market.seed()));
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/query", this::answer));
  }

  /// It has no status of its own for that.
  @Override
  public Reply tooManyRequests(Request request) {
    return Notices.information(
        plan.premium() ? Notices.PER_MINUTE : Notices.perDay(request.parameter("apikey", "")));
  }

  @Override
  public Reply broken(Request request) {
    return Reply.of(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>")
        .with("server", "cloudflare");
  }

  private Reply answer(Request request) {
    if (!request.parameter("apikey", "").equals(plan.key())) {
      return Notices.noKey();
    }
    Instant now = clock.instant();
    Optional<String> refused = allowance.use(now);
    if (refused.isPresent()) {
      return Notices.information(refused.get());
    }
    String function = request.parameter("function", "").toUpperCase(Locale.ROOT);
    return switch (function) {
      case "GLOBAL_QUOTE" -> prices.global(request, now);
      case "CURRENCY_EXCHANGE_RATE" -> prices.rate(request, now);
      case "REALTIME_BULK_QUOTES" -> prices.bulk(request, now);
      case "NEWS_SENTIMENT" -> articles.answer(request, now);
      case "OVERVIEW" -> reports.overview(request, now);
      case "ETF_PROFILE" -> reports.fund(request);
      case "INCOME_STATEMENT", "BALANCE_SHEET", "CASH_FLOW" ->
          reports.statements(function, request, now);
      case "EARNINGS" -> reports.earnings(request, now);
      case "DIVIDENDS", "SPLITS" -> reports.actions(function, request, now);
      default ->
          Frame.of(function).isPresent()
              ? series.answer(request, function, now)
              : statistics.answer(request, function, now);
    };
  }
}
