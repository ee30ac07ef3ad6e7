package dev.nautilus.simulator.datagov;

import dev.nautilus.simulator.vendor.JsonReply;
import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import dev.nautilus.simulator.vendor.RequestWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// api.data.gov, the gateway before the new API: keys, and how often each may ask.
final class Gateway {
  private static final String DEMO = "DEMO_KEY";
  private static final int HOURLY = 1000;
  private static final int DEMO_HOURLY = 30;
  private static final int DEMO_DAILY = 50;

  private final String key;
  private final List<RequestWindow> own = List.of(new RequestWindow(HOURLY, Duration.ofHours(1)));
  private final List<RequestWindow> demo =
      List.of(
          new RequestWindow(DEMO_HOURLY, Duration.ofHours(1)),
          new RequestWindow(DEMO_DAILY, Duration.ofDays(1)));

  Gateway(String key) {
    this.key = key;
  }

  /// Lets a request through, or refuses it.
  Reply pass(Request request, Instant now, Supplier<Reply> answer) {
    String given = request.header("x-api-key").orElse(request.parameter("api_key", ""));
    if (given.isEmpty()) {
      return error(403, "API_KEY_MISSING", "No api_key was supplied.");
    }
    if (!given.equals(key) && !given.equals(DEMO)) {
      return error(403, "API_KEY_INVALID", "An invalid api_key was supplied.");
    }
    boolean isDemo = given.equals(DEMO);
    List<RequestWindow> windows = isDemo ? demo : own;
    boolean admitted;
    synchronized (windows) {
      // One that refuses must not have cost the other.
      admitted =
          windows.stream().allMatch(window -> window.left(now) > 0)
              && windows.stream().allMatch(window -> window.admits(now));
    }
    Reply reply = admitted ? answer.get() : overRateLimit();
    return reply
        .with("x-ratelimit-limit", Integer.toString(isDemo ? DEMO_HOURLY : HOURLY))
        .with("x-ratelimit-remaining", Integer.toString(windows.getFirst().left(now)));
  }

  static Reply overRateLimit() {
    return error(429, "OVER_RATE_LIMIT", "You have exceeded your rate limit. Try again later.");
  }

  private static Reply error(int status, String code, String message) {
    ObjectNode body = JsonReply.object();
    body.putObject("error").put("code", code).put("message", message);
    return JsonReply.of(status, body);
  }
}
