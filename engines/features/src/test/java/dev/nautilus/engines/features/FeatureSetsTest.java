package dev.nautilus.engines.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureSetsTest {
  private final FeatureSets sets =
      new FeatureSets(FeatureCatalog.standard(), Fixtures.properties("sma(3)", "mid"));

  private void assertRefused(String name, int version, List<String> ids, String because) {
    assertThatThrownBy(() -> sets.define(name, version, ids))
        .isInstanceOfSatisfying(
            EngineException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(EngineException.Reason.INVALID))
        .hasMessageContaining(because);
  }

  @Test
  void define_callWithoutInterval_standsForEachStream() {
    assertThat(sets.define("mine", 1, List.of("rsi", "mid")).features())
        .extracting(FeatureId::text)
        .containsExactly("rsi(14)@1m", "mid@quote");
  }

  @Test
  void define_sameFeatures_haveTheSameHash() {
    String one = sets.define("one", 1, List.of("rsi(14)@1m", "mid@quote")).hash();
    assertThat(sets.define("two", 1, List.of("mid", "rsi")).hash()).isEqualTo(one);
  }

  @Test
  void define_sameSetAgain_changesNothing() {
    var first = sets.define("mine", 1, List.of("rsi"));
    assertThat(sets.define("mine", 1, List.of("rsi"))).isSameAs(first);
  }

  @Test
  void define_changedSet_needsAHigherVersion() {
    sets.define("mine", 2, List.of("rsi"));
    assertRefused("mine", 2, List.of("sma(5)"), "higher than 2");
    assertThat(sets.define("mine", 3, List.of("sma(5)")).version()).isEqualTo(3);
  }

  @Test
  void define_moreSetsThanAllowed_isRefused() {
    sets.define("one", 1, List.of("rsi"));
    sets.define("two", 1, List.of("rsi"));
    assertRefused("three", 1, List.of("rsi"), "at most 3 sets");
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense@1m, nonsense",
    "rsi(0)@1m, period",
    "rsi(14)@5m, 5m",
    "rsi(60)@1m, 50 bars",
    "rsi(14, name",
    "microprice@1m, quote"
  })
  void define_wrongFeature_isRefusedWithTheReason(String id, String because) {
    assertThatThrownBy(() -> sets.define("mine", 1, List.of(id)))
        .isInstanceOf(EngineException.class)
        .message()
        .containsIgnoringCase(because.equals("name") ? "rsi" : because);
  }

  @ParameterizedTest
  @CsvSource({"standard", "UPPER", "''", "../up"})
  void define_wrongName_isRefused(String name) {
    assertRefused(name, 1, List.of("rsi"), "name must be");
  }

  @Test
  void define_noOrTooManyFeatures_isRefused() {
    assertRefused("mine", 1, List.of(), "1 to 200");
    assertRefused("mine", 1, Collections.nCopies(201, "rsi"), "1 to 200");
  }
}
