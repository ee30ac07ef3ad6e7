package dev.nautilus.hub.vendor;

import dev.nautilus.message.Source;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Every source the hub knows, implemented or not, as `vendors.yml` states it and as it was
/// overridden.
///
/// @param vendors by name, with dashes where the source has underscores
@ConfigurationProperties("nautilus")
public record VendorsProperties(@DefaultValue Map<String, Vendor> vendors) {

  public VendorsProperties {
    vendors = Map.copyOf(vendors);
  }

  /// The settings of one source.
  ///
  /// @throws IllegalArgumentException if there is no such block
  public Vendor of(Source source) {
    Vendor vendor = vendors.get(source.name().replace('_', '-'));
    if (vendor == null) {
      throw new IllegalArgumentException(
          "source must be one of " + vendors.keySet() + ", was " + source);
    }
    return vendor;
  }

  /// All sources by name.
  public Set<Source> sources() {
    return vendors.keySet().stream()
        .map(name -> Source.of(name.replace('-', '_')))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// One source.
  ///
  /// @param title its name for people
  /// @param baseUrls where to ask, by role
  /// @param blockDomains hosts, with their sub-domains, that engines may not call; also where the
  ///   hub may be redirected to
  /// @param blockAddresses `host:port` pairs that engines may not call
  /// @param limits how often it may be asked
  /// @param terms what may be done with its data
  /// @param http how its connection behaves
  /// @param key secret that it asks for; empty when there is none yet
  /// @param keyName environment variable that people set the key by; null when it needs none
  /// @param enabled false switches the source off
  /// @param simulated true when the URLs lead to a simulator; marks every datum
  public record Vendor(
      String title,
      Map<String, URI> baseUrls,
      @DefaultValue List<String> blockDomains,
      @DefaultValue List<String> blockAddresses,
      Limits limits,
      Terms terms,
      @DefaultValue Http http,
      @DefaultValue("") String key,
      @Nullable String keyName,
      @DefaultValue("true") boolean enabled,
      @DefaultValue("false") boolean simulated) {

    public Vendor {
      baseUrls = Map.copyOf(baseUrls);
      blockDomains = List.copyOf(blockDomains);
      blockAddresses = List.copyOf(blockAddresses);
    }

    /// The URL of a role.
    ///
    /// @throws IllegalArgumentException if it is not set
    public URI baseUrl(String role) {
      URI url = baseUrls.get(role);
      if (url == null || url.getHost() == null) {
        throw new IllegalArgumentException(
            title + " must have an absolute base-urls." + role + ", was " + url);
      }
      return url;
    }

    @Override
    public String toString() {
      return title + " at " + baseUrls + (key.isEmpty() ? " without" : " with") + " a key";
    }
  }

  /// How often a source may be asked.
  ///
  /// @param requests how many per `per`; sent evenly apart
  /// @param per the time they are counted over
  /// @param burst how many may follow each other at once after a pause, 1 for none
  /// @param perDay most in any 24 hours, 0 for no such limit
  /// @param penalty how long to be quiet when the vendor says we are limited but not for how long
  /// @param rowsPerCall most rows it gives in one answer, 0 when it has no such limit
  /// @param perMonth most in any 31 days, 0 for no such limit
  public record Limits(
      int requests,
      Duration per,
      @DefaultValue("1") int burst,
      @DefaultValue("0") int perDay,
      @DefaultValue("1m") Duration penalty,
      @DefaultValue("0") int rowsPerCall,
      @DefaultValue("0") int perMonth) {

    @ConstructorBinding
    public Limits {
      if (requests < 1 || burst < 1 || !per.isPositive()) {
        throw new IllegalArgumentException(
            "requests, per and burst must be positive, were %d per %s, burst %d"
                .formatted(requests, per, burst));
      }
      if (perDay < 0 || perMonth < 0 || rowsPerCall < 0) {
        throw new IllegalArgumentException(
            "per-day, per-month and rows-per-call must be 0 or more, were %d, %d and %d"
                .formatted(perDay, perMonth, rowsPerCall));
      }
    }

    /// Limits without a monthly quota.
    public Limits(
        int requests, Duration per, int burst, int perDay, Duration penalty, int rowsPerCall) {
      this(requests, per, burst, perDay, penalty, rowsPerCall, 0);
    }
  }

  /// What a vendor lets us do with its data.
  ///
  /// @param diskCache keep it beyond the memory of a process
  /// @param redistribute show it to others
  /// @param train let machines learn from it
  /// @param note the vendor's words in short
  public record Terms(
      boolean diskCache, boolean redistribute, boolean train, @DefaultValue("") String note) {}

  /// How the one HTTP connection behaves.
  ///
  /// @param connectTimeout longest time to open it
  /// @param responseTimeout longest silence while an answer is awaited or read
  /// @param timeLimit longest time for one exchange, however busily it drips
  /// @param waitLimit longest time a call waits for its turn
  /// @param retries how many more times a GET is tried after a connection error or a 5xx
  /// @param retryWait mean pause before the first of them; doubles, with jitter
  /// @param maxBody largest answer taken, after decompression
  public record Http(
      @DefaultValue("5s") Duration connectTimeout,
      @DefaultValue("10s") Duration responseTimeout,
      @DefaultValue("20s") Duration timeLimit,
      @DefaultValue("10s") Duration waitLimit,
      @DefaultValue("2") int retries,
      @DefaultValue("250ms") Duration retryWait,
      @DefaultValue("32MB") DataSize maxBody) {}
}
