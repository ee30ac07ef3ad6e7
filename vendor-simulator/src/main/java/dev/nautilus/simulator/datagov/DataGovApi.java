package dev.nautilus.simulator.datagov;

import dev.nautilus.simulator.datagov.Holding.Agency;
import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.fred.EconomyBook.Statistic;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.JarTable;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which path leads where: the new API behind the gateway, the old one in the open.
final class DataGovApi implements VendorApi {
  private static final String V4 = "/technology/datagov/v4";
  private static final String CKAN = "/api/3/action";
  private static final int PAGE = 10;
  private static final int MOST_ROWS = 1000;

  private final InstantSource clock;
  private final Gateway gateway;
  private final List<Holding> holdings = new ArrayList<>();

  DataGovApi(World world, String key) {
    this.clock = world.clock();
    this.gateway = new Gateway(key);
    List<Agency> agencies =
        JarTable.read(DataGovApi.class, "agencies.csv").stream().map(Agency::parse).toList();
    for (Statistic statistic : new EconomyBook(world.market().seed()).all()) {
      Agency agency =
          agencies.stream()
              .filter(each -> each.shortName().equals(statistic.agency()))
              .findFirst()
              .orElse(agencies.getLast());
      holdings.add(new Holding(statistic, agency, 100 - holdings.size()));
    }
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        guarded("/search", this::search),
        guarded("/keywords", this::keywords),
        guarded("/api/keywords", this::keywords),
        guarded("/organizations", this::organizations),
        guarded("/api/organizations", this::organizations),
        guarded("/harvest_record/{record}", this::record),
        guarded("/harvest_record/{record}/raw", this::raw),
        open("/package_search", this::packageSearch),
        open("/package_show", this::packageShow));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return Gateway.overRateLimit();
  }

  @Override
  public Reply broken(Request request) {
    return error(500, "Internal Server Error");
  }

  @Override
  public Reply notFound(Request request) {
    return error(404, "Not Found");
  }

  private Endpoint guarded(String path, BiFunction<Request, Instant, Reply> answer) {
    return Endpoint.get(
        V4 + path,
        request -> {
          Instant now = clock.instant();
          return gateway.pass(request, now, () -> answer.apply(request, now));
        });
  }

  private Endpoint open(String path, BiFunction<Request, Instant, Reply> answer) {
    return Endpoint.get(CKAN + path, request -> answer.apply(request, clock.instant()));
  }

  private static Reply error(int status, String message) {
    return JsonReply.of(status, JsonReply.object().put("error", message));
  }

  private List<Holding> having(String words) {
    return holdings.stream().filter(each -> words.isBlank() || each.has(words)).toList();
  }

  private Reply search(Request request, Instant now) {
    Optional<Integer> size = number(request.parameter("per_page", Integer.toString(PAGE)), 1);
    Optional<Integer> start =
        request.parameter("after").map(DataGovApi::offset).orElse(Optional.of(0));
    if (size.isEmpty() || start.isEmpty()) {
      return invalid(size.isEmpty() ? "per_page" : "after");
    }
    List<Holding> found = having(request.parameter("q", ""));
    int end = Math.min(found.size(), start.get() + size.get());
    ObjectNode body = JsonReply.object();
    if (end < found.size()) {
      body.put("after", cursor(end));
    }
    ArrayNode results = body.putArray("results");
    found.stream()
        .skip(start.get())
        .limit(size.get())
        .forEach(each -> HoldingPages.putResult(results.addObject(), each, now));
    return JsonReply.of(200, body.put("sort", request.parameter("sort", "relevance")));
  }

  private static Reply invalid(String field) {
    ObjectNode body = JsonReply.object().put("message", "Validation error");
    body.putObject("detail").putObject("query").putArray(field).add("Not a valid value.");
    return JsonReply.of(422, body);
  }

  private static String cursor(int offset) {
    return Base64.getEncoder()
        .encodeToString(("[" + offset + "]").getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Integer> offset(String cursor) {
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
      return number(text.replaceAll("[\\[\\]]", ""), 0);
    } catch (IllegalArgumentException notACursor) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text, int least) {
    try {
      int number = Integer.parseInt(text);
      return number >= least ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Reply keywords(Request request, Instant now) {
    Map<String, Integer> counts = new TreeMap<>();
    holdings.forEach(each -> each.keywords().forEach(word -> counts.merge(word, 1, Integer::sum)));
    ObjectNode body = JsonReply.object();
    ArrayNode list = body.putArray("keywords");
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(number(request.parameter("size", "100"), 1).orElse(100))
        .forEach(
            each -> list.addObject().put("count", each.getValue()).put("keyword", each.getKey()));
    body.put("min_count", 1).put("size", list.size()).put("total", list.size());
    return JsonReply.of(200, body);
  }

  private Reply organizations(Request request, Instant now) {
    Map<String, Long> counts = new TreeMap<>();
    holdings.forEach(each -> counts.merge(each.agency().organization(), 1L, Long::sum));
    ObjectNode body = JsonReply.object();
    ArrayNode list = body.putArray("organizations");
    counts.forEach((name, count) -> list.addObject().put("name", name).put("dataset_count", count));
    return JsonReply.of(200, body.put("total", list.size()));
  }

  private Optional<Holding> named(Request request) {
    return holdings.stream()
        .filter(each -> each.record().equals(request.gap("record")))
        .findFirst();
  }

  private Reply record(Request request, Instant now) {
    return named(request)
        .map(each -> JsonReply.of(200, HoldingPages.record(each, now)))
        .orElseGet(() -> error(404, "Not Found"));
  }

  private Reply raw(Request request, Instant now) {
    return named(request)
        .map(each -> JsonReply.of(200, HoldingPages.dcat(each, now)))
        .orElseGet(() -> error(404, "Not Found"));
  }

  private Reply packageSearch(Request request, Instant now) {
    Optional<Integer> rows = number(request.parameter("rows", Integer.toString(PAGE)), 0);
    Optional<Integer> start = number(request.parameter("start", "0"), 0);
    if (rows.isEmpty() || start.isEmpty()) {
      return ckanError(409, "Validation Error", "rows and start must be whole numbers");
    }
    List<Holding> found = having(request.parameter("q", ""));
    ObjectNode result = JsonReply.object().put("count", found.size());
    result.putObject("facets");
    ArrayNode results = result.putArray("results");
    found.stream()
        .skip(start.get())
        .limit(Math.min(MOST_ROWS, rows.get()))
        .forEach(each -> HoldingPages.putPackage(results.addObject(), each, now));
    result.put("sort", "views_recent desc").putObject("search_facets");
    return ckan("package_search", result);
  }

  private Reply packageShow(Request request, Instant now) {
    return holdings.stream()
        .filter(each -> each.slug().equals(request.parameter("id", "")))
        .findFirst()
        .map(
            each -> {
              ObjectNode result = JsonReply.object();
              HoldingPages.putPackage(result, each, now);
              return ckan("package_show", result);
            })
        .orElseGet(() -> ckanError(404, "Not Found Error", "Not found"));
  }

  private static Reply ckan(String action, ObjectNode result) {
    ObjectNode body = JsonReply.object().put("help", help(action)).put("success", true);
    body.set("result", result);
    return JsonReply.of(200, body);
  }

  private static Reply ckanError(int status, String type, String message) {
    ObjectNode body = JsonReply.object().put("help", help("x")).put("success", false);
    body.putObject("error").put("__type", type).put("message", message);
    return JsonReply.of(status, body);
  }

  private static String help(String action) {
    return "https://catalog.data.gov/api/3/action/help_show?name=" + action;
  }
}
