package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.company.CompanyBook;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Which path leads where, behind the gate. All three of EDGAR's hosts are this one.
final class EdgarApi implements VendorApi {
  private static final Pattern FILE =
      Pattern.compile("CIK(\\d{10})(-submissions-001)?(?:\\.json)?");

  private final InstantSource clock;
  private final Gate gate;
  private final Docket docket;
  private final SubmissionPages submissions;
  private final FactPages facts;
  private final CurrentFeed feed;

  EdgarApi(World world, boolean limited) {
    Market market = world.market();
    CompanyBook companies = new CompanyBook(market.seed());
    this.clock = world.clock();
    this.gate = new Gate(limited);
    this.docket = new Docket(companies, market.seed());
    this.submissions = new SubmissionPages(docket);
    this.facts = new FactPages(new FactTable(docket, companies, market));
    this.feed = new CurrentFeed(docket);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        get("/files/company_tickers.json", (request, now) -> tickers()),
        get("/submissions/{file}", this::submissions),
        get("/api/xbrl/companyfacts/{file}", this::companyFacts),
        get("/api/xbrl/companyconcept/{cik}/{taxonomy}/{file}", this::companyConcept),
        get("/cgi-bin/browse-edgar", feed::answer),
        get("/Archives/edgar/data/{cik}/{folder}/{document}", this::document),
        get("/Archives/edgar/data/{cik}/{folder}/{part}/{document}", this::document));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return EdgarPages.blocked();
  }

  @Override
  public Reply broken(Request request) {
    return EdgarPages.unavailable();
  }

  @Override
  public Reply notFound(Request request) {
    return EdgarPages.accessDenied();
  }

  private Endpoint get(String path, BiFunction<Request, Instant, Reply> answer) {
    return Endpoint.get(
        path,
        request -> {
          Instant now = clock.instant();
          return gate.admits(request, now) ? answer.apply(request, now) : EdgarPages.blocked();
        });
  }

  private Reply tickers() {
    ObjectNode body = JsonReply.object();
    for (Registrant registrant : docket.registrants()) {
      for (String ticker : registrant.tickers()) {
        ObjectNode entry = body.putObject(Integer.toString(body.size()));
        entry.put("cik_str", registrant.cik()).put("ticker", ticker);
        entry.put("title", registrant.name());
      }
    }
    return JsonReply.of(200, body);
  }

  private Reply submissions(Request request, Instant now) {
    Matcher file = FILE.matcher(request.gap("file"));
    Optional<ObjectNode> body =
        registrant(file)
            .flatMap(
                registrant ->
                    file.group(2) == null
                        ? Optional.of(submissions.first(registrant, now))
                        : submissions.older(registrant, now));
    return json(body, request);
  }

  private Reply companyFacts(Request request, Instant now) {
    return json(
        registrant(FILE.matcher(request.gap("file"))).flatMap(one -> facts.all(one, now)), request);
  }

  private Reply companyConcept(Request request, Instant now) {
    String tag = request.gap("file").replaceAll("\\.json$", "");
    return json(
        registrant(FILE.matcher(request.gap("cik")))
            .flatMap(one -> facts.one(one, request.gap("taxonomy"), tag, now)),
        request);
  }

  private Reply document(Request request, Instant now) {
    String number = request.gap("folder");
    return docket.registrants().stream()
        .filter(each -> Long.toString(each.cik()).equals(request.gap("cik")))
        .flatMap(each -> docket.filings(each, Market.FIRST_DAY, now).stream())
        .filter(each -> each.accession().replace("-", "").equals(number))
        .findFirst()
        .map(filing -> EdgarPages.document(filing.registrant().name() + " " + filing.form()))
        .orElseGet(EdgarPages::accessDenied);
  }

  private Optional<Registrant> registrant(Matcher file) {
    return file.matches() ? docket.find(Long.parseLong(file.group(1))) : Optional.empty();
  }

  private static Reply json(Optional<ObjectNode> body, Request request) {
    return body.map(found -> JsonReply.of(200, found))
        .orElseGet(() -> EdgarPages.noSuchKey(request.path().substring(1)))
        .with("cache-control", "max-age=0, no-cache, no-store");
  }
}
