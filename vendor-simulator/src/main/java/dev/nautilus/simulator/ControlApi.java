package dev.nautilus.simulator;

import dev.nautilus.simulator.market.Episode;
import dev.nautilus.simulator.market.FlashCrash;
import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.serve.Fault;
import dev.nautilus.simulator.serve.TrafficReport;
import dev.nautilus.simulator.vendor.Endpoint;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.VendorApi;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The operations of [VendorSimulator] as JSON over HTTP, for people and other processes.
final class ControlApi implements VendorApi {
  private static final String JSON = "application/json";

  private final VendorSimulator simulator;
  private final InstantSource clock;
  private final JsonMapper json = JsonMapper.builder().build();

  ControlApi(VendorSimulator simulator, InstantSource clock) {
    this.simulator = simulator;
    this.clock = clock;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/health", taught(this::health)),
        Endpoint.get("/vendors", taught(this::vendors)),
        Endpoint.of("POST", "/vendors/{name}/faults", taught(this::inject)),
        Endpoint.of("DELETE", "/vendors/{name}/faults", taught(this::clear)),
        Endpoint.of("POST", "/vendors/{name}/counters/reset", taught(this::reset)),
        Endpoint.get("/market", taught(this::market)),
        Endpoint.of("POST", "/market/crashes", taught(this::crash)));
  }

  @Override
  public Reply tooManyRequests(Request request) {
    return error(429, "too many requests");
  }

  @Override
  public Reply broken(Request request) {
    return error(503, "out of order");
  }

  @Override
  public Reply notFound(Request request) {
    List<String> known = endpoints().stream().map(e -> e.method() + " " + e.path().text()).toList();
    return error(404, "no such endpoint; there are " + known);
  }

  /// Bad input becomes a 400 that says what is allowed.
  private Function<Request, Reply> taught(Function<Request, Reply> endpoint) {
    return request -> {
      try {
        return endpoint.apply(request);
      } catch (IllegalArgumentException e) {
        return error(400, String.valueOf(e.getMessage()));
      }
    };
  }

  private Reply health(Request request) {
    ObjectNode body = json.createObjectNode().put("status", "UP");
    body.put("now", clock.instant().toString());
    simulator.vendors().stream().sorted().forEach(body.putArray("vendors")::add);
    return ok(body);
  }

  private Reply vendors(Request request) {
    ObjectNode body = json.createObjectNode();
    for (String name : simulator.vendors().stream().sorted().toList()) {
      ObjectNode vendor = body.putObject(name);
      vendor.put("port", simulator.port(name));
      vendor.put("url", simulator.url(name).toString());
      putTraffic(vendor, simulator.traffic(name));
      putFaults(vendor.putArray("faults"), simulator.faults(name));
    }
    return ok(body);
  }

  private static void putTraffic(ObjectNode vendor, TrafficReport traffic) {
    ObjectNode connections = vendor.putObject("connections");
    connections.put("accepted", traffic.accepted());
    connections.putObject("http").put("open", traffic.openHttp()).put("peak", traffic.peakHttp());
    connections
        .putObject("websocket")
        .put("open", traffic.openStreams())
        .put("peak", traffic.peakStreams());
    ObjectNode requests = vendor.putObject("requests");
    requests.put("total", traffic.requests());
    ObjectNode byPath = requests.putObject("byPath");
    traffic.byPath().forEach(byPath::put);
    ObjectNode bySecond = requests.putObject("bySecond");
    traffic.bySecond().forEach((second, count) -> bySecond.put(second.toString(), count));
  }

  private static void putFaults(ArrayNode array, List<Fault> faults) {
    for (Fault fault : faults) {
      ObjectNode node = array.addObject().put("kind", fault.kind().name());
      node.put("channel", fault.channel().name());
      node.put("pathPrefix", fault.pathPrefix());
      node.put("delayMs", fault.delay().toMillis());
      node.put("count", fault.left());
      Instant until = fault.until();
      node.put("until", until == null ? null : until.toString());
    }
  }

  private JsonNode ordered(Request request, String example) {
    try {
      return json.readTree(request.body());
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the body must be JSON: " + example, e);
    }
  }

  private Reply crash(Request request) {
    CrashOrder order = CrashOrder.parse(ordered(request, CrashOrder.EXAMPLE), clock.instant());
    List<Instrument> struck = order.of(simulator.market());
    struck.forEach(instrument -> simulator.market().crash(instrument, order.crash()));
    ObjectNode body = json.createObjectNode();
    put(body, order.crash());
    ArrayNode symbols = body.putArray("symbols");
    struck.forEach(instrument -> symbols.add(instrument.symbol()));
    return ok(body);
  }

  private static void put(ObjectNode node, FlashCrash crash) {
    node.put("onset", crash.onset().toString());
    node.put("fallSeconds", crash.fall().toSeconds());
    node.put("recoverySeconds", crash.recovery().toSeconds());
    node.put("depth", crash.depth()).put("lasting", crash.lasting());
  }

  private Reply inject(Request request) {
    String name = known(request);
    JsonNode wanted = ordered(request, FaultOrder.EXAMPLE);
    simulator.inject(name, FaultOrder.parse(wanted, clock.instant()));
    ObjectNode body = json.createObjectNode();
    putFaults(body.putArray("faults"), simulator.faults(name));
    return ok(body);
  }

  private Reply clear(Request request) {
    simulator.clearFaults(known(request));
    return Reply.of(204, JSON, "");
  }

  private Reply reset(Request request) {
    simulator.resetCounters(known(request));
    return Reply.of(204, JSON, "");
  }

  private String known(Request request) {
    String name = request.gap("name");
    simulator.port(name);
    return name;
  }

  private Reply market(Request request) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate date = request.parameter("date").map(ControlApi::date).orElse(today);
    ObjectNode body = json.createObjectNode();
    body.put("seed", simulator.market().seed());
    body.put("date", date.toString());
    ArrayNode symbols = body.putArray("symbols");
    ArrayNode episodes = body.putArray("episodes");
    ArrayNode crashes = body.putArray("crashes");
    for (Instrument instrument : simulator.market().instruments()) {
      ObjectNode symbol = symbols.addObject().put("symbol", instrument.symbol());
      symbol.put("name", instrument.name()).put("kind", instrument.kind().name());
      symbol.put("currency", instrument.currency());
      simulator.market().episodes(instrument, date).forEach(e -> put(episodes.addObject(), e));
      for (FlashCrash crash : simulator.market().crashes(instrument)) {
        put(crashes.addObject().put("symbol", instrument.symbol()), crash);
      }
    }
    return ok(body);
  }

  private static void put(ObjectNode node, Episode episode) {
    node.put("symbol", episode.symbol());
    node.put("start", episode.start().toString());
    node.put("end", episode.end().toString());
    node.put("direction", episode.direction().name());
    node.put("intensity", episode.intensity());
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("date must look like 2026-01-31, was " + text, e);
    }
  }

  private Reply ok(ObjectNode body) {
    return Reply.of(200, JSON, json.writerWithDefaultPrettyPrinter().writeValueAsString(body));
  }

  private Reply error(int status, String message) {
    ObjectNode body = json.createObjectNode().put("status", status).put("error", message);
    return Reply.of(status, JSON, json.writeValueAsString(body));
  }
}
