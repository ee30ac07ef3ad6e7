package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.blocker.Decision.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class VendorDomainsTest {
  private static final Pattern URL = Pattern.compile("(?:https?|wss?)://[^\\s}\"']+");

  @Test
  void of_bothWaysOfWritingAList_readsBoth() {
    String yaml =
        """
        # block-domains: [commented.example]
        a:
          block-domains: [one.example, "two.example"] # why
        b:
          block-domains:
            - three.example   # because
            # nothing here

            - 'four.example'
          limits:
            - not-a-domain.example
        c:
          block-addresses:
          - localhost:5000
          - "five.internal:1"
        """;
    assertThat(VendorDomains.of(yaml))
        .containsExactly(
            "one.example",
            "two.example",
            "three.example",
            "four.example",
            "localhost:5000",
            "five.internal:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:\n  block-domains: []", "a:\n  block-domains: x.example"})
  void of_listThatBlocksNothing_isRefused(String yaml) {
    assertThatIllegalArgumentException().isThrownBy(() -> VendorDomains.of(yaml));
  }

  @Test
  void builtIn_comparedWithAYamlParser_isTheSame() {
    Set<String> parsed = new LinkedHashSet<>();
    collectLists(vendorsYaml(), parsed);
    assertThat(VendorDomains.builtIn()).isEqualTo(parsed).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void policy_everyUrlOfVendorsYml_isRefused() {
    Map<String, URI> urls = new LinkedHashMap<>();
    collectUrls(vendorsYaml(), "", urls);
    assertThat(urls).hasSizeGreaterThanOrEqualTo(8);
    BlockPolicy policy = BlockPolicy.againstAllVendors();
    assertThat(urls)
        .allSatisfy(
            (where, url) ->
                assertThat(policy.decide(Destination.named(url.getHost(), port(url))))
                    .as("%s = %s", where, url)
                    .isInstanceOf(Refused.class)
                    .extracting(decision -> ((Refused) decision).reason())
                    .isEqualTo(Decision.Reason.VENDOR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.alphavantage.co",
        "api.alphaVantage.co",
        "API.ALPHAVANTAGE.CO",
        "api.stlouisfed.org",
        "api.fred.stlouisfed.org",
        "API.Fred.StLouisFed.org",
        "query1.finance.yahoo.com",
        "streamer.finance.yahoo.com",
        "data.sec.gov",
        "api.gsa.gov",
        "api.tradingeconomics.com",
        "api.db.nomics.world",
        "1.api.ibkr.com"
      })
  void policy_knownVendorHost_isRefusedAsAVendor(String host) {
    assertThat(BlockPolicy.againstAllVendors().decide(Destination.named(host, 443)))
        .isInstanceOf(Refused.class)
        .extracting(decision -> ((Refused) decision).reason())
        .isEqualTo(Decision.Reason.VENDOR);
  }

  private static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : 443;
  }

  private static Object vendorsYaml() {
    try (InputStream yaml = VendorDomains.class.getResourceAsStream("vendors.yml")) {
      return new Yaml().load(Objects.requireNonNull(yaml, "vendors.yml"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void collectLists(Object node, Set<String> into) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (Set.of("block-domains", "block-addresses").contains(key)) {
              ((List<?>) value).forEach(item -> into.add(item.toString()));
            } else if (value != null) {
              collectLists(value, into);
            }
          });
    }
  }

  private static void collectUrls(Object node, String path, Map<String, URI> into) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> collectUrls(value, path + "/" + key, into));
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collectUrls(list.get(i), path + "/" + i, into);
      }
    } else if (node instanceof String text && !path.contains("terms")) {
      Matcher url = URL.matcher(text);
      if (url.find()) {
        into.put(path, URI.create(url.group()));
      }
    }
  }
}
