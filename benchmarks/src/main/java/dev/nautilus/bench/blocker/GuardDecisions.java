package dev.nautilus.bench.blocker;

import dev.nautilus.blocker.Guard;
import dev.nautilus.blocker.Hook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The guard's answer to the question that every socket and channel asks. Without the agent the
/// guard has no policy and says yes; nobody asks it then, so that row is the floor of the
/// measurement.
@State(Scope.Thread)
public class GuardDecisions {
  private static final int PORT = 6380;
  private static final int HOOK = Hook.CHANNEL.number();

  /// Of whom it is asked.
  @Param public Destination destination = Destination.LOOPBACK;

  private InetAddress address = InetAddress.getLoopbackAddress();

  /// Where a connection would lead; addresses are private (RFC 1918) or for documentation (RFC
  /// 5737), and nothing is ever connected.
  public enum Destination {
    LOOPBACK("loopback", "localhost", "127.0.0.1"),
    ALLOWED_HOST("a host on the allow-list", Presence.ALLOWED_HOST, "203.0.113.20"),
    INTERNAL_NAME("an internal name", "redis-marketdata", "10.1.2.3"),
    INTERNAL_ADDRESS("an internal address without a name", null, "10.1.2.4"),
    PUBLIC_ADDRESS("a public address: a direct call", null, "203.0.113.30"),
    VENDOR_NAME("a vendor's name: a direct call", "api.stlouisfed.org", "203.0.113.10");

    private final String label;
    private final @Nullable String host;
    private final String literal;

    Destination(String label, @Nullable String host, String literal) {
      this.label = label;
      this.host = host;
      this.literal = literal;
    }

    /// As the report's row shows it.
    String label() {
      return label;
    }

    private InetAddress address() {
      try {
        return InetAddress.getByAddress(host, InetAddress.ofLiteral(literal).getAddress());
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address must be four octets", e);
      }
    }
  }

  /// Resolves nothing: the addresses are made.
  @Setup(Level.Trial)
  public void prepare() {
    Presence.told().check();
    address = destination.address();
  }

  /// One question and its answer.
  ///
  /// @return the refusal, if it is one
  @Benchmark
  public Optional<IOException> decision() {
    try {
      Guard.address(address, PORT, HOOK);
      return Optional.empty();
    } catch (IOException refusal) {
      return Optional.of(refusal);
    }
  }
}
