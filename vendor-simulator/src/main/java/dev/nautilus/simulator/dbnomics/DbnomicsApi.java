package dev.nautilus.simulator.dbnomics;

import dev.nautilus.simulator.dbnomics.SeriesQuestion.RefusedException;
import dev.nautilus.simulator.fred.EconomyBook;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which path leads where.
final class DbnomicsApi implements VendorApi {
  private static final int DEFAULT_SEARCH = 10;
  private static final int MOST_SEARCH = 100;

  private final InstantSource clock;
  private final Library library;
  private final SeriesPages pages;

  DbnomicsApi(World world) {
    this.clock = world.clock();
    this.library = new Library(new EconomyBook(world.market().seed()));
    this.pages = new SeriesPages(library);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        get("/v22/series", this::listed),
        get("/v22/series/{provider}/{dataset}", request -> of(request, Optional.empty())),
        get(
            "/v22/series/{provider}/{dataset}/{series}",
            request -> of(request, Optional.of(request.gap("series")))),
        get("/v22/search", this::search),
        get("/v22/providers", this::providers));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return error(429, "Too many requests");
  }

  @Override
  public Reply broken(Request request) {
    return Reply.of(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
  }

  @Override
  public Reply notFound(Request request) {
    return error(404, "The requested URL was not found on the server.");
  }

  private static Endpoint get(String path, Function<Request, Reply> answer) {
    return Endpoint.get(
        path,
        request -> {
          try {
            return answer.apply(request);
          } catch (RefusedException refused) {
            return error(400, String.valueOf(refused.getMessage()));
          }
        });
  }

  private static Reply error(int status, String message) {
    return JsonReply.of(status, JsonReply.object().put("message", message));
  }

  /// Series of a data set: all, those of a mask, or one.
  private Reply of(Request request, Optional<String> code) {
    SeriesQuestion question = SeriesQuestion.of(request);
    String provider = request.gap("provider");
    String name = request.gap("dataset");
    Optional<Dataset> latest = library.latest(provider, name);
    if (latest.isPresent()) {
      return redirect(request, latest.get(), code);
    }
    Optional<Dataset> dataset = library.dataset(provider, name);
    if (dataset.isEmpty()) {
      return error(404, "Dataset '%s/%s' not found".formatted(provider, name));
    }
    String wanted = code.orElse("");
    boolean mask = wanted.contains("+") || ("." + wanted + ".").contains("..");
    List<Series> found =
        library.of(dataset.get()).stream()
            .filter(question::wants)
            .filter(each -> code.isEmpty() || each.code().equals(wanted) || each.matches(wanted))
            .toList();
    if (found.isEmpty() && code.isPresent() && !mask) {
      return error(404, "Series '%s/%s/%s' not found".formatted(provider, name, wanted));
    }
    ObjectNode body = JsonReply.object();
    body.set("_meta", question.meta(provider, name, code.orElse(null)));
    pages.putDataset(body, dataset.get(), question);
    body.putNull("errors");
    pages.putSeries(body, found, question, clock.instant());
    return JsonReply.of(200, body);
  }

  /// A name that moves with each release is answered with where it stands now.
  private static Reply redirect(Request request, Dataset to, Optional<String> code) {
    List<String> parameters = new ArrayList<>();
    request
        .query()
        .forEach((name, values) -> values.forEach(v -> parameters.add(name + "=" + encoded(v))));
    String path =
        "/v22/series/%s/%s".formatted(encoded(to.provider()), encoded(to.code()))
            + code.map(series -> "/" + encoded(series)).orElse("");
    return Reply.of(302, "text/html", "")
        .with("location", path + "?" + String.join("&", parameters));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Series by their names; one that is not there is only mentioned.
  private Reply listed(Request request) {
    SeriesQuestion question = SeriesQuestion.of(request);
    String ids = request.parameter("series_ids", "");
    if (ids.isEmpty()) {
      return error(400, "Missing parameter 'series_ids'");
    }
    List<Series> found = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String id : ids.split(",", -1)) {
      library
          .find(id)
          .ifPresentOrElse(
              found::add, () -> errors.add("Could not load series '%s'".formatted(id)));
    }
    ObjectNode body = JsonReply.object();
    body.set("_meta", question.meta("", "", null).put("series_ids", ids));
    if (errors.isEmpty()) {
      body.putNull("errors");
    } else {
      errors.forEach(body.putArray("errors")::add);
    }
    pages.putSeries(body, found, question, clock.instant());
    return JsonReply.of(200, body);
  }

  private Reply search(Request request) {
    String words = request.parameter("q", "").toLowerCase(Locale.ROOT);
    int limit = SeriesQuestion.number(request, "limit", DEFAULT_SEARCH, MOST_SEARCH);
    int offset = SeriesQuestion.number(request, "offset", 0, Integer.MAX_VALUE);
    ObjectNode body = JsonReply.object();
    ObjectNode results = body.putObject("results");
    ArrayNode docs = results.putArray("docs");
    List<Dataset> found =
        library.datasets().stream().filter(each -> matching(each, words) > 0).toList();
    found.stream()
        .skip(offset)
        .limit(limit)
        .forEach(
            each -> pages.putHit(docs.addObject(), each, matching(each, words), clock.instant()));
    results.put("limit", limit).put("num_found", found.size()).put("offset", offset);
    return JsonReply.of(200, body);
  }

  private long matching(Dataset dataset, String words) {
    List<Series> all = library.of(dataset);
    return dataset.name().toLowerCase(Locale.ROOT).contains(words)
        ? all.size()
        : all.stream().filter(s -> s.name().toLowerCase(Locale.ROOT).contains(words)).count();
  }

  private Reply providers(Request request) {
    ObjectNode body = JsonReply.object();
    ArrayNode docs = body.putObject("providers").putArray("docs");
    library.datasets().stream()
        .filter(
            each ->
                library.datasets().stream()
                    .filter(other -> other.provider().equals(each.provider()))
                    .findFirst()
                    .filter(each::equals)
                    .isPresent())
        .forEach(each -> pages.putProvider(docs.addObject(), each, clock.instant()));
    return JsonReply.of(200, body);
  }
}
