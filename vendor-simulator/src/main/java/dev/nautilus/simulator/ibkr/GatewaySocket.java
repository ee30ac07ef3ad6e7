package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.vendor.StreamSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One client of the gateway's WebSocket. Market data come as changed fields, every half second at
/// most, the first frame twice; depth comes as changed rows; a heartbeat every ten seconds. Each
/// `tic` is answered four times.
final class GatewaySocket implements StreamSession {
  private static final Duration DATA_EVERY = Duration.ofMillis(500);
  private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(10);
  private static final int TIC_ANSWERS = 4;

  private final Parts parts;
  private final Map<String, Watched> data = new LinkedHashMap<>();
  private final Map<String, Map<Integer, ObjectNode>> depth = new LinkedHashMap<>();
  private boolean known;
  private boolean toldOfTheEnd;
  private Instant dataAt = Instant.MIN;
  private Instant heartbeatAt = Instant.MIN;

  /// What all sockets share.
  record Parts(Brokerage brokerage, Contracts contracts, FieldValues values, PriceLadder ladder) {}

  /// A contract that is subscribed to.
  ///
  /// @param told the fields as they were sent last
  private record Watched(Instrument instrument, List<String> fields, Map<String, JsonNode> told) {}

  GatewaySocket(Parts parts) {
    this.parts = parts;
  }

  @Override
  public List<String> received(String text, Instant now) {
    if (text.equals("tic")) {
      return tic(now);
    }
    if (text.startsWith("{")) {
      return greet(IbkrJson.read(text).path("session").asString(""));
    }
    if (!known) {
      return List.of(status(false));
    }
    String[] words = text.split("\\+", 3);
    String target = words.length > 1 ? words[1] : "";
    String rest = words.length > 2 ? words[2] : "";
    return switch (words[0]) {
      case "smd" -> watch(target, IbkrJson.read(rest), now);
      case "umd" -> {
        data.remove(target);
        yield List.of();
      }
      case "sbd" -> ladder(target, rest, now);
      case "ubd" -> {
        depth.clear();
        yield List.of();
      }
      default -> List.of(frame("error").put("error", "unknown topic").toString());
    };
  }

  @Override
  public List<String> due(Instant now) {
    List<String> frames = new ArrayList<>();
    if (heartbeatAt.equals(Instant.MIN)) {
      heartbeatAt = now;
    } else if (!heartbeatAt.plus(HEARTBEAT_EVERY).isAfter(now)) {
      heartbeatAt = now;
      frames.add(frame("system").put("hb", now.toEpochMilli()).toString());
    }
    if (!known) {
      return frames;
    }
    if (!parts.brokerage().isAlive()) {
      if (!toldOfTheEnd) {
        frames.add(status(false));
      }
      toldOfTheEnd = true;
      return frames;
    }
    if (dataAt.equals(Instant.MIN) || !dataAt.plus(DATA_EVERY).isAfter(now)) {
      dataAt = now;
      data.forEach((conid, watched) -> changes(conid, watched, now).ifPresent(frames::add));
      depth.forEach((target, rows) -> rungs(target, rows, now).ifPresent(frames::add));
    }
    return frames;
  }

  private List<String> greet(String token) {
    known = token.equals(Brokerage.TOKEN) && parts.brokerage().isAlive();
    if (!known) {
      return List.of(status(false));
    }
    ObjectNode accounts = frame("act");
    accounts.putObject("args").putArray("accounts").add(Brokerage.ACCOUNT);
    return List.of(
        frame("system").put("success", "simulated").toString(), accounts.toString(), status(true));
  }

  private List<String> tic(Instant now) {
    ObjectNode answer = frame("tic");
    answer.put("alive", true).put("id", Brokerage.TOKEN).put("lastAccessed", now.toEpochMilli());
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < TIC_ANSWERS; i++) {
      answers.add(answer.toString());
    }
    return answers;
  }

  private List<String> watch(String conidEx, JsonNode wish, Instant now) {
    Optional<Instrument> instrument = parts.contracts().find(conidEx.replaceAll("@.*", ""));
    if (instrument.isEmpty()) {
      return List.of();
    }
    List<String> fields = new ArrayList<>();
    wish.path("fields").forEach(field -> fields.add(field.asString("")));
    Watched watched = new Watched(instrument.get(), List.copyOf(fields), new TreeMap<>());
    data.put(conidEx, watched);
    return changes(conidEx, watched, now).map(first -> List.of(first, first)).orElse(List.of());
  }

  private Optional<String> changes(String conidEx, Watched watched, Instant now) {
    Map<String, JsonNode> values = parts.values().of(watched.instrument(), watched.fields(), now);
    ObjectNode frame = frame("smd+" + conidEx);
    values.forEach(
        (field, value) -> {
          if (!value.equals(watched.told().put(field, value))) {
            frame.set(field, value);
          }
        });
    if (frame.size() == 1) {
      return Optional.empty();
    }
    long conid = parts.contracts().conid(watched.instrument());
    frame.put("conid", conid).put("conidEx", conidEx).put("_updated", now.toEpochMilli());
    frame.put("server_id", "q" + conid).put("6119", "q" + conid);
    return Optional.of(frame.toString());
  }

  private List<String> ladder(String account, String contract, Instant now) {
    if (!account.equals(Brokerage.ACCOUNT)) {
      return List.of(frame("error").put("error", "unknown account").toString());
    }
    String target = account + "+" + contract;
    Map<Integer, ObjectNode> rows = new TreeMap<>();
    depth.put(target, rows);
    return rungs(target, rows, now).map(List::of).orElse(List.of());
  }

  private Optional<String> rungs(String target, Map<Integer, ObjectNode> told, Instant now) {
    String conid = target.split("\\+", -1)[1].replaceAll("@.*", "");
    Optional<Instrument> instrument = parts.contracts().find(conid);
    if (instrument.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode frame = frame("sbd+" + target);
    ArrayNode changed = frame.putArray("data");
    for (ObjectNode row : parts.ladder().rows(instrument.get(), now)) {
      if (!row.equals(told.put(row.path("row").intValue(), row))) {
        changed.add(row);
      }
    }
    return changed.isEmpty() ? Optional.empty() : Optional.of(frame.toString());
  }

  private static String status(boolean authenticated) {
    ObjectNode frame = frame("sts");
    frame.putObject("args").put("authenticated", authenticated).put("competing", false);
    return frame.toString();
  }

  private static ObjectNode frame(String topic) {
    return IbkrJson.object().put("topic", topic);
  }
}
