package dev.nautilus.hub.vendor;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.springframework.boot.ssl.SslBundle;

/// Whom to trust when a vendor's own gateway shows a certificate that no authority signed.
///
/// @param context of the trusted certificates, and of our own where the gateway asks for one
/// @param anyHost true when the certificate may name another host than the one that was called
public record VendorTls(SSLContext context, boolean anyHost) {

  /// What an SSL bundle of Spring Boot says.
  ///
  /// @param anyHost whether to leave the host's name unchecked; the bundle must then name the
  ///   certificates it trusts, or anybody could pose as the gateway
  /// @throws IllegalArgumentException if it does not, or cannot be used
  public static VendorTls of(SslBundle bundle, boolean anyHost) {
    if (!anyHost) {
      return new VendorTls(bundle.createSslContext(), false);
    }
    try {
      KeyStore trusted = bundle.getStores().getTrustStore();
      if (trusted == null || trusted.size() == 0) {
        throw new IllegalArgumentException(
            "the SSL bundle must have a trust store with the gateway's certificate when host names"
                + " are not verified, has none: set its truststore");
      }
      TrustManager[] managers = bundle.getManagers().getTrustManagers();
      for (int i = 0; i < managers.length; i++) {
        if (managers[i] instanceof X509TrustManager strict) {
          managers[i] = new NamelessTrust(strict);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(bundle.getManagers().getKeyManagers(), managers, null);
      return new VendorTls(context, true);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the SSL bundle must hold usable certificates", e);
    }
  }

  /// Checks the certificate and leaves the host's name out of it: the JDK's WebSocket has no switch
  /// for that.
  private static final class NamelessTrust extends X509ExtendedTrustManager {
    private final X509TrustManager strict;

    NamelessTrust(X509TrustManager strict) {
      this.strict = strict;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      strict.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      strict.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      strict.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      strict.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      strict.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      strict.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return strict.getAcceptedIssuers();
    }
  }
}
