package dev.nautilus.simulator.vendor;

import java.util.function.Function;

/// One HTTP endpoint.
///
/// @param method upper-case HTTP method
/// @param path template such as `/v8/finance/chart/{symbol}`; requests are counted under it
public record Endpoint(String method, PathTemplate path, Function<Request, Reply> answer) {

  public static Endpoint get(String template, Function<Request, Reply> answer) {
    return new Endpoint("GET", new PathTemplate(template), answer);
  }

  public static Endpoint of(String method, String template, Function<Request, Reply> answer) {
    return new Endpoint(method, new PathTemplate(template), answer);
  }
}
