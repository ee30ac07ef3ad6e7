package dev.nautilus.bench.load;

import java.util.Map;
import java.util.TreeMap;

/// What a server says of its work, without `redis-cli`.
final class ServerSight implements AutoCloseable {
  private static final String COMMAND = "cmdstat_";
  private static final String CALLS = "calls=";

  private final RespSocket socket;
  private final ServerCpu cpu;

  /// What a server said at one instant.
  ///
  /// @param nanos when
  /// @param cpuSeconds user and system time since it started
  /// @param calls commands since it started, by name
  /// @param sentBytes bytes it sent since it started
  /// @param reads how often it had something to read from a connection since it started
  record View(long nanos, double cpuSeconds, Map<String, Long> calls, long sentBytes, long reads) {}

  ServerSight(int port) {
    socket = new RespSocket(port);
    cpu = new ServerCpu(port);
  }

  View view() {
    // The time first and the counts last: what this asks is not among what was counted before.
    Map<String, Long> calls = calls(ask("INFO", "commandstats"));
    String stats = ask("INFO", "stats");
    return new View(
        System.nanoTime(),
        cpu.seconds(),
        calls,
        statistic(stats, "total_net_output_bytes"),
        statistic(stats, "total_reads_processed"));
  }

  /// Connections that wait for something to read: blocked in a read of a stream, or subscribed.
  int readers() {
    return readers(ask("CLIENT", "LIST"));
  }

  private String ask(String... words) {
    socket.send(words);
    return socket.bulkText();
  }

  static Map<String, Long> calls(String info) {
    Map<String, Long> calls = new TreeMap<>();
    info.lines()
        .filter(line -> line.startsWith(COMMAND))
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              int from = line.indexOf(CALLS) + CALLS.length();
              long count = Long.parseLong(line.substring(from, line.indexOf(',', from)));
              calls.put(line.substring(COMMAND.length(), colon), count);
            });
    return calls;
  }

  static long statistic(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("INFO stats has no " + name));
  }

  static int readers(String clients) {
    return (int)
        clients
            .lines()
            .filter(
                line ->
                    line.contains(" cmd=xread") // and xreadgroup
                        || (line.contains(" sub=") && !line.contains(" sub=0 "))
                        || (line.contains(" ssub=") && !line.contains(" ssub=0 ")))
            .count();
  }

  @Override
  public void close() {
    cpu.close();
    socket.close();
  }
}
