package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.blocker.Decision.Allowed;
import dev.nautilus.blocker.Decision.Ground;
import dev.nautilus.blocker.Decision.Reason;
import dev.nautilus.blocker.Decision.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockPolicyTest {
  private static final BlockPolicy POLICY =
      BlockPolicy.against(
          List.of("stlouisfed.org", "yahoo.com", "münchen-daten.de", "gate.local:5000"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stlouisfed.org",
        "api.stlouisfed.org",
        "API.StLouisFed.ORG",
        "api.stlouisfed.org.",
        "a.b.c.api.stlouisfed.org",
        "ａｐｉ.stlouisfed.org",
        "api。stlouisfed。org",
        "münchen-daten.de",
        "api.MÜNCHEN-daten.de",
        "xn--mnchen-daten-dlb.de",
        "_dmarc.yahoo.com"
      })
  void decide_vendorUnderAnySpelling_isRefused(String host) {
    assertThat(reason(POLICY.decide(Destination.named(host, 443)))).isEqualTo(Reason.VENDOR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mystlouisfed.org", "stlouisfed.org.example.com", "yahoo.com.internal", "yahoo"})
  void decide_nameThatOnlyResemblesAVendor_isNotTakenForOne(String host) {
    Decision decision = POLICY.decide(Destination.named(host, 443));
    assertThat(decision).isIn(new Allowed(Ground.INTERNAL), new Refused(Reason.PUBLIC, host));
  }

  @Test
  void decide_vendorBehindAPrivateAddress_isRefusedByName() {
    assertThat(reason(POLICY.decide(new Destination("api.stlouisfed.org", ip("10.1.2.3"), 443))))
        .isEqualTo(Reason.VENDOR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.8.9.10", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1",
        "[::ffff:7f00:1]", "0.0.0.0", "::", "localhost", "LOCALHOST.", "db.localhost"
      })
  void decide_loopback_passes(String host) {
    assertThat(POLICY.decide(Destination.named(host, 6380)))
        .isEqualTo(new Allowed(Ground.LOOPBACK));
  }

  @Test
  void decide_localhostThatResolvesToAPublicAddress_isRefused() {
    assertThat(reason(POLICY.decide(new Destination("localhost", ip("203.0.113.9"), 443))))
        .isEqualTo(Reason.PUBLIC);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, INTERNAL",
    "172.16.0.1, INTERNAL",
    "172.31.255.255, INTERNAL",
    "172.32.0.1, PUBLIC",
    "192.168.1.1, INTERNAL",
    "192.169.1.1, PUBLIC",
    "169.254.169.254, INTERNAL",
    "100.64.0.1, INTERNAL",
    "100.127.255.255, INTERNAL",
    "100.128.0.1, PUBLIC",
    "100.63.255.255, PUBLIC",
    "224.0.0.251, INTERNAL",
    "239.255.0.1, INTERNAL",
    "8.8.8.8, PUBLIC",
    "1.1.1.1, PUBLIC",
    "255.255.255.255, PUBLIC",
    "fd12:3456::1, INTERNAL",
    "fc00::1, INTERNAL",
    "fe80::1, INTERNAL",
    "'fe80::1%eth0', INTERNAL",
    "'[fe80::1%2]', INTERNAL",
    "2001:4860:4860::8888, PUBLIC",
    "'[2001:4860:4860::8888]', PUBLIC",
    "64:ff9b::a00:1, PUBLIC",
    "::ffff:10.0.0.1, INTERNAL",
    "::ffff:8.8.8.8, PUBLIC"
  })
  void decide_addressLiteral_isJudgedByItsNetwork(String literal, String expected) {
    Decision decision = POLICY.decide(Destination.named(literal, 443));
    if (expected.equals("INTERNAL")) {
      assertThat(decision).isEqualTo(new Allowed(Ground.INTERNAL));
    } else {
      assertThat(reason(decision)).isEqualTo(Reason.PUBLIC);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis-marketdata",
        "hub",
        "hub.svc.cluster.local",
        "db.corp.internal",
        "n.home.arpa"
      })
  void decide_unresolvedNamePublicDnsCannotHold_isInternal(String host) {
    assertThat(POLICY.decide(Destination.named(host, 6380)))
        .isEqualTo(new Allowed(Ground.INTERNAL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "vendor-alias.example.net", "internal.example.com"})
  void decide_unresolvedNameOfPublicForm_isRefused(String host) {
    assertThat(reason(POLICY.decide(Destination.named(host, 443)))).isEqualTo(Reason.PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "a..b", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "256.1.1.1",
        "1.2.3.4.5", "host name", "api.stlouisfed.org\nforged", "::gg", "[", "[]", ":", "a/b", "-x"
      })
  void decide_unreadableHost_isRefused(String host) {
    assertThat(reason(POLICY.decide(Destination.named(host, 80)))).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void decide_endlessHost_isRefusedAndShownShort() {
    Decision decision = POLICY.decide(Destination.named("a.".repeat(50_000) + "org", 80));
    assertThat(reason(decision)).isEqualTo(Reason.UNREADABLE);
    assertThat(((Refused) decision).host()).hasSizeLessThan(300);
  }

  @Test
  void decide_hostWithALineBreak_cannotForgeALogLine() {
    Decision decision = POLICY.decide(Destination.named("a\nWARN all is well", 80));
    assertThat(((Refused) decision).host()).doesNotContain("\n").startsWith("a?WARN");
  }

  @Test
  void decide_ambiguousLiteralResolvedToLoopback_passes() {
    assertThat(POLICY.decide(new Destination("127.1", ip("127.0.0.1"), 80)))
        .isEqualTo(new Allowed(Ground.LOOPBACK));
  }

  @Test
  void decide_addressWithoutName_isJudgedByTheAddress() {
    assertThat(reason(POLICY.decide(new Destination(null, ip("93.184.216.34"), 443))))
        .isEqualTo(Reason.PUBLIC);
    assertThat(POLICY.decide(new Destination(null, ip("10.0.0.5"), 443)))
        .isEqualTo(new Allowed(Ground.INTERNAL));
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.com, true",
    "MAIL.Example.com., true",
    "other.example.com, false",
    "a.partner.example, true",
    "partner.example, false",
    "203.0.113.7, true",
    "203.0.114.7, false",
    "2001:db8::5, true",
    "2001:db9::5, false"
  })
  void decide_allowList_opensExactlyWhatItNames(String host, boolean allowed) {
    BlockPolicy policy =
        POLICY.allowing(
            List.of("mail.example.com", "*.partner.example", "203.0.113.0/24", "2001:db8::/32"));
    Decision decision = policy.decide(Destination.named(host, 443));
    assertThat(decision.isAllowed()).isEqualTo(allowed);
    if (allowed) {
      assertThat(decision).isEqualTo(new Allowed(Ground.ALLOW_LIST));
    }
  }

  @Test
  void decide_vendorOnTheAllowList_passes() {
    assertThat(
            POLICY
                .allowing(List.of("api.stlouisfed.org"))
                .decide(Destination.named("api.stlouisfed.org", 443)))
        .isEqualTo(new Allowed(Ground.ALLOW_LIST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "host/8", "*.10.0.0.1", "a b"})
  void allowing_unreadableEntry_isRefusedAtTheDoor(String entry) {
    assertThatIllegalArgumentException().isThrownBy(() -> POLICY.allowing(List.of(entry)));
  }

  @Test
  void decide_strict_opensInternalAddressesOnNamedPortsOnly() {
    BlockPolicy strict = POLICY.strict(Set.of(6380, 6381));
    assertThat(strict.decide(Destination.named("10.0.0.1", 6380)))
        .isEqualTo(new Allowed(Ground.INTERNAL));
    assertThat(reason(strict.decide(Destination.named("10.0.0.1", 22)))).isEqualTo(Reason.PORT);
    assertThat(reason(strict.decide(Destination.named("10.0.0.1", 0)))).isEqualTo(Reason.PORT);
    assertThat(strict.decide(Destination.named("127.0.0.1", 22)))
        .isEqualTo(new Allowed(Ground.LOOPBACK));
  }

  @Test
  void decide_gateway_isRefusedOnItsPortOnly() {
    assertThat(reason(POLICY.decide(Destination.named("GATE.local.", 5000))))
        .isEqualTo(Reason.VENDOR);
    assertThat(POLICY.decide(Destination.named("gate.local", 5001)).isAllowed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "0.0.0.0", "gw.localhost"})
  void decide_gatewayOnLoopback_isRefusedUnderEachNameOfLoopback(String host) {
    BlockPolicy policy = BlockPolicy.against(List.of("localhost:5000"));
    assertThat(reason(policy.decide(Destination.named(host, 5000)))).isEqualTo(Reason.VENDOR);
    assertThat(policy.decide(Destination.named(host, 8800)).isAllowed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com", "1.2.3.4", "", "a b.com", "http://x.com"})
  void against_unreadableDomain_isRefusedAtTheDoor(String domain) {
    assertThatIllegalArgumentException().isThrownBy(() -> BlockPolicy.against(List.of(domain)));
  }

  @Test
  void destination_withNothingToGoBy_isRefusedAtTheDoor() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Destination(null, null, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Destination.named("a", 65_536));
    assertThatIllegalArgumentException().isThrownBy(() -> Destination.named("a", -1));
  }

  private static Reason reason(Decision decision) {
    assertThat(decision).isInstanceOf(Refused.class);
    return ((Refused) decision).reason();
  }

  /// A literal, so DNS is never asked.
  private static InetAddress ip(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
