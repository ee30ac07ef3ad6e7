package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectRuleTest {
  private static final URI FROM = URI.create("https://api.vendor.example/v1/a");

  private final RedirectRule rule = new RedirectRule(List.of("vendor.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/b", "https://www.vendor.example/b", "//API.vendor.example/b", "../c?d=e"})
  void location_ownHost_isFollowed(String location) {
    assertThat(rule.follow(FROM, location)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/b",
        "https://notvendor.example/b",
        "https://vendor.example.evil.example/b",
        "http://api.vendor.example/plainer",
        "https://api.vendor.example@evil.example/",
        "https://user:pass@www.vendor.example/",
        "file:///etc/passwd",
        "ht tp://broken"
      })
  void location_foreignOrPlainer_isNot(String location) {
    assertThat(rule.follow(FROM, location)).isEmpty();
  }
}
