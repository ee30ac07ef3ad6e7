package dev.nautilus.simulator.vendor;

import java.util.function.Supplier;

/// One WebSocket endpoint; every connection gets a session of its own.
public record StreamEndpoint(PathTemplate path, Supplier<StreamSession> open) {

  public static StreamEndpoint at(String template, Supplier<StreamSession> open) {
    return new StreamEndpoint(new PathTemplate(template), open);
  }
}
