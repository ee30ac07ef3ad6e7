package dev.nautilus.bus.testkit;

import dev.nautilus.bus.TlsMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A certificate authority that lives as long as a test, in a temporary folder, made by the JDK's
/// own `keytool`. Its keys protect nothing. One thread at a time.
public final class TestAuthority implements AutoCloseable {
  private static final String SELF = "authority";
  private static final char[] STORE_SECRET = "throwaway".toCharArray();

  private final Path folder;
  private int issued;

  private TestAuthority(Path folder) {
    this.folder = folder;
    generate(
        SELF,
        "-dname",
        "CN=Test authority " + folder.getFileName(),
        "-ext",
        "bc:c=ca:true",
        "-ext",
        "ku:c=keyCertSign");
    write(SELF, chain(SELF), folder.resolve("authority.crt"));
  }

  /// Makes one.
  ///
  /// @throws IllegalStateException when `keytool` cannot
  public static TestAuthority create() {
    try {
      return new TestAuthority(Files.createTempDirectory("nautilus-authority-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its own certificate, in PEM: what those trust who trust it.
  public Path certificate() {
    return folder.resolve("authority.crt");
  }

  /// Issues a certificate that is valid for some days, for servers and clients.
  ///
  /// @param names like `dns:localhost,ip:127.0.0.1`
  public TlsFiles issue(String names) {
    return issue(names, "-validity", "5");
  }

  /// Issues one whose time was over a while ago.
  ///
  /// @param names like `dns:localhost,ip:127.0.0.1`
  public TlsFiles issueExpired(String names) {
    return issue(names, "-startdate", "-10d", "-validity", "5");
  }

  private TlsFiles issue(String names, String... validity) {
    String alias = "issued-" + ++issued;
    List<String> how =
        new ArrayList<>(
            List.of(
                "-signer",
                SELF,
                "-dname",
                "CN=" + alias,
                "-ext",
                "san=" + names,
                "-ext",
                "eku=serverAuth,clientAuth"));
    how.addAll(List.of(validity));
    generate(alias, how.toArray(String[]::new));
    TlsFiles files = new TlsFiles(folder.resolve(alias + ".crt"), folder.resolve(alias + ".key"));
    write(alias, chain(alias), files.certificate());
    writeKey(alias, files.key());
    return files;
  }

  /// What a client has that trusts this authority and shows nothing.
  public TlsMaterial trusted() {
    return material(null);
  }

  /// What a client has that trusts this authority and shows a certificate.
  ///
  /// @param shown issued by this authority
  public TlsMaterial trustedAndShowing(TlsFiles shown) {
    String name = shown.certificate().getFileName().toString();
    return material(name.substring(0, name.lastIndexOf('.')));
  }

  private TlsMaterial material(@Nullable String alias) {
    try {
      KeyStore trusted = empty();
      trusted.setCertificateEntry(SELF, store().getCertificate(SELF));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyStore own = empty();
      if (alias != null) {
        own.setKeyEntry(alias, store().getKey(alias, STORE_SECRET), STORE_SECRET, chain(alias));
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, STORE_SECRET);
      return new TlsMaterial(keys, trust, List.of(), List.of());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the test authority's store cannot be used", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, STORE_SECRET);
    return store;
  }

  private void generate(String alias, String... how) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                storeFile().toString(),
                "-storepass",
                new String(STORE_SECRET)));
    command.addAll(List.of(how));
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.onExit().join().exitValue() != 0) {
        throw new IllegalStateException("keytool made no certificate; it said:\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path storeFile() {
    return folder.resolve("authority.p12");
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(storeFile())) {
      store.load(in, STORE_SECRET);
    }
    return store;
  }

  private Certificate[] chain(String alias) {
    try {
      return store().getCertificateChain(alias);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate of " + alias, e);
    }
  }

  private static void write(String alias, Certificate[] chain, Path file) {
    StringBuilder text = new StringBuilder();
    try {
      for (Certificate each : chain) {
        text.append(pem("CERTIFICATE", each.getEncoded()));
      }
      Files.writeString(file, text, StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificate of " + alias + " was not written", e);
    }
  }

  private void writeKey(String alias, Path file) {
    try {
      byte[] key = store().getKey(alias, STORE_SECRET).getEncoded();
      Files.writeString(file, pem("PRIVATE KEY", key), StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the key of " + alias + " was not written", e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  /// Removes its folder.
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
