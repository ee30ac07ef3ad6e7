package dev.nautilus.bench.load;

/// How much processor time the server has used, and what it has sent, as it says itself.
public final class ServerCpu implements AutoCloseable {
  private final RespSocket socket;

  /// @param port of the server, on loopback
  public ServerCpu(int port) {
    socket = new RespSocket(port);
  }

  /// User and system seconds since the server started.
  public double seconds() {
    socket.send("INFO", "cpu");
    return parse(socket.bulkText());
  }

  /// Bytes the server has sent since it started.
  public double sentBytes() {
    socket.send("INFO", "stats");
    return value(socket.bulkText(), "total_net_output_bytes:");
  }

  static double parse(String info) {
    return value(info, "used_cpu_sys:") + value(info, "used_cpu_user:");
  }

  private static double value(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("INFO has no " + name));
  }

  @Override
  public void close() {
    socket.close();
  }
}
