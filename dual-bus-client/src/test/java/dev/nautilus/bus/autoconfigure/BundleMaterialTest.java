package dev.nautilus.bus.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.TlsMaterial;
import java.security.KeyStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

class BundleMaterialTest {
  private static final String PROPERTY = "nautilus.bus.ssl.bundle";

  private static SslBundle bundle(String... protocols) throws Exception {
    KeyStore none = KeyStore.getInstance("PKCS12");
    none.load(null, null);
    return SslBundle.of(
        SslStoreBundle.of(null, null, none),
        SslBundleKey.NONE,
        SslOptions.of(null, protocols.length == 0 ? null : protocols));
  }

  private static Supplier<TlsMaterial> of(DefaultSslBundleRegistry bundles) {
    @Nullable Supplier<TlsMaterial> material = BundleMaterial.of(bundles, "buses", PROPERTY);
    assertThat(material).isNotNull();
    return material;
  }

  @Test
  void material_bundleReloaded_isOfTheNewOneAndTheSameUntilThen() throws Exception {
    DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("buses", bundle());
    Supplier<TlsMaterial> material = of(bundles);
    TlsMaterial first = material.get();
    assertThat(material.get()).isSameAs(first);
    assertThat(first.protocols()).isEmpty();

    bundles.updateBundle("buses", bundle("TLSv1.3"));

    assertThat(material.get()).isNotSameAs(first);
    assertThat(material.get().protocols()).containsExactly("TLSv1.3");
  }

  @Test
  void material_ofNoBundle_isNone() {
    assertThat(BundleMaterial.of(null, null, PROPERTY)).isNull();
  }

  @Test
  void material_asContext_canBeUsed() throws Exception {
    TlsMaterial material = of(new DefaultSslBundleRegistry("buses", bundle())).get();
    assertThat(material.context().getProtocol()).isEqualTo("TLS");
    assertThat(material.parameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
  }
}
