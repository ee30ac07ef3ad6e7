package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.company.NewsWire;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.StreamEndpoint;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Which path leads where, and who is let in.
final class YahooApi implements VendorApi {
  private final Market market;
  private final InstantSource clock;
  private final Credentials credentials;
  private final Charts charts;
  private final Quotes quotes;
  private final Summaries summaries;
  private final Timeseries timeseries;
  private final Options options;
  private final Search search;

  YahooApi(World world) {
    this.market = world.market();
    this.clock = world.clock();
    CompanyBook companies = new CompanyBook(market.seed());
    this.credentials = new Credentials(market.seed());
    this.charts = new Charts(market, companies);
    QuoteRow row = new QuoteRow(market, companies);
    this.quotes = new Quotes(market, row);
    this.summaries = new Summaries(market, companies, row);
    this.timeseries = new Timeseries(market, companies);
    this.options = new Options(market, row);
    this.search = new Search(market, companies, new NewsWire(market.seed()));
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/", browsersOnly(this::cookie)),
        Endpoint.get("/v1/test/getcrumb", browsersOnly(this::crumb)),
        Endpoint.get(
            "/v8/finance/chart/{symbol}", browsersOnly(r -> charts.answer(r, clock.instant()))),
        Endpoint.get(
            "/v7/finance/quote", browsersOnly(withCrumb(r -> quotes.answer(r, clock.instant())))),
        Endpoint.get(
            "/v10/finance/quoteSummary/{symbol}",
            browsersOnly(withCrumb(r -> summaries.answer(r, clock.instant())))),
        Endpoint.get(
            "/v7/finance/options/{symbol}",
            browsersOnly(withCrumb(r -> options.answer(r, clock.instant())))),
        Endpoint.get(
            "/ws/fundamentals-timeseries/v1/finance/timeseries/{symbol}",
            browsersOnly(r -> timeseries.answer(r, clock.instant()))),
        Endpoint.get("/v1/finance/search", browsersOnly(r -> search.answer(r, clock.instant()))));
  }

  @Override
  public List<StreamEndpoint> streams() {
    return List.of(StreamEndpoint.at("/", () -> new Streamer(market)));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return YahooJson.text(429, "Too Many Requests\r\n");
  }

  @Override
  public Reply broken(Request request) {
    return Reply.of(502, "text/html", "<html><body><h1>Bad Gateway</h1></body></html>")
        .with("server", "ATS");
  }

  @Override
  public Reply notFound(Request request) {
    return YahooJson.error(404, "finance", "Not Found", "HTTP 404 Not Found: " + request.path());
  }

  /// The cookie host answers 404 and sets its cookies nevertheless.
  private Reply cookie(Request request) {
    return credentials.withCookies(YahooJson.text(404, ""), clock.instant());
  }

  private Reply crumb(Request request) {
    return credentials
        .cookie(request)
        .map(cookie -> YahooJson.text(200, credentials.crumb(cookie)))
        .orElseGet(() -> YahooJson.error(401, "finance", "Unauthorized", "Invalid Cookie"));
  }

  private Function<Request, Reply> withCrumb(Function<Request, Reply> endpoint) {
    return request ->
        credentials.valid(request)
            ? endpoint.apply(request)
            : YahooJson.error(401, "finance", "Unauthorized", "Invalid Crumb");
  }

  private Function<Request, Reply> browsersOnly(Function<Request, Reply> endpoint) {
    return request ->
        request.header("user-agent").filter(agent -> agent.startsWith("Mozilla/")).isPresent()
            ? endpoint.apply(request)
            : tooManyRequests(request);
  }
}
