package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.ibkr.PenaltyBox.Limit;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.random.Draws;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.StreamEndpoint;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which path leads where, how often, and in which session.
final class IbkrApi implements VendorApi {
  private static final String ROOT = "/v1/api/";
  private static final Limit ALL = new Limit("all", 10, Duration.ofSeconds(1));
  private static final Limit TICKLE = new Limit("tickle", 1, Duration.ofSeconds(1));
  private static final Limit VALIDATE = new Limit("validate", 1, Duration.ofMinutes(1));
  private static final int MOST_HISTORIES = 5;

  private final InstantSource clock;
  private final Brokerage brokerage;
  private final Optional<PenaltyBox> box;
  private final Contracts contracts;
  private final Snapshots snapshots;
  private final Histories histories;
  private final GatewaySocket.Parts socket;
  private final AtomicInteger historiesNow = new AtomicInteger();

  /// Who may ask.
  private enum Access {
    ANYBODY,
    LOGGED_IN,
    BROKERAGE
  }

  IbkrApi(World world, Brokerage brokerage, boolean limited) {
    Market market = world.market();
    this.clock = world.clock();
    this.brokerage = brokerage;
    this.box = limited ? Optional.of(new PenaltyBox()) : Optional.empty();
    this.contracts = new Contracts(market);
    FieldValues values = new FieldValues(market, new CompanyBook(market.seed()));
    this.snapshots = new Snapshots(contracts, values);
    this.histories = new Histories(market, contracts);
    Draws depth = Draws.seeded(market.seed()).of("ibkr depth");
    this.socket =
        new GatewaySocket.Parts(brokerage, contracts, values, new PriceLadder(market, depth));
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        on("POST", "tickle", Access.LOGGED_IN, limited(TICKLE, this::tickle)),
        on("GET", "sso/validate", Access.LOGGED_IN, limited(VALIDATE, this::validate)),
        on("GET", "iserver/auth/status", Access.ANYBODY, this::status),
        on("POST", "iserver/auth/status", Access.ANYBODY, this::status),
        on("POST", "iserver/auth/ssodh/init", Access.LOGGED_IN, this::init),
        on("GET", "iserver/accounts", Access.BROKERAGE, this::accounts),
        on("GET", "trsrv/stocks", Access.LOGGED_IN, (r, now) -> contracts.stocks(r)),
        on("GET", "iserver/secdef/search", Access.BROKERAGE, (r, now) -> contracts.search(r)),
        on("GET", "iserver/secdef/info", Access.BROKERAGE, (r, now) -> contracts.info(r)),
        on("GET", "iserver/currency/pairs", Access.BROKERAGE, (r, now) -> contracts.pairs(r)),
        on("GET", "iserver/marketdata/snapshot", Access.BROKERAGE, this::snapshot),
        on("GET", "iserver/marketdata/history", Access.BROKERAGE, this::history),
        on(
            "POST",
            "iserver/marketdata/unsubscribe",
            Access.BROKERAGE,
            (r, now) -> snapshots.unsubscribe(r)),
        on(
            "GET",
            "iserver/marketdata/unsubscribeall",
            Access.BROKERAGE,
            (r, now) -> snapshots.unsubscribeAll()));
  }

  @Override
  public List<StreamEndpoint> streams() {
    return List.of(StreamEndpoint.at(ROOT + "ws", () -> new GatewaySocket(socket)));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return IbkrJson.errorWithCode(429, "Too many requests");
  }

  @Override
  public Reply broken(Request request) {
    return Reply.of(503, "text/html", "<html><body><h1>503 Service Unavailable</h1></body></html>");
  }

  @Override
  public Reply notFound(Request request) {
    return IbkrJson.errorWithCode(404, "Resource not found");
  }

  private Endpoint on(
      String method, String path, Access access, BiFunction<Request, Instant, Reply> answer) {
    return Endpoint.of(
        method,
        ROOT + path,
        request -> {
          Instant now = clock.instant();
          if (box.isPresent() && !box.get().admits(ALL, now)) {
            return tooManyRequests(request);
          }
          brokerage.touch(now);
          if (access != Access.ANYBODY && !brokerage.isLoggedIn()) {
            return Reply.of(401, "text/plain", "");
          }
          if (access == Access.BROKERAGE && !brokerage.isAlive()) {
            return IbkrJson.errorWithCode(400, "Bad Request: no bridge");
          }
          return answer.apply(request, now);
        });
  }

  private BiFunction<Request, Instant, Reply> limited(
      Limit limit, BiFunction<Request, Instant, Reply> answer) {
    return (request, now) ->
        box.isEmpty() || box.get().admits(limit, now)
            ? answer.apply(request, now)
            : tooManyRequests(request);
  }

  private Reply tickle(Request request, Instant now) {
    ObjectNode body = IbkrJson.object();
    body.put("session", Brokerage.TOKEN);
    body.put("ssoExpires", Duration.ofMinutes(9).toMillis());
    body.put("collission", false);
    body.put("userId", 1);
    body.putObject("hmds").put("error", "no bridge");
    brokerage.status(body.putObject("iserver").putObject("authStatus"));
    return IbkrJson.ok(body);
  }

  private Reply validate(Request request, Instant now) {
    return IbkrJson.ok(IbkrJson.object().put("USER_ID", 1).put("RESULT", true));
  }

  private Reply status(Request request, Instant now) {
    return IbkrJson.ok(brokerage.status(IbkrJson.object()));
  }

  private Reply init(Request request, Instant now) {
    JsonNode body = IbkrJson.read(request.body());
    if (!body.path("publish").asBoolean(false)) {
      return IbkrJson.error(500, "publish must be true");
    }
    brokerage.open(body.path("compete").asBoolean(false), now);
    return status(request, now);
  }

  private Reply accounts(Request request, Instant now) {
    brokerage.accountsAsked();
    ObjectNode body = IbkrJson.object();
    body.putArray("accounts").add(Brokerage.ACCOUNT);
    body.putObject("aliases").put(Brokerage.ACCOUNT, Brokerage.ACCOUNT);
    body.put("selectedAccount", Brokerage.ACCOUNT);
    return IbkrJson.ok(body);
  }

  private Reply snapshot(Request request, Instant now) {
    return brokerage.accountsKnown()
        ? snapshots.answer(request, now)
        : IbkrJson.errorWithCode(500, "Please query /accounts first");
  }

  private Reply history(Request request, Instant now) {
    try {
      if (historiesNow.incrementAndGet() > MOST_HISTORIES && box.isPresent()) {
        box.get().sentence(now);
        return tooManyRequests(request);
      }
      return histories.answer(request, now);
    } finally {
      historiesNow.decrementAndGet();
    }
  }
}
