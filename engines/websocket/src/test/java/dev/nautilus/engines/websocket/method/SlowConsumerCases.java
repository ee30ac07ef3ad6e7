package dev.nautilus.engines.websocket.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.engines.websocket.method.Outbound.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Spring's tests of slow sessions: a client that takes its messages, or that is blocked for some
/// time, and what becomes of the session.
final class SlowConsumerCases {
  private static final Pattern BLOCKED = Pattern.compile("blocked(?: for)? (\\d+) ms");
  private static final long FOREVER = 0;

  private final JsonNode input;
  private final Outbound outbound;
  private final Lane lane;
  private long now = 1;
  private long seq;

  private SlowConsumerCases(JsonNode input) {
    this.input = input;
    boolean drops = input.path("overflow").asString("").startsWith("DROP");
    outbound =
        new Outbound(
            new Outbound.Limits(
                "s-1",
                Duration.ofMillis(input.path("send_time_limit_ms").asLong(10_000)),
                input.path("buffer_limit_bytes").asLong(512 * 1024),
                drops ? Overflow.DROP : Overflow.TERMINATE,
                1));
    lane = Fixtures.lane(drops ? DeltaMode.DISTINCT : DeltaMode.RAW, true, 1_000);
    outbound.begin(lane, List.of());
    // The mark that ends the empty snapshot.
    var _ = outbound.take(now).orElseThrow();
    outbound.sent();
  }

  static Verdict run(ReferenceCase reference) {
    return new SlowConsumerCases(reference.input()).judge(reference.expected());
  }

  private Verdict judge(JsonNode expected) {
    List<String> delivered = new ArrayList<>();
    String client = input.path("client").asString("fast");
    if (client.startsWith("blocked")) {
      outbound.say("a message that takes long");
      var _ = outbound.take(now).orElseThrow();
      Matcher blocked = BLOCKED.matcher(client);
      now +=
          TimeUnit.MILLISECONDS.toNanos(
              blocked.find() ? Long.parseLong(blocked.group(1)) : FOREVER);
    }
    input.path("then_sends").forEach(text -> outbound.say(text.asString()));
    input
        .path("then_sends_bytes")
        .forEach(size -> outbound.offer(lane, Fixtures.ofSize("k", ++seq, size.asInt())));
    for (JsonNode text : input.path("sends")) {
      outbound.say(text.asString());
      if (outbound.take(now).orElseThrow() instanceof Outbound.Next.Said said) {
        delivered.add(said.text());
      }
      outbound.sent();
    }
    return compare(expected, delivered);
  }

  private Verdict compare(JsonNode expected, List<String> delivered) {
    Optional<String> failure = outbound.failure(now);
    Comparison comparison = new Comparison();
    if (expected.has("delivered")) {
      List<String> wanted = new ArrayList<>();
      expected.path("delivered").forEach(each -> wanted.add(each.asString()));
      comparison.same("delivered", wanted, delivered);
    }
    if (expected.has("buffer_bytes")) {
      comparison.same("buffer", expected.path("buffer_bytes").asLong(), outbound.bufferedBytes());
    }
    if (expected.has("open")) {
      comparison.same("open", expected.path("open").asBoolean(), failure.isEmpty());
    }
    JsonNode closedWith = expected.path("closed_with");
    if (closedWith.has("code")) {
      CloseCode code = outbound.closing(CloseCode.NORMAL, now);
      comparison.same("code", closedWith.path("code").asInt(), code.code());
      comparison.same(
          "name",
          closedWith.path("name").asString(),
          code == CloseCode.NOT_RELIABLE ? "SESSION_NOT_RELIABLE" : code.name());
    }
    if (expected.has("reason_pattern")) {
      comparison.same(
          "reason " + failure.orElse("none"),
          true,
          matches(expected.path("reason_pattern").asString(), failure.orElse("")));
    }
    if (expected.has("status")) {
      comparison.same("status", expected.path("status").asInt(), closed().code());
    }
    return comparison.verdict();
  }

  /// `N` stands for a number, `...` for a name.
  private static boolean matches(String pattern, String reason) {
    String[] parts = pattern.split("(?<= )N(?= )|\\.\\.\\.", -1);
    StringBuilder regex = new StringBuilder();
    for (String part : parts) {
      regex.append(regex.isEmpty() ? "" : ".+").append(Pattern.quote(part));
    }
    return reason.matches(regex.toString());
  }

  /// Closes with the codes that the case names; the first is what is told.
  private CloseCode closed() {
    String first = input.path("close").path(0).asString("NORMAL 1000");
    for (CloseCode code : CloseCode.values()) {
      if (first.endsWith(String.valueOf(code.code()))) {
        return outbound.closing(code, now);
      }
    }
    throw new IllegalArgumentException("close must name a code here, was " + first);
  }
}
