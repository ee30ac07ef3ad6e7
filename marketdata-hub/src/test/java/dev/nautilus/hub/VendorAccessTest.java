package dev.nautilus.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VendorAccessTest {
  @Test
  void here_withoutAnAgent_isOpen() {
    assertThat(VendorAccess.here().isBlocked()).isFalse();
  }

  @Test
  void of_classOnTheBootClassPath_isBlocked() {
    assertThat(VendorAccess.of("java.lang.String").isBlocked()).isTrue();
  }

  @Test
  void of_classOfTheApplication_isOpen() {
    assertThat(VendorAccess.of(VendorAccess.class.getName()).isBlocked()).isFalse();
  }
}
