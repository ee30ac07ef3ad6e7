package dev.nautilus.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SourceNoticesTest {
  private static final Duration A_WHILE = Duration.ofSeconds(4);

  @Test
  void silent_numberBelowZero_isRefused() {
    assertThat(new SourceSilent("s", "hub", "hub-1", "f0", 0, A_WHILE).lastSequence()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourceSilent("s", "hub", "hub-1", "f0", -1, A_WHILE))
        .withMessageContaining("lastSequence");
  }

  @Test
  void notice_withoutAStream_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourceSilent("", "hub", "hub-1", "f0", 1, A_WHILE))
        .withMessageContaining("stream");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourceResumed("", "hub", "hub-1", "f0", A_WHILE))
        .withMessageContaining("stream");
  }
}
