package dev.nautilus.bench.load;

import java.util.Map;
import java.util.Set;

/// What engines that have nothing to say cost the servers.
///
/// @param engines how many, each with a client of its own on both buses
/// @param seconds how long was measured
/// @param marketData the server of the MarketData bus
/// @param engineLogic the server of the Engine Logic bus
/// @param emptyCpuShare of one processor, of a server without clients in the same seconds
public record IdleOutcome(
    int engines, double seconds, Server marketData, Server engineLogic, double emptyCpuShare) {

  /// Waiting for what others send; everything else is counted as the publisher's.
  private static final Set<String> READING =
      Set.of("xread", "xreadgroup", "ping", "subscribe", "ssubscribe");

  /// The benchmark's own questions.
  private static final Set<String> OWN = Set.of("info", "client|list");

  /// One server.
  ///
  /// @param cpuShare of one processor
  /// @param readers connections that waited in a read or were subscribed
  /// @param calls commands in that time by name, this benchmark's own included
  /// @param sentBytes bytes it sent in that time
  /// @param reads how often it had something to read, this benchmark's own questions included
  public record Server(
      double cpuShare, int readers, Map<String, Long> calls, long sentBytes, long reads) {
    public Server {
      calls = Map.copyOf(calls);
    }

    private long count(Set<String> commands) {
      return calls.entrySet().stream()
          .filter(call -> commands.contains(call.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /// What the engines add to a server, as a share of one processor.
  public double addedCpuShare(Server server) {
    return server.cpuShare() - emptyCpuShare;
  }

  /// How often a second each engine's publishing side woke the server: what it sends in one flush
  /// wakes it once, however many commands that are and whatever its scripts run.
  public double publisherWakeUps(Server server) {
    long others = server.count(READING) + server.count(OWN);
    return Math.max(0, server.reads() - others) / seconds / engines;
  }

  /// Commands a second of each reading connection; 0 when there is none.
  public double readerWakeUps(Server server) {
    return server.readers() == 0 ? 0 : server.count(READING) / seconds / server.readers();
  }
}
