package dev.nautilus.simulator;

import dev.nautilus.simulator.market.Instrument;
import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.serve.Fault;
import dev.nautilus.simulator.serve.TrafficReport;
import dev.nautilus.simulator.serve.VendorServer;
import dev.nautilus.simulator.serve.VendorServer.Address;
import dev.nautilus.simulator.serve.Workers;
import dev.nautilus.simulator.vendor.SimulatedVendor;
import dev.nautilus.simulator.vendor.World;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/// All simulated vendors, each on its own port, and the control port beside them.
///
/// ```java
/// try (var simulator = VendorSimulator.builder().ephemeralPorts().start()) {
///   URI yahoo = simulator.url("yahoo_finance");
///   simulator.inject("yahoo_finance", Fault.of(Fault.Kind.HTTP_429).times(3));
///   ...
///   assertThat(simulator.traffic("yahoo_finance").peakHttp()).isOne();
/// }
/// ```
public final class VendorSimulator implements AutoCloseable {
  /// Where the control API listens unless told otherwise.
  public static final int DEFAULT_CONTROL_PORT = 8850;

  private static final String CONTROL = "control";

  private final Market market;
  private final String host;
  private final Workers workers = new Workers();
  private final Map<String, VendorServer> servers = new TreeMap<>();
  private final VendorServer control;

  private VendorSimulator(Builder builder) {
    this.market = new Market(builder.seed, builder.more);
    this.host = builder.host;
    World world = new World(market, builder.clock);
    VendorServer.Shared shared = new VendorServer.Shared(builder.clock, workers);
    try {
      for (SimulatedVendor vendor : builder.vendors.values()) {
        String name = vendor.name();
        Address address = new Address(host, builder.portOr(name, vendor.defaultPort()));
        servers.put(name, new VendorServer(name, vendor.open(world), address, shared));
      }
      ControlApi api = new ControlApi(this, builder.clock);
      Address address = new Address(host, builder.portOr(CONTROL, DEFAULT_CONTROL_PORT));
      this.control = new VendorServer(CONTROL, api, address, shared);
    } catch (RuntimeException e) {
      stopVendors();
      throw e;
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /// The market that every vendor tells about; the truth to compare their answers with.
  public Market market() {
    return market;
  }

  public Set<String> vendors() {
    return Set.copyOf(servers.keySet());
  }

  public int port(String vendor) {
    return server(vendor).port();
  }

  /// Base URL without a slash at the end.
  public URI url(String vendor) {
    return URI.create("http://" + host + ":" + port(vendor));
  }

  public int controlPort() {
    return control.port();
  }

  public URI controlUrl() {
    return URI.create("http://" + host + ":" + controlPort());
  }

  public TrafficReport traffic(String vendor) {
    return server(vendor).traffic();
  }

  public void resetCounters(String vendor) {
    server(vendor).resetCounters();
  }

  public void inject(String vendor, Fault fault) {
    server(vendor).inject(fault);
  }

  public void clearFaults(String vendor) {
    server(vendor).clearFaults();
  }

  public List<Fault> faults(String vendor) {
    return server(vendor).faults();
  }

  @Override
  public void close() {
    control.close();
    stopVendors();
  }

  private void stopVendors() {
    servers.values().forEach(VendorServer::close);
    workers.close();
  }

  private VendorServer server(String vendor) {
    VendorServer server = servers.get(vendor);
    if (server == null) {
      throw new IllegalArgumentException(
          "vendor must be one of " + servers.keySet() + ", was " + vendor);
    }
    return server;
  }

  /// Collects what a simulator needs to know before it starts. Not thread-safe.
  public static final class Builder {
    private long seed = 42;
    private List<Instrument> more = List.of();
    private InstantSource clock = InstantSource.system();
    private String host = "127.0.0.1";
    private boolean ephemeral;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, SimulatedVendor> vendors = new TreeMap<>();

    private Builder() {
      for (SimulatedVendor vendor : ServiceLoader.load(SimulatedVendor.class)) {
        vendors.put(vendor.name(), vendor);
      }
    }

    /// The same seed is the same market, always.
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /// Trades these beside its own, for a market as large as a load test needs.
    public Builder instruments(Collection<Instrument> beside) {
      this.more = List.copyOf(beside);
      return this;
    }

    /// What the simulated world takes for now.
    public Builder clock(InstantSource source) {
      this.clock = source;
      return this;
    }

    /// The address to listen on; loopback unless a container needs it otherwise.
    public Builder host(String address) {
      this.host = address;
      return this;
    }

    /// Ports that are free, for those not set one by one; the real ones can be read after start.
    public Builder ephemeralPorts() {
      this.ephemeral = true;
      return this;
    }

    public Builder controlPort(int port) {
      ports.put(CONTROL, port);
      return this;
    }

    /// The port of one vendor.
    ///
    /// @throws IllegalArgumentException if there is no such vendor
    public Builder port(String vendor, int port) {
      if (!vendors.containsKey(vendor)) {
        throw new IllegalArgumentException(
            "vendor must be one of " + vendors.keySet() + ", was " + vendor);
      }
      ports.put(vendor, port);
      return this;
    }

    /// Plays this vendor in place of the one with the same name, for one set up differently.
    public Builder vendor(SimulatedVendor vendor) {
      vendors.put(vendor.name(), vendor);
      return this;
    }

    public VendorSimulator start() {
      return new VendorSimulator(this);
    }

    Set<String> vendorNames() {
      return Set.copyOf(vendors.keySet());
    }

    private int portOr(String name, int otherwise) {
      return ports.getOrDefault(name, ephemeral ? 0 : otherwise);
    }
  }
}
