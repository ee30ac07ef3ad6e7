package dev.nautilus.hub.web;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.quote;

import dev.nautilus.hub.FakeVendor;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// A hub in a process of its own, whose vendor says another price each time it is asked.
final class ChangingHub {
  private final AtomicInteger said;

  private ChangingHub(int first) {
    this.said = new AtomicInteger(first);
  }

  /// Starts it.
  ///
  /// @param arguments the number that prices begin after, then properties of the hub
  public static void main(String[] arguments) {
    ChangingHub vendor = new ChangingHub(Integer.parseInt(arguments[0]));
    new SpringApplicationBuilder(FakeHub.class)
        .properties("spring.config.name=marketdata-hub")
        .run(Arrays.copyOfRange(arguments, 1, arguments.length))
        .getBean("vendor", FakeVendor.class)
        .answering(vendor::changing);
  }

  private VendorReply changing(VendorQuery query) {
    List<MarketDatum> data = new ArrayList<>();
    for (InstrumentId instrument : query.instruments()) {
      int number = said.incrementAndGet();
      data.add(quote(instrument.value(), number, NOON.plusMillis(number)));
    }
    return new VendorReply.Data(data, false);
  }
}
