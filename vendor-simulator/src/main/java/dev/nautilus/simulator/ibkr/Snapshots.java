package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/iserver/marketdata/snapshot`: the first request for a contract opens its market data line and
/// gets a bare row; what is asked half a second later gets data. A line that is not asked for is
/// closed after a while; there are a hundred. Guarded by its own lock.
final class Snapshots {
  static final int MOST_LINES = 100;

  private static final int MOST_CONIDS = 100;
  private static final int MOST_FIELDS = 50;
  private static final Duration OPENS_IN = Duration.ofMillis(450);
  private static final Duration KEPT = Duration.ofMinutes(30);

  private final Contracts contracts;
  private final FieldValues values;
  private final Map<String, Line> lines = new HashMap<>();

  private record Line(Instant opened, Instant asked) {}

  Snapshots(Contracts contracts, FieldValues values) {
    this.contracts = contracts;
    this.values = values;
  }

  synchronized Reply answer(Request request, Instant now) {
    List<String> conids = list(request, "conids");
    List<String> fields = list(request, "fields");
    if (conids.isEmpty() || conids.size() > MOST_CONIDS || fields.size() > MOST_FIELDS) {
      return IbkrJson.errorWithCode(
          400, "Bad Request: up to 100 conids and up to 50 fields are required");
    }
    lines.values().removeIf(line -> line.asked().plus(KEPT).isBefore(now));
    ArrayNode rows = IbkrJson.array();
    for (String conid : conids) {
      if (!conid.matches("[0-9]{1,12}(@[A-Z]+)?")) {
        return IbkrJson.errorWithCode(400, "Bad Request: invalid conid");
      }
      row(rows.addObject(), conid, fields, now);
    }
    return IbkrJson.ok(rows);
  }

  /// `/iserver/marketdata/unsubscribe`
  synchronized Reply unsubscribe(Request request) {
    JsonNode conid = IbkrJson.read(request.body()).path("conid");
    return lines.remove(conid.asString("")) == null
        ? IbkrJson.error(500, "unknown")
        : IbkrJson.ok(IbkrJson.object().put("success", true));
  }

  /// `/iserver/marketdata/unsubscribeall`
  synchronized Reply unsubscribeAll() {
    lines.clear();
    return IbkrJson.ok(IbkrJson.object().put("unsubscribed", true));
  }

  private void row(ObjectNode row, String conidEx, List<String> fields, Instant now) {
    String conid = conidEx.replaceAll("@.*", "");
    row.put("conidEx", conidEx);
    row.put("conid", Long.parseLong(conid));
    Line line = lines.get(conid);
    if (line == null && lines.size() >= MOST_LINES) {
      return;
    }
    Instant opened = line == null ? now : line.opened();
    lines.put(conid, new Line(opened, now));
    if (opened.plus(OPENS_IN).isAfter(now)) {
      return;
    }
    row.put("_updated", now.toEpochMilli());
    row.put("6119", "q" + conid);
    row.put("server_id", "q" + conid);
    Optional<Instrument> instrument = contracts.find(conid);
    if (instrument.isPresent()) {
      values.of(instrument.get(), fields, now).forEach(row::set);
    } else {
      row.put("55", "-").put("31", "N/A");
    }
  }

  private static List<String> list(Request request, String name) {
    return request.parameter(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
  }
}
