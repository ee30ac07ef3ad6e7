package dev.nautilus.hub.vendor.edgar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.message.InstrumentId;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgarSubjectTest {

  @ParameterizedTest
  @CsvSource({
    "AAPL, USUAL, AAPL",
    "BRK-B, USUAL, BRK-B",
    "BRK.B, USUAL, BRK.B",
    "SEC:AAPL, ALL, AAPL",
    "SEC:CIK0000320193, ALL, CIK0000320193",
    "SEC:BRK-B/us-gaap/Assets, CONCEPT, BRK-B",
    "SEC:CURRENT, EVERYBODY, ''"
  })
  void instrument_ofEdgar_isUnderstood(InstrumentId id, EdgarSubject.Scope scope, String company) {
    EdgarSubject subject = EdgarSubject.of(id).orElseThrow();

    assertThat(subject.scope()).isEqualTo(scope);
    assertThat(subject.company()).isEqualTo(company);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EURUSD=X",
        "^MOVE",
        "FRED:GDP",
        "DBN:BIS/cbpol/M.US",
        "SEC:",
        "SEC:AAPL/us-gaap",
        "SEC:AAPL/us-gaap/Assets/more",
        "SEC:AAPL/us-gaap/As.json",
        "7203"
      })
  void instrument_ofOthers_isLeftToThem(String id) {
    assertThat(EdgarSubject.of(InstrumentId.of(id))).isEmpty();
  }

  @Test
  void cik_isReadOnlyWhereItIsOne() {
    assertThat(EdgarSubject.of(InstrumentId.of("SEC:CIK320193")).orElseThrow().cik())
        .isEqualTo(OptionalLong.of(320193));
    assertThat(EdgarSubject.of(InstrumentId.of("CIK")).orElseThrow().cik())
        .as("a ticker")
        .isEmpty();
    assertThat(EdgarSubject.fileName(320193)).isEqualTo("CIK0000320193");
  }
}
