package dev.nautilus.bus;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the Redis of a bus is and who we are there: one node, or several that are found by naming
/// some of them.
///
/// @param nodes one node; or the sentinels; or some nodes of a cluster. At least one
/// @param layout what they are
/// @param username ACL user, null for the default user
/// @param password null for none; never logged
/// @param tls whether connections are encrypted, those to sentinels too
/// @param material what is shown and trusted then, asked for each connection; null for what the JDK
///   trusts
public record BusAddress(
    List<Node> nodes,
    Layout layout,
    @Nullable String username,
    @Nullable String password,
    boolean tls,
    @Nullable Supplier<TlsMaterial> material) {

  /// A host and a port.
  ///
  /// @param host name or address
  /// @param port 1 to 65535
  public record Node(String host, int port) {
    public Node {
      if (host.isBlank()) {
        throw new IllegalArgumentException("host must not be blank");
      }
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
      }
    }

    @Override
    public String toString() {
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
  }

  /// What the nodes of an address are.
  public sealed interface Layout {
    /// The one Redis of the bus.
    record Single() implements Layout {}

    /// Sentinels, which know who is master.
    ///
    /// @param master the name they watch it under
    record Sentinel(String master) implements Layout {
      public Sentinel {
        if (master.isBlank()) {
          throw new IllegalArgumentException("the name of the master must not be blank");
        }
      }
    }

    /// Nodes of a Redis Cluster, which know the others.
    record Cluster() implements Layout {}
  }

  public BusAddress {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("an address must name a node");
    }
    if (layout instanceof Layout.Single && nodes.size() > 1) {
      throw new IllegalArgumentException("one Redis must be one node, was " + nodes);
    }
    if (material != null && !tls) {
      String plain = BusUrl.write(nodes, layout, false);
      throw new IllegalArgumentException(
          ("with TLS on, the URL of a Redis must begin with rediss, was %s: write %s, or take the SSL"
                  + " bundle away (nautilus.bus.ssl.bundle)")
              .formatted(plain, BusUrl.write(nodes, layout, true)));
    }
  }

  /// One Redis.
  public BusAddress(
      String host,
      int port,
      @Nullable String username,
      @Nullable String password,
      boolean tls,
      @Nullable Supplier<TlsMaterial> material) {
    this(List.of(new Node(host, port)), new Layout.Single(), username, password, tls, material);
  }

  /// One Redis; with what the JDK trusts, when it is encrypted.
  public BusAddress(
      String host, int port, @Nullable String username, @Nullable String password, boolean tls) {
    this(host, port, username, password, tls, null);
  }

  /// Reads `redis://[user:password@]host[:port]`,
  /// `redis-sentinel://[user:password@]host[:port][,host2[:port2]]?sentinelMasterId=name` (or
  /// `#name`) and `redis-cluster://[user:password@]host[:port][,host2[:port2]]`; with `rediss`
  /// instead of `redis` over TLS. The user is the one of the Redises, also in a sentinel's URL.
  ///
  /// @param defaultPort when the URL names none; that of a sentinel is 26379
  /// @throws IllegalArgumentException for one that is none of these, without its secrets
  public static BusAddress of(String url, int defaultPort) {
    return BusUrl.read(url, defaultPort);
  }

  /// Host of the first node.
  public String host() {
    return nodes.get(0).host();
  }

  /// Port of the first node.
  public int port() {
    return nodes.get(0).port();
  }

  /// Whether another node may take the place of the one that was written to: then it may lack what
  /// that one confirmed last.
  public boolean isReplicated() {
    return !(layout instanceof Layout.Single);
  }

  /// Whether partitions are spread over nodes.
  public boolean isCluster() {
    return layout instanceof Layout.Cluster;
  }

  /// The same Redis, entered as somebody.
  public BusAddress loggedInAs(@Nullable String user, @Nullable String secret) {
    return new BusAddress(nodes, layout, user, secret, tls, material);
  }

  /// The same Redis, with this shown and trusted; null changes nothing.
  ///
  /// @throws IllegalArgumentException when it would be reached in plain text
  public BusAddress trusting(@Nullable Supplier<TlsMaterial> with) {
    return with == null ? this : new BusAddress(nodes, layout, username, password, tls, with);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return BusUrl.write(nodes, layout, tls);
  }
}
