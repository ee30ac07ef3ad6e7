package dev.nautilus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Measure;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  /// Records that are part of payloads and never one themselves.
  private static final Set<Class<?>> VALUES =
      Set.of(InstrumentId.class, Source.class, BarSpec.class, Provenance.class, Measure.class);

  @Test
  void builtIn_everyRecordOfTheMessagePackage_hasExactlyOneHandle() throws Exception {
    List<Class<?>> handled =
        Catalogue.builtIn().stream().<Class<?>>map(MessageType::payload).toList();
    assertThat(handled).doesNotHaveDuplicates();
    assertThat(Set.copyOf(handled)).isEqualTo(recordsOfTheMessagePackage());
  }

  private static Set<Class<?>> recordsOfTheMessagePackage() throws Exception {
    Path folder = Path.of(Quote.class.getResource("Quote.class").toURI()).getParent();
    Set<Class<?>> records = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.contains("$") && !name.equals("package-info.class")) {
          Class<?> type = Class.forName("dev.nautilus.message." + name.replace(".class", ""));
          if (type.isRecord() && !VALUES.contains(type)) {
            records.add(type);
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return records;
  }

  @Test
  void builtIn_names_areThoseOfTheConstants() {
    Set<String> constants =
        Stream.of(MessageType.class.getFields())
            .filter(field -> MessageType.class.isAssignableFrom(field.getType()))
            .map(field -> field.getName().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(Catalogue.names()).hasSize(59).doesNotHaveDuplicates();
    assertThat(Set.copyOf(Catalogue.names())).isEqualTo(constants);
  }

  @Test
  void builtIn_busOfAType_isThatOfItsSection() {
    assertThat(Catalogue.builtIn())
        .filteredOn(type -> type.bus() == Bus.MARKET_DATA)
        .hasSize(MarketDataTypes.class.getFields().length);
    assertThat(Catalogue.builtIn())
        .filteredOn(type -> type.bus() == Bus.ENGINE_LOGIC)
        .hasSize(EngineLogicTypes.class.getFields().length)
        .allMatch(type -> type.kind() == MessageType.Kind.EVENT);
  }

  @Test
  void express_alertsAndCallsOnly_soThatOrdersKeepTheirOrder() {
    assertThat(Catalogue.builtIn())
        .filteredOn(MessageType::isExpress)
        .extracting(MessageType::name)
        .containsExactlyInAnyOrder(
            "toxicity_alert",
            "risk_alert",
            "risk_limit_breach",
            "margin_call",
            "liquidation_request",
            "error_alert",
            "system_alert",
            "system_failure",
            "flash_crash_alert",
            "direct_api_violation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "QUOTE", "Quote"})
  void find_nameInAnyCase_isTheType(String name) {
    assertThat(Catalogue.find(name)).containsSame(MessageType.QUOTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "quot", "quote ", "acme.basket"})
  void find_otherName_isEmpty(String name) {
    assertThat(Catalogue.find(name)).isEmpty();
  }

  @Test
  void orderRequest_isAnsweredByADecision() {
    assertThat(MessageType.ORDER_REQUEST.reply()).isSameAs(MessageType.ORDER_DECISION);
  }
}
