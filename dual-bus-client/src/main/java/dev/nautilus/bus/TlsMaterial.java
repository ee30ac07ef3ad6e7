package dev.nautilus.bus;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/// What a TLS connection shows and whom it trusts. Whoever connects asks for it anew, so that the
/// next connection uses a renewed certificate and no restart is needed; connections that are open
/// stay as they are. Safe for use by many threads.
///
/// @param keys our certificate and its key; without a key in it nothing is shown
/// @param trust the authorities that may have signed the other side's certificate
/// @param protocols like `TLSv1.3`; the JDK's own choice when empty
/// @param ciphers names of cipher suites; the JDK's own choice when empty
public record TlsMaterial(
    KeyManagerFactory keys,
    TrustManagerFactory trust,
    List<String> protocols,
    List<String> ciphers) {

  public TlsMaterial {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }

  /// The same as a context, for clients of the JDK.
  ///
  /// @throws IllegalStateException when the JDK cannot use it
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot use the TLS material", e);
    }
  }

  /// The protocols and ciphers alone; the other side's name is checked whatever they say.
  public SSLParameters parameters() {
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!protocols.isEmpty()) {
      parameters.setProtocols(protocols.toArray(String[]::new));
    }
    if (!ciphers.isEmpty()) {
      parameters.setCipherSuites(ciphers.toArray(String[]::new));
    }
    return parameters;
  }
}
