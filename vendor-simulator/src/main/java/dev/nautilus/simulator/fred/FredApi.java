package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.RequestWindow;
import dev.nautilus.simulator.vendor.VendorApi;
import dev.nautilus.simulator.vendor.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which path leads where, after the key and the rate limit have been checked.
final class FredApi implements VendorApi {
  private static final String READ_MORE =
      "  Read http://api.stlouisfed.org/api_key.html for more information.";

  /// Two requests a second, no burst.
  private static final int REQUESTS = 2;

  private static final Duration WINDOW = Duration.ofMillis(950);

  private final InstantSource clock;
  private final String key;
  private final Optional<RequestWindow> limit;
  private final Catalogue catalogue = new Catalogue();
  private final Lists lists;
  private final Observations observations;
  private final ReleaseDates releaseDates;

  FredApi(World world, String key, boolean limited) {
    this.clock = world.clock();
    this.key = key;
    this.limit = limited ? Optional.of(new RequestWindow(REQUESTS, WINDOW)) : Optional.empty();
    SeriesData data = new SeriesData(catalogue, world.market().seed());
    this.lists = new Lists(catalogue, data);
    this.observations = new Observations(data);
    this.releaseDates = new ReleaseDates(catalogue);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        get("series", q -> lists.series(series(q), q.parameters, q.known)),
        get("series/observations", q -> observations.answer(series(q), q.parameters, q.known)),
        get("series/search", q -> lists.search(q.parameters, q.known)),
        get("series/release", q -> lists.releaseOf(series(q), q.parameters)),
        get("series/categories", q -> lists.categoriesOf(series(q))),
        get("series/tags", q -> lists.tagsOf(series(q), q.parameters)),
        get("series/updates", q -> lists.updates(q.parameters, q.known)),
        get("series/vintagedates", q -> lists.vintageDates(series(q), q.parameters, q.known)),
        get("releases", q -> lists.releases(q.parameters)),
        get("releases/dates", q -> releaseDates.ofAll(q.parameters)),
        get("release/dates", q -> releaseDates.ofOne(q.parameters)));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return error(request, 429, "Too Many Requests.  Exceeded Rate Limit");
  }

  @Override
  public Reply broken(Request request) {
    return error(request, 500, "Internal Server Error");
  }

  @Override
  public Reply notFound(Request request) {
    return error(request, 404, "Not Found.  The requested resource does not exist.");
  }

  /// A request that was let in.
  ///
  /// @param known the last day whose publications are out by now
  private record Query(Parameters parameters, LocalDate known) {}

  private Endpoint get(String name, Function<Query, Document> answer) {
    return Endpoint.get("/fred/" + name, request -> guarded(request, answer));
  }

  private Reply guarded(Request request, Function<Query, Document> answer) {
    Instant now = clock.instant();
    try {
      checkKey(request);
      if (limit.isPresent() && !limit.get().admits(now)) {
        return tooManyRequests(request);
      }
      LocalDate today = now.atZone(Lists.CENTRAL).toLocalDate();
      LocalDate known = EconomyBook.known(now);
      Parameters parameters = new Parameters(request, today);
      parameters.oneOf("file_type", "xml", "xml", "json");
      return ok(request, answer.apply(new Query(parameters, known)));
    } catch (RefusedException refused) {
      return error(request, 400, refused.fredMessage());
    }
  }

  private void checkKey(Request request) {
    String given =
        request
            .parameter("api_key")
            .orElseThrow(() -> new RefusedException("Variable api_key is not set." + READ_MORE));
    if (!given.matches("[0-9a-z]{32}")) {
      throw new RefusedException(
          "The value for variable api_key is not a 32 character alpha-numeric lower-case string."
              + READ_MORE);
    }
    if (!given.equals(key)) {
      throw new RefusedException("The value for variable api_key is not registered.");
    }
  }

  private SeriesInfo series(Query query) {
    String id = query.parameters.required("series_id");
    return catalogue.find(id).orElseThrow(() -> new RefusedException("The series does not exist."));
  }

  private static boolean wantsJson(Request request) {
    return request.parameter("file_type", "xml").equals("json");
  }

  private static Reply ok(Request request, Document document) {
    Reply reply =
        wantsJson(request)
            ? Reply.of(200, "application/json; charset=UTF-8", document.json())
            : Reply.of(200, "text/xml; charset=UTF-8", document.xml());
    return reply.with("cache-control", "max-age=0, no-cache").with("server", "Apache");
  }

  /// Labelled XML whatever it is: a client must look at the first byte.
  private static Reply error(Request request, int status, String message) {
    String body =
        wantsJson(request)
            ? Document.errorJson(status, message)
            : Document.errorXml(status, message);
    return Reply.of(status, "text/xml; charset=UTF-8", body).with("server", "Apache");
  }
}
