package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.Source;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// Which vendors are implemented follows from which have a connection, and those must have samples.
class VendorWiringTest {

  @Test
  void connections_found_areInTheCatalogueAndHaveSamples() {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.scan("dev.nautilus.hub.vendor");
      context.refresh();
      Collection<VendorConnection> connections =
          context.getBeansOfType(VendorConnection.class).values();
      VendorsProperties catalogue = context.getBean(VendorsProperties.class);
      List<String> sources =
          connections.stream().map(VendorConnection::source).map(Source::name).toList();

      assertThat(sources)
          .containsExactlyInAnyOrder(
              "yahoo_finance",
              "fred",
              "alpha_vantage",
              "trading_economics",
              "sec_edgar",
              "data_gov",
              "dbnomics",
              "ibkr");
      assertThat(connections).allMatch(c -> catalogue.of(c.source()).enabled());
      assertThat(connections)
          .as("each has the budget of its VendorHttp, else its quota would not outlive a restart")
          .allMatch(c -> c.budget().isPresent());
      assertThat(VendorSamplesTest.readers())
          .extracting(SampleReader::source)
          .containsExactlyInAnyOrderElementsOf(sources);
    }
  }
}
