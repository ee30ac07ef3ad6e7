package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbsencesTest {
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final String STREAM = "{el:risk:0}";
  private static final String FIELD = STREAM + " ml";

  /// What Redis keeps.
  private final Map<String, String> kept = new HashMap<>();

  /// Twice the length of a round.
  private Absences absences = new Absences(Duration.ofMinutes(1));

  private boolean round(Duration elapsed, boolean running) {
    absences.begin(kept, elapsed);
    boolean holds = absences.holds(STREAM, "ml", running);
    kept.putAll(absences.changed());
    kept.keySet().removeAll(absences.gone());
    return holds;
  }

  @Test
  void holds_absentForTheExpiry_isAnnouncedOnceAndHoldsOneRoundMore() {
    assertThat(round(Duration.ZERO, false)).isTrue();
    assertThat(round(ROUND, false)).isTrue();
    assertThat(absences.newlyExpired()).isEmpty();
    assertThat(round(ROUND, false)).isTrue();
    assertThat(absences.newlyExpired()).containsExactly(FIELD);
    assertThat(round(ROUND, false)).isFalse();
    assertThat(absences.newlyExpired()).isEmpty();
  }

  @Test
  void holds_countedByAnotherHousekeeper_goesOnWhereThatOneStopped() {
    round(Duration.ZERO, false);
    round(ROUND, false);
    absences = new Absences(Duration.ofMinutes(1));
    round(Duration.ZERO, false);
    assertThat(absences.newlyExpired()).isEmpty();
    round(ROUND, false);
    assertThat(absences.newlyExpired()).containsExactly(FIELD);
  }

  @Test
  void holds_groupThatRunsAgain_isCountedAnew() {
    round(Duration.ZERO, false);
    round(ROUND, false);
    assertThat(kept).containsEntry(FIELD, "30000");
    round(ROUND, true);
    assertThat(kept).isEmpty();
    assertThat(round(ROUND, false)).isTrue();
    assertThat(kept).containsEntry(FIELD, "30000");
  }

  @Test
  void gone_groupThatIsNotThereAnyMore_isForgotten() {
    kept.put(STREAM + " old", "expired");
    round(Duration.ZERO, false);
    assertThat(kept).containsOnlyKeys(FIELD);
  }

  @Test
  void holds_countThatIsNoNumber_beginsAnew() {
    kept.put(FIELD, "-1e9");
    assertThat(round(ROUND, false)).isTrue();
    assertThat(kept).containsEntry(FIELD, "30000");
  }
}
