package dev.nautilus.bus.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bus.TlsMaterial;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class HubConnectionsTest {

  private static TlsMaterial material() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    try {
      keys.init(null, null);
      trust.init((KeyStore) null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return new TlsMaterial(keys, trust, List.of("TLSv1.3"), List.of());
  }

  @Test
  void client_sameMaterial_staysAndOtherMaterialReplacesIt() throws GeneralSecurityException {
    AtomicReference<TlsMaterial> now = new AtomicReference<>(material());
    HubConnections connections = new HubConnections(now::get);
    HttpClient first = connections.client();

    assertThat(connections.client()).isSameAs(first);
    assertThat(first.sslParameters().getProtocols()).containsExactly("TLSv1.3");
    now.set(material());
    assertThat(connections.client()).isNotSameAs(first);
  }

  @Test
  void client_withoutMaterial_isOneForGood() {
    HubConnections connections = new HubConnections(null);
    assertThat(connections.client()).isSameAs(connections.client());
  }

  @Test
  void address_inPlainTextThoughThereIsMaterial_isRefusedWithTheFix()
      throws GeneralSecurityException {
    TlsMaterial material = material();
    HubConnections connections = new HubConnections(() -> material);
    URI https = URI.create("https://hub:8800");

    assertThat(connections.admitted(https)).isEqualTo(https);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> connections.admitted(URI.create("http://hub:8800")))
        .withMessageContainingAll("https://", "nautilus.bus.hub.ssl.bundle");
  }
}
