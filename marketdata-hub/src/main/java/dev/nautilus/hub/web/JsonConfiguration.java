package dev.nautilus.hub.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Economic;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// How message records look over HTTP. The records themselves know nothing of JSON.
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

  @Bean
  JsonMapperBuilderCustomizer messageRecordsAsJson() {
    return builder ->
        builder
            .addModule(
                new SimpleModule("nautilus-identifiers")
                    .addSerializer(InstrumentId.class, new ToStringSerializer(InstrumentId.class))
                    .addSerializer(Source.class, new ToStringSerializer(Source.class))
                    .addSerializer(BarSpec.class, new ToStringSerializer(BarSpec.class)))
            .addMixIn(MarketDatum.class, WithoutCommonFacts.class)
            .addMixIn(Economic.class, WithObservationsAsData.class);
  }

  /// Symbol and provenance stand beside the datum, not in it.
  @JsonIgnoreProperties({"instrument", "provenance"})
  private interface WithoutCommonFacts {}

  @JsonIgnoreProperties({"instrument", "provenance"})
  private abstract static class WithObservationsAsData {
    @JsonProperty("data")
    abstract List<Economic.Observation> observations();
  }
}
