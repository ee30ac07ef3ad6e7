package dev.nautilus.bus;

import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What was wrong when a TLS connection did not come about, and what to do about it: the JDK's own
/// words name neither. Pure.
public enum TlsFailure {
  /// The other side's time is over.
  EXPIRED(
      "its certificate has expired",
      "issue a new one there and let it be read again (Redis: CONFIG SET tls-cert-file)"),
  /// The other side's time has not come.
  NOT_YET_VALID("its certificate is not valid yet", "set the clocks, or issue it anew there"),
  /// Right authority, other name.
  OTHER_NAME(
      "its certificate is for another name",
      "connect by a name that the certificate has, or issue one there that has this name"),
  /// Signed by somebody else.
  UNKNOWN_AUTHORITY(
      "no authority that is trusted here has signed its certificate",
      "put the certificate of its authority into the truststore of the SSL bundle"),
  /// It speaks in plain text.
  NO_TLS(
      "it does not speak TLS",
      "switch TLS on there (Redis: tls-port, and port 0), or connect to its TLS port"),
  /// It says nothing.
  SILENT(
      "it does not answer the TLS handshake",
      "see whether it speaks TLS on this port (Redis: tls-port, and port 0), and is well"),
  /// It wants ours, or another one of ours.
  OURS_REFUSED(
      "it does not take our certificate, or wants one and was shown none",
      "give the SSL bundle a keystore with a certificate that is valid and that its authority"
          + " signed"),
  /// No common language.
  NOTHING_IN_COMMON(
      "there is no protocol or cipher that both sides allow",
      "allow TLSv1.2 or TLSv1.3 on both sides"),
  /// None of these.
  OTHER("the TLS handshake failed", "see the cause");

  /// How deep a chain of causes is looked into.
  private static final int DEPTH = 20;

  private static final List<String> ABOUT_OURS =
      List.of(
          "certificate_required",
          "bad_certificate",
          "unknown_ca",
          "certificate_unknown",
          "certificate_expired",
          "certificate_revoked",
          "unsupported_certificate");

  private final String trouble;
  private final String advice;

  TlsFailure(String trouble, String advice) {
    this.trouble = trouble;
    this.advice = advice;
  }

  /// What is behind an exception; empty when TLS has nothing to do with it.
  public static Optional<TlsFailure> of(@Nullable Throwable failure) {
    List<Throwable> chain = chain(failure);
    boolean ofTls = chain.stream().anyMatch(SSLException.class::isInstance);
    return ofTls ? Optional.of(named(chain)) : Optional.empty();
  }

  private static TlsFailure named(List<Throwable> chain) {
    if (chain.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
      return EXPIRED;
    }
    if (chain.stream().anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return NOT_YET_VALID;
    }
    // An authority of the same name with another key is another authority.
    if (chain.stream().anyMatch(CertPathBuilderException.class::isInstance)
        || chain.stream().anyMatch(SignatureException.class::isInstance)) {
      return UNKNOWN_AUTHORITY;
    }
    return said(chain.stream().map(each -> lower(each.getMessage())).toList());
  }

  private static TlsFailure said(List<String> words) {
    for (String each : words) {
      if (each.contains("no subject alternative") || each.contains("no name matching")) {
        return OTHER_NAME;
      }
      if (each.contains("not an ssl/tls record") || each.contains("plaintext connection")) {
        return NO_TLS;
      }
      if (each.contains("handshake timed out")) {
        return SILENT;
      }
      if (each.contains("received fatal alert")) {
        return ABOUT_OURS.stream().anyMatch(each::contains) ? OURS_REFUSED : NOTHING_IN_COMMON;
      }
      if (each.contains("protocol_version") || each.contains("no appropriate protocol")) {
        return NOTHING_IN_COMMON;
      }
    }
    return OTHER;
  }

  private static List<Throwable> chain(@Nullable Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = failure; each != null && chain.size() < DEPTH; each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /// What a person is told: what is wrong, what to do, and the last word of whoever found it.
  ///
  /// @param failure what [#of] was asked about
  public String explained(Throwable failure) {
    List<Throwable> chain = chain(failure);
    String last = String.valueOf(chain.get(chain.size() - 1).getMessage());
    return "TLS: %s (%s); %s".formatted(trouble, last, advice);
  }
}
