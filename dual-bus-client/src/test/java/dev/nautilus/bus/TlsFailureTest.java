package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlsFailureTest {

  /// As the JDK and Netty say it.
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            TlsFailure.EXPIRED, because(new CertificateExpiredException("NotAfter: then"))),
        Arguments.of(
            TlsFailure.NOT_YET_VALID, because(new CertificateNotYetValidException("NotBefore"))),
        Arguments.of(
            TlsFailure.UNKNOWN_AUTHORITY,
            because(new CertPathBuilderException("unable to find valid certification path"))),
        Arguments.of(
            TlsFailure.UNKNOWN_AUTHORITY,
            because(new CertificateException(new SignatureException("does not match")))),
        Arguments.of(
            TlsFailure.OTHER_NAME,
            because(new CertificateException("No subject alternative names matching IP address"))),
        Arguments.of(
            TlsFailure.OTHER_NAME,
            because(new CertificateException("No name matching redis found"))),
        Arguments.of(TlsFailure.NO_TLS, new SSLException("not an SSL/TLS record: 2d455252")),
        Arguments.of(
            TlsFailure.NO_TLS,
            new SSLException("Unsupported or unrecognized SSL message, plaintext connection?")),
        Arguments.of(
            TlsFailure.SILENT, new SSLHandshakeException("handshake timed out after 7000ms")),
        Arguments.of(
            TlsFailure.OURS_REFUSED,
            new SSLHandshakeException("Received fatal alert: certificate_required")),
        Arguments.of(
            TlsFailure.OURS_REFUSED,
            new SSLException("(unknown_ca) Received fatal alert: unknown_ca")),
        Arguments.of(
            TlsFailure.NOTHING_IN_COMMON,
            new SSLHandshakeException("Received fatal alert: protocol_version")),
        Arguments.of(TlsFailure.OTHER, new SSLException("something new")));
  }

  private static Throwable because(Exception cause) {
    SSLHandshakeException handshake = new SSLHandshakeException("certificate_unknown");
    handshake.initCause(cause);
    return new IOException("unable to connect", handshake);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_ofTls_isNamedWithAdvice(TlsFailure expected, Throwable failure) {
    assertThat(TlsFailure.of(failure)).contains(expected);
    assertThat(expected.explained(failure)).startsWith("TLS: ").doesNotContain("null");
  }

  @ParameterizedTest
  @EnumSource(TlsFailure.class)
  void failures_table_hasEach(TlsFailure each) {
    List<Object> named = failures().map(row -> row.get()[0]).toList();
    assertThat(named).contains(each);
  }

  @Test
  void failure_withoutTls_isNone() {
    assertThat(TlsFailure.of(new IOException("Connection refused"))).isEmpty();
    assertThat(TlsFailure.of(null)).isEmpty();
  }

  @Test
  void explanation_ends_withWhatToDo() {
    Throwable failure = because(new CertificateExpiredException("NotAfter: then"));
    assertThat(TlsFailure.EXPIRED.explained(failure))
        .isEqualTo(
            "TLS: its certificate has expired (NotAfter: then); issue a new one there and let it be"
                + " read again (Redis: CONFIG SET tls-cert-file)");
  }
}
