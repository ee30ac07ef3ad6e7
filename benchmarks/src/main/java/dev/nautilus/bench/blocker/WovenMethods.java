package dev.nautilus.bench.blocker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SNIHostName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Two methods of the JDK that ask the guard and reach no network: what weaving adds to a real
/// method, from its call to its return.
@State(Scope.Thread)
public class WovenMethods {
  // Parameters and no constants: what the compiler knows beforehand it would not do again.

  /// An address as text.
  @Param("127.0.0.1")
  public String address = "";

  /// A name that no vendor has.
  @Param("redis.corp.internal")
  public String name = "";

  /// Nothing but the check.
  @Setup(Level.Trial)
  public void prepare() {
    Presence.told().check();
  }

  /// The text becomes an address: no name service is asked.
  @Benchmark
  @SuppressWarnings("AddressSelection") // the woven method is the one to be measured
  public InetAddress lookup() throws UnknownHostException {
    return InetAddress.getByName(address);
  }

  /// The name as TLS carries it.
  @Benchmark
  public SNIHostName serverName() {
    return new SNIHostName(name);
  }
}
