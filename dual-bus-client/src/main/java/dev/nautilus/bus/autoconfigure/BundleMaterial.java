package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.TlsMaterial;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/// The TLS material of an SSL bundle, as the bundle is now: one that is reloaded gives new material
/// to the next connection. Safe for use by many threads.
final class BundleMaterial implements Supplier<TlsMaterial> {
  private final SslBundles bundles;
  private final String name;
  private volatile Made made;

  /// What was made of a bundle; the same for as long as the bundle is.
  private record Made(SslBundle bundle, TlsMaterial material) {}

  private BundleMaterial(SslBundles bundles, String name) {
    this.bundles = bundles;
    this.name = name;
    this.made = made(bundles.getBundle(name));
  }

  /// @param name of the bundle; null for none
  /// @param property what names it, for errors
  /// @return null when there is none
  /// @throws org.springframework.boot.ssl.NoSuchSslBundleException when there is no bundle of that
  ///   name
  static @Nullable Supplier<TlsMaterial> of(
      @Nullable SslBundles bundles, @Nullable String name, String property) {
    if (name == null) {
      return null;
    }
    if (bundles == null) {
      throw new IllegalStateException(
          property
              + " names the SSL bundle '"
              + name
              + "', but this application has no bundles: let Boot's SslAutoConfiguration in");
    }
    return new BundleMaterial(bundles, name);
  }

  @Override
  public TlsMaterial get() {
    SslBundle now = bundles.getBundle(name);
    Made known = made;
    if (!known.bundle().equals(now)) {
      known = made(now);
      made = known;
    }
    return known.material();
  }

  private static Made made(SslBundle bundle) {
    return new Made(
        bundle,
        new TlsMaterial(
            bundle.getManagers().getKeyManagerFactory(),
            bundle.getManagers().getTrustManagerFactory(),
            list(bundle.getOptions().getEnabledProtocols()),
            list(bundle.getOptions().getCiphers())));
  }

  private static List<String> list(String @Nullable [] names) {
    return names == null ? List.of() : List.of(names);
  }
}
