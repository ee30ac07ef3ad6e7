package dev.nautilus.hub.vendor.edgar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerBookTest {
  private static final TickerDirectory LIST =
      new TickerDirectory(Map.of("AAPL", 320193L, "BRK-B", 1067983L), Map.of(320193L, "AAPL"));

  private final ManualTime time = new ManualTime();
  private final AtomicInteger fetches = new AtomicInteger();
  private boolean down;
  private final TickerBook book =
      new TickerBook(
          time,
          () -> {
            fetches.incrementAndGet();
            return down ? Outcome.bad(Refusal.VENDOR_FAILED, "down") : Outcome.good(LIST);
          });

  @Test
  void ticker_known_takesOneFetchADay() {
    assertThat(book.cik("AAPL")).isEqualTo(Outcome.good(320193L));
    assertThat(book.cik("aapl")).isEqualTo(Outcome.good(320193L));
    assertThat(book.cik("BRK.B")).as("a class of shares").isEqualTo(Outcome.good(1067983L));
    assertThat(fetches).hasValue(1);
    time.advance(Duration.ofHours(24));
    book.cik("AAPL");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void ticker_unknown_isLookedForAgainAfterAnHourOnly() {
    assertThat(book.cik("NEWCO")).isInstanceOf(Outcome.Bad.class);
    book.cik("NEWCO");
    assertThat(fetches).hasValue(1);
    time.advance(Duration.ofHours(1));
    book.cik("NEWCO");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void list_thatCannotBeRenewed_staysInUse() {
    book.cik("AAPL");
    down = true;
    time.advance(Duration.ofDays(3));

    assertThat(book.cik("AAPL")).isEqualTo(Outcome.good(320193L));
  }

  @Test
  void list_neverFetched_isTheVendorsFailure() {
    down = true;

    assertThat(book.cik("AAPL")).isEqualTo(Outcome.bad(Refusal.VENDOR_FAILED, "down"));
  }
}
