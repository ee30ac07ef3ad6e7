package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VersionsTest {

  @Test
  void next_countsPerTypeAndInstrument_underTheTerm() {
    Versions versions = new Versions();
    versions.lead(3);

    assertThat(versions.next(ServedType.QUOTE, id("A"))).isEqualTo((3L << 40) + 1);
    assertThat(versions.next(ServedType.QUOTE, id("A"))).isEqualTo((3L << 40) + 2);
    assertThat(versions.next(ServedType.QUOTE, id("B"))).isEqualTo((3L << 40) + 1);
    assertThat(versions.next(ServedType.BAR, id("A"))).isEqualTo((3L << 40) + 1);
  }

  @Test
  void next_withoutATerm_isZero() {
    Versions versions = new Versions();

    assertThat(versions.leads()).isFalse();
    assertThat(versions.next(ServedType.QUOTE, id("A"))).isZero();
  }

  @Test
  void higherTerm_isAboveEveryVersionOfTheLower() {
    Versions versions = new Versions();
    versions.lead(1);
    long before = 0;
    for (int i = 0; i < 1000; i++) {
      before = versions.next(ServedType.QUOTE, id("A"));
    }
    versions.lead(2);

    assertThat(versions.next(ServedType.QUOTE, id("A"))).isGreaterThan(before);
  }

  @Test
  void lead_withATermThatDoesNotRise_isRefused() {
    Versions versions = new Versions();
    versions.lead(5);

    assertThatThrownBy(() -> versions.lead(5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> versions.lead(1L << 23)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void counters_forgottenForWantOfRoom_neverGoBack() {
    Versions versions = new Versions(3);
    versions.lead(1);
    long last = 0;
    for (int i = 0; i < 10; i++) {
      last = versions.next(ServedType.QUOTE, id("A"));
    }
    for (int i = 0; i < 20; i++) {
      versions.next(ServedType.QUOTE, id("B" + i));
    }

    assertThat(versions.next(ServedType.QUOTE, id("A"))).isGreaterThan(last);
  }

  @Test
  void resigned_givesNone_untilAHigherTerm() {
    Versions versions = new Versions();
    assertThat(versions.hasResigned()).as("never led").isFalse();
    versions.lead(3);
    versions.resign();

    assertThat(versions.hasResigned()).isTrue();
    assertThat(versions.leads()).isFalse();
    assertThat(versions.next(ServedType.QUOTE, id("A"))).isZero();
    assertThatThrownBy(() -> versions.lead(3)).isInstanceOf(IllegalArgumentException.class);
    versions.lead(4);
    assertThat(versions.hasResigned()).isFalse();
  }
}
