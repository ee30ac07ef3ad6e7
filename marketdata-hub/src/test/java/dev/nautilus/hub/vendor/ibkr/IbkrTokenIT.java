package dev.nautilus.hub.vendor.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The token of the brokerage session: in no log. Apart from the session's other tests, because
/// what is captured is all that the process prints.
@ExtendWith(OutputCaptureExtension.class)
class IbkrTokenIT {
  private static final VendorQuery QUOTE = GatewayUnderTest.query(MessageType.QUOTE, "AAPL");

  @Test
  void token_ofTheWebSocket_isNeverLogged(CapturedOutput output) {
    try (GatewayUnderTest gateway = new GatewayUnderTest();
        IbkrConnection ibkr = gateway.connect()) {
      ibkr.stream().orElseThrow().follow(Set.copyOf(QUOTE.instruments()), _ -> {});
      await().atMost(GatewayUnderTest.PATIENCE).until(() -> ibkr.status().streaming());
      gateway.vendor().logOut();
      assertThat(ibkr.fetch(QUOTE)).isInstanceOf(Refused.class);
    }

    assertThat(output.getAll()).doesNotContain("5151d0e0a");
  }
}
