package dev.nautilus.blocker.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.blocker.Attempt;
import dev.nautilus.blocker.Decision;
import dev.nautilus.blocker.Hook;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AttemptJournalTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AttemptJournal journal = new AttemptJournal(Optional.empty(), nanos::get);

  @Test
  void note_manyCallsInAMinute_areOneLine(CapturedOutput output) {
    assertThat(journal.note(attempt("a.example"))).isTrue();
    assertThat(journal.note(attempt("a.example"))).isFalse();
    assertThat(journal.note(attempt("a.example"))).isFalse();
    assertThat(journal.note(attempt("b.example"))).isTrue();
    nanos.set(60_000_000_000L);
    assertThat(journal.note(attempt("a.example"))).isTrue();
    assertThat(output)
        .contains("a.example:443 refused at channel, from Prices.fetch:12")
        .contains("(2 more since the last line)");
  }

  private static Attempt attempt(String host) {
    return new Attempt(
        Hook.CHANNEL, host, 443, Decision.Reason.VENDOR, true, "Prices.fetch:12", Instant.EPOCH);
  }
}
