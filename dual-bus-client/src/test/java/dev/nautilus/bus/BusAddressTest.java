package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bus.BusAddress.Layout;
import dev.nautilus.bus.BusAddress.Node;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusAddressTest {
  private static TlsMaterial material() {
    throw new IllegalStateException("only whoever connects asks for it");
  }

  private static BusAddress of(String url) {
    return BusAddress.of(url, 6381);
  }

  @Test
  void url_ofOneRedis_namesUserPasswordAndTls() {
    assertThat(of("rediss://ann:s%2Fecret@redis.test:7000"))
        .isEqualTo(new BusAddress("redis.test", 7000, "ann", "s/ecret", true));
    assertThat(of("redis://redis.test"))
        .isEqualTo(new BusAddress("redis.test", 6381, null, null, false));
    assertThat(of("redis://only-a-password@redis_md:1/0"))
        .isEqualTo(new BusAddress("redis_md", 1, null, "only-a-password", false));
    assertThat(of("redis://[::1]:7").nodes()).containsExactly(new Node("::1", 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?sentinelMasterId=el", "#el", "/?sentinelMasterId=el"})
  void url_ofSentinels_namesThemAndTheMaster(String ending) {
    BusAddress address = of("redis-sentinel://ann:secret@s1:7,s2,10.0.0.3:8" + ending);
    assertThat(address.layout()).isEqualTo(new Layout.Sentinel("el"));
    assertThat(address.nodes())
        .containsExactly(new Node("s1", 7), new Node("s2", 26_379), new Node("10.0.0.3", 8));
    assertThat(List.of(String.valueOf(address.username()), String.valueOf(address.password())))
        .containsExactly("ann", "secret");
    assertThat(address.tls()).isFalse();
    assertThat(address.isReplicated()).isTrue();
  }

  @Test
  void url_ofACluster_namesSomeNodes() {
    BusAddress address = of("rediss-cluster://c1:7000,c2");
    assertThat(address.isCluster()).isTrue();
    assertThat(address.tls()).isTrue();
    assertThat(address.nodes()).containsExactly(new Node("c1", 7000), new Node("c2", 6381));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://h:1 | had scheme 'http'",
        "redis:h | redis-sentinel://",
        "h:1 | had scheme 'h'",
        "redis-sentinel:h | redis-sentinel://",
        "redis://a:1,b:2 | say redis-cluster for nodes of a cluster, redis-sentinel for sentinels",
        "redis://h:0 | port must be 1 to 65535, was 0",
        "redis-cluster://a:99999 | port must be 1 to 65535, was 99999",
        "redis-cluster://a:1, | had ''",
        "redis-cluster://,a:1 | had ''",
        "redis-cluster://a:x | had 'a:x'",
        "redis-cluster://a:1/3 | must name no database, had /3",
        "redis-cluster://a:1?timeout=5s | must end after its hosts, had ?timeout=5s",
        "redis-cluster://a:1#el | must end after its hosts, had #el",
        "redis-sentinel://s:1 | must name the master",
        "redis-sentinel://s:1?sentinelMasterId= | must name the master",
        "redis-sentinel://s:1?master=el | must end in ?sentinelMasterId=name",
        "redis-sentinel://s:1?sentinelMasterId=el&timeout=5s | had ?sentinelMasterId=el&timeout=5s",
        "redis-sentinel://s:1?sentinelMasterId=el#other | say nothing else there",
      })
  void url_thatIsNone_isRefusedAndSaysWhatItMustBe(String url, String said) {
    assertThatIllegalArgumentException().isThrownBy(() -> of(url)).withMessageContaining(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://ann:topsecret@a:1,b:2",
        "redis-sentinel://ann:topsecret@s:1",
        "redis-cluster://ann:topsecret@a:x",
        "redis-cluster://ann:topsecret@a:1?x=1",
        "redis://ann:topsecret with blanks@a:1",
        "redis://ann:topsecret%zz@a:1",
        "redis://ann:topsecret#2@a:1",
        "redis://ann:topsecret/2@a:1",
        "redis://ann:topsecret?2@a:1"
      })
  void url_thatIsRefused_keepsItsSecret(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(url))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("topsecret", "ann"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://h:1",
        "rediss-sentinel://s1:7,s2:8?sentinelMasterId=el",
        "redis-cluster://c1:7000,c2:7001"
      })
  void text_ofAnAddress_isItsUrlWithoutTheSecret(String url) {
    assertThat(of(url).loggedInAs("ann", "topsecret")).hasToString(url);
  }

  @Test
  void oneRedis_ofTwoNodes_isRefused() {
    List<Node> two = List.of(new Node("a", 1), new Node("b", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BusAddress(two, new Layout.Single(), null, null, false, null))
        .withMessageContaining("one node");
  }

  @Test
  void trusting_addressInPlainText_isRefusedWithTheUrlToWrite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("redis://ann:secret@redis:7000").trusting(BusAddressTest::material))
        .withMessageContainingAll("write rediss://redis:7000", "nautilus.bus.ssl.bundle")
        .withMessageNotContaining("secret");
  }

  @Test
  void trusting_encryptedAddress_keepsTheMaterialForWhoeverLogsIn() {
    Supplier<TlsMaterial> material = BusAddressTest::material;
    BusAddress address = of("rediss://redis").trusting(material).loggedInAs("ann", "secret");

    assertThat(address).isEqualTo(new BusAddress("redis", 6381, "ann", "secret", true, material));
    assertThat(address.toString()).isEqualTo("rediss://redis:6381");
  }

  @Test
  void trusting_nothing_changesNothing() {
    assertThat(of("redis://redis").trusting(null)).isEqualTo(of("redis://redis"));
  }
}
