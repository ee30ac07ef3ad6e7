package dev.nautilus.engines.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.engines.portfolio.method.LotMethod;
import dev.nautilus.engines.portfolio.method.Shrinkage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/// The windows that the engine runs with are the published ones, and its file shortens none.
class PublishedParametersTest {
  @Test
  void windows_asShipped_areThePublishedOnes() throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("portfolio", new ClassPathResource("portfolio-engine.yml"))
        .forEach(environment.getPropertySources()::addLast);
    PortfolioProperties shipped =
        new Binder(ConfigurationPropertySources.get(environment))
            .bind("nautilus.portfolio", PortfolioProperties.class)
            .get();
    assertThat(shipped.optimiser().covWindow()).isEqualTo(252);
    assertThat(shipped.optimiser().annualisation()).isEqualTo(252);
    assertThat(shipped.optimiser().noTradeBand()).isEqualTo(0.0025);
    assertThat(shipped.optimiser().shrink()).isEqualTo(Shrinkage.Target.LW_ID);
    assertThat(shipped.accounts().getFirst().lotMethod()).isEqualTo(LotMethod.AVERAGE);
    assertThat(shipped.ratesByCurrency()).containsKey("EUR");
    assertThat(new PortfolioBook(shipped).backfills())
        .hasSameSizeAs(shipped.symbols())
        .allSatisfy(each -> assertThat(each.rows()).isGreaterThan(252));
  }
}
