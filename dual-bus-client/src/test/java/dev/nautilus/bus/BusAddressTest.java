package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BusAddressTest {
  private static TlsMaterial material() {
    throw new IllegalStateException("only whoever connects asks for it");
  }

  private static BusAddress of(String url) {
    return BusAddress.of(URI.create(url), 6381);
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
