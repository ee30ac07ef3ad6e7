package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.TlsFailure;
import dev.nautilus.bus.TlsMaterial;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// TLS to a Redis as Lettuce is told of it. The name of the server is always checked.
public final class RedisTls {
  private static final List<String> CUT =
      List.of("connection closed", "connection reset", "broken pipe");

  private RedisTls() {}

  /// What a client of somebody else's needs to connect to an address, which may reconnect by
  /// itself; to a cluster, also to follow it.
  public static ClientOptions clientOptions(BusAddress address) {
    SslOptions tls = options(address, BusOptions.DEFAULTS.commandTimeout());
    return address.isCluster()
        ? ClusterClientOptions.builder()
            .topologyRefreshOptions(ClusterCommands.following())
            .validateClusterNodeMembership(false)
            .timeoutOptions(TimeoutOptions.enabled())
            .sslOptions(tls)
            .build()
        : ClientOptions.builder().timeoutOptions(TimeoutOptions.enabled()).sslOptions(tls).build();
  }

  /// Lettuce asks the material for each connection.
  ///
  /// @param patience longest wait for a handshake: who does not speak TLS may not answer at all
  static SslOptions options(BusAddress address, Duration patience) {
    Supplier<TlsMaterial> source = address.material();
    SslOptions.Builder options = SslOptions.builder().jdkSslProvider().handshakeTimeout(patience);
    if (source == null) {
      return options.build();
    }
    TlsMaterial first = source.get();
    if (!first.protocols().isEmpty()) {
      options.protocols(first.protocols().toArray(String[]::new));
    }
    if (!first.ciphers().isEmpty()) {
      options.cipherSuites(first.ciphers().toArray(String[]::new));
    }
    return options
        .sslContext(
            context -> {
              TlsMaterial now = source.get();
              context.keyManager(now.keys()).trustManager(now.trust());
            })
        .build();
  }

  /// What TLS has to do with a connection that did not come about; empty when nothing.
  static Optional<String> trouble(Throwable failure, BusAddress address) {
    Optional<String> known = TlsFailure.of(failure).map(trouble -> trouble.explained(failure));
    return known.isPresent() || !isCutOff(failure) ? known : Optional.of(cutOff(address));
  }

  /// A server that hears what it does not understand ends the connection without a word.
  private static boolean isCutOff(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String said = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
      if (CUT.stream().anyMatch(said::contains)) {
        return true;
      }
    }
    return false;
  }

  private static String cutOff(BusAddress address) {
    return address.tls()
        ? "the server ended the connection during the TLS handshake: it may want a certificate of"
            + " ours (give the SSL bundle a keystore), or have none of its own"
        : "the server ended the connection at once: it may speak TLS only, then write rediss://";
  }
}
