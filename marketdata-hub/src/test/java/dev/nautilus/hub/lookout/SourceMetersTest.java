package dev.nautilus.hub.lookout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceMetersTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeVendor fred = vendor("fred");

  private static FakeVendor vendor(String name) {
    return new FakeVendor(name, _ -> new VendorReply.Data(List.of(), false));
  }

  private double gauge(String meter, String source) {
    return meters.get(meter).tag("source", source).gauge().value();
  }

  @Test
  void state_ofASource_isItsNumber() {
    new SourceMeters(List.of(fred, vendor("ibkr").unconfigured()), null).bindTo(meters);

    assertThat(gauge("nautilus.hub.source.state", "fred")).isEqualTo(1);
    assertThat(gauge("nautilus.hub.source.state", "ibkr")).isZero();
    fred.showing(VendorStatus.State.LIMITED);
    assertThat(gauge("nautilus.hub.source.state", "fred")).isEqualTo(2);
    fred.showing(VendorStatus.State.FAILING);
    assertThat(gauge("nautilus.hub.source.state", "fred")).isEqualTo(3);
  }

  @Test
  void budget_ofASourceWithoutOne_isNotShown() {
    new SourceMeters(List.of(fred), null).bindTo(meters);

    assertThat(meters.find("nautilus.hub.source.budget").gauge()).isNull();
  }

  @Test
  void counters_beforeAnythingHappened_areThereAtZero() {
    new SourceMeters(List.of(fred), null).bindTo(meters);

    assertThat(meters.get("nautilus.hub.disagreements").tag("source", "fred").counter().count())
        .isZero();
    assertThat(meters.get("nautilus.hub.vendor.spared").counters()).hasSize(2);
  }
}
