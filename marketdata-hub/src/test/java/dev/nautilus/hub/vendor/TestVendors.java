package dev.nautilus.hub.vendor;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.message.Source;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/// Settings for tests: quick to give up, and leading to a server of the test's own.
public final class TestVendors {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final VendorsProperties.Limits FAST =
      new VendorsProperties.Limits(1000, SECOND, 1000, 0, Duration.ofMillis(300), 0);

  private TestVendors() {}

  /// A vendor without any pace to speak of.
  public static VendorsProperties.Vendor at(Map<String, URI> urls) {
    return at(urls, FAST);
  }

  /// A vendor with these limits.
  public static VendorsProperties.Vendor at(
      Map<String, URI> urls, VendorsProperties.Limits limits) {
    return vendor(urls, limits, http(Duration.ofSeconds(8)));
  }

  /// A vendor that is not waited for: whatever takes longer than half a second is too slow.
  public static VendorsProperties.Vendor impatient(Map<String, URI> urls) {
    return vendor(urls, FAST, http(Duration.ofMillis(500)));
  }

  /// The same vendor under another key.
  public static VendorsProperties.Vendor withKey(VendorsProperties.Vendor as, String key) {
    return new VendorsProperties.Vendor(
        as.title(),
        as.baseUrls(),
        as.blockDomains(),
        as.blockAddresses(),
        as.limits(),
        as.terms(),
        as.http(),
        key,
        as.keyName(),
        as.enabled(),
        as.simulated());
  }

  /// A vendor that sets these terms.
  public static VendorsProperties.Vendor withTerms(VendorsProperties.Terms terms) {
    VendorsProperties.Vendor as = at(Map.of());
    return new VendorsProperties.Vendor(
        as.title(),
        as.baseUrls(),
        as.blockDomains(),
        as.blockAddresses(),
        as.limits(),
        terms,
        as.http(),
        as.key(),
        as.keyName(),
        as.enabled(),
        false);
  }

  /// A budget of so many calls a day, of which some are made.
  public static Budget budget(int perDay, int made, ManualTime time) {
    VendorsProperties.Limits limits =
        new VendorsProperties.Limits(1000, SECOND, 1000, perDay, SECOND, 0);
    Budget budget = new Budget(Source.of("test"), limits, time, time::read);
    for (int i = 0; i < made; i++) {
      time.advance(SECOND);
      if (!(budget.enter(new Errand(Urgency.REQUEST), Duration.ZERO)
          instanceof Budget.Entry.Granted)) {
        throw new IllegalArgumentException("made must be " + perDay + " at most, was " + made);
      }
      budget.leave();
    }
    return budget;
  }

  private static VendorsProperties.Vendor vendor(
      Map<String, URI> urls, VendorsProperties.Limits limits, VendorsProperties.Http http) {
    return new VendorsProperties.Vendor(
        "Test",
        urls,
        List.of("vendor.example"),
        List.of(),
        limits,
        new VendorsProperties.Terms(false, false, false, ""),
        http,
        "0123456789abcdefghijklmnopqrstuv",
        "TEST_KEY",
        true,
        true);
  }

  private static VendorsProperties.Http http(Duration patience) {
    return new VendorsProperties.Http(
        SECOND,
        patience,
        patience.multipliedBy(2),
        Duration.ofSeconds(30),
        1,
        Duration.ofMillis(20),
        DataSize.ofKilobytes(4096));
  }
}
