package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.message.Source;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class VendorsPropertiesTest {

  private static void bound(Map<String, Object> environment, Consumer<VendorsProperties> check) {
    new ApplicationContextRunner()
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource("test-systemEnvironment", environment)))
        .withUserConfiguration(VendorsConfiguration.class)
        .run(context -> check.accept(context.getBean(VendorsProperties.class)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ibkr",
        "alpha_vantage",
        "fred",
        "sec_edgar",
        "data_gov",
        "trading_economics",
        "dbnomics",
        "yahoo_finance"
      })
  void catalogue_everySource_isWhole(String name) {
    bound(
        Map.of(),
        vendors -> {
          VendorsProperties.Vendor vendor = vendors.of(Source.of(name));
          assertThat(vendors.vendors()).hasSize(8);
          assertThat(vendor.title()).isNotBlank();
          assertThat(vendor.baseUrls()).isNotEmpty();
          assertThat(vendor.blockDomains()).isNotEmpty();
          assertThat(vendor.terms().note()).isNotBlank();
          assertThat(vendor.key()).isEmpty();
          assertThat(vendor.enabled()).isTrue();
          assertThat(vendor.simulated()).isFalse();
          String suffixes = String.join(" ", vendor.blockDomains());
          assertThat(vendor.baseUrls().values())
              .as("every host that is asked is a host that engines may not ask: %s", suffixes)
              .allMatch(
                  url ->
                      url.getHost().equals("localhost")
                          || vendor.blockDomains().stream().anyMatch(url.getHost()::endsWith));
        });
  }

  @Test
  void catalogue_fred_mayNotBeStored() {
    bound(
        Map.of(),
        vendors -> {
          VendorsProperties.Vendor fred = vendors.of(Source.of("fred"));
          assertThat(fred.terms().diskCache()).isFalse();
          assertThat(fred.terms().train()).isFalse();
          assertThat(fred.limits().requests()).isEqualTo(2);
          assertThat(fred.limits().burst()).isEqualTo(1);
        });
  }

  @Test
  void environment_overrides_catalogue() {
    bound(
        Map.of(
            "FRED_API_KEY", "short-name",
            "NAUTILUS_VENDORS_YAHOO_FINANCE_SIMULATED", "true",
            "NAUTILUS_VENDORS_YAHOO_FINANCE_BASE_URLS_QUERY", "http://127.0.0.1:8858",
            "NAUTILUS_VENDORS_YAHOO_FINANCE_LIMITS_REQUESTS", "9"),
        vendors -> {
          assertThat(vendors.vendors()).hasSize(8);
          VendorsProperties.Vendor yahoo = vendors.of(Source.of("yahoo_finance"));
          assertThat(yahoo.simulated()).isTrue();
          assertThat(yahoo.baseUrl("query")).hasToString("http://127.0.0.1:8858");
          assertThat(yahoo.baseUrl("cookie").getHost()).isEqualTo("fc.yahoo.com");
          assertThat(yahoo.limits().requests()).isEqualTo(9);
          assertThat(vendors.of(Source.of("fred")).key()).isEqualTo("short-name");
          assertThat(vendors.of(Source.of("fred"))).asString().doesNotContain("short-name");
        });
  }

  @Test
  void source_unknown_isRefused() {
    bound(
        Map.of(),
        vendors ->
            assertThatThrownBy(() -> vendors.of(Source.of("nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody"));
  }
}
