package dev.nautilus.bus.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.DataGap;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Source;
import dev.nautilus.message.SourceResumed;
import dev.nautilus.message.SourceSilent;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NearCacheTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-20T17:00:00Z");
  private static final InstrumentId AAPL = InstrumentId.of("AAPL");
  private static final String TICKS = "{md:ticks:0}";

  private long nanos = Long.MAX_VALUE - 5; // A steady clock may run over the edge.
  private Instant now = RECEIVED;
  private final Liveness liveness = new Liveness(() -> nanos);
  private final NearCache near = new NearCache(liveness, () -> now, () -> nanos);

  @BeforeEach
  void connect() {
    liveness.connected(true);
    near.follow(MessageType.QUOTE, AAPL);
  }

  private static Quote quote(double bid, long version) {
    OptionalDouble none = OptionalDouble.empty();
    return new Quote(
        AAPL,
        OptionalDouble.of(bid),
        none,
        none,
        none,
        none,
        null,
        new Provenance(Source.of("fake"), RECEIVED, RECEIVED, version, false));
  }

  private Latest<Quote> latest() {
    return near.latest(MessageType.QUOTE, AAPL).orElseThrow();
  }

  @Test
  void note_lowerVersion_isRefused_andTheSameConfirms() {
    assertThat(near.note("quote", quote(150, 7))).isTrue();
    assertThat(near.note("quote", quote(149, 6))).isFalse();
    assertThat(near.note("quote", quote(150, 7))).isTrue();

    assertThat(latest().datum().bid()).hasValue(150);
    assertThat(latest().version()).isEqualTo(7);
  }

  @Test
  void note_unversionedAfterVersioned_isRefused() {
    near.note("quote", quote(150, 7));

    assertThat(near.note("quote", quote(149, 0))).isFalse();
    assertThat(latest().version()).isEqualTo(7);
  }

  @Test
  void age_growsBySteadyNanosecondsFromWhatItWasOnArrival() {
    now = RECEIVED.plusMillis(40);
    near.note("quote", quote(150, 1));
    nanos += TimeUnit.MILLISECONDS.toNanos(60);
    now = RECEIVED.minusSeconds(3600); // The wall clock is set back: nothing to an age.

    assertThat(latest().age()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void age_clockBehindTheHubs_isNotNegative() {
    now = RECEIVED.minusSeconds(5);
    near.note("quote", quote(150, 1));

    assertThat(latest().age()).isZero();
  }

  @Test
  void latest_notFollowed_isEmpty_evenWhenAValueComes() {
    near.leave(MessageType.QUOTE, AAPL);
    near.note("quote", quote(150, 1));

    assertThat(near.latest(MessageType.QUOTE, AAPL)).isEmpty();
    assertThat(near.size()).isZero();
  }

  @Test
  void latest_followedTwiceAndLeftOnce_isStillThere() {
    near.follow(MessageType.QUOTE, AAPL);
    near.note("quote", quote(150, 1));
    near.leave(MessageType.QUOTE, AAPL);

    assertThat(latest().version()).isEqualTo(1);
  }

  @Test
  void latest_typeWithSeveralValues_isRefusedWithAdvice() {
    assertThatThrownBy(() -> near.latest(MessageType.BAR, AAPL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quote")
        .hasMessageContaining("bar")
        .hasMessageContaining("get()");
  }

  @Test
  void live_connectionLostAndBack_onlyOnceTheHubConfirms() {
    near.note("quote", quote(150, 1));
    assertThat(latest().live()).isTrue();
    assertThat(liveness.takeDoubt()).isTrue(); // From connecting for the first time.

    liveness.connected(false);
    assertThat(latest().live()).isFalse();
    nanos += 10;
    liveness.connected(true);
    assertThat(latest().live()).as("what came meanwhile may be missing").isFalse();
    assertThat(liveness.takeDoubt()).isTrue();
    assertThat(liveness.takeDoubt()).isFalse();

    near.note("quote", quote(150, 1));
    assertThat(latest().live()).isTrue();
  }

  @Test
  void live_publisherSilent_notUntilItIsHeardAndTheValueConfirmed() {
    near.note("quote", quote(150, 1));
    liveness.silent(new SourceSilent(TICKS, "hub", "hub-1", "a1", 9, Duration.ofSeconds(6)));
    assertThat(latest().live()).isFalse();
    near.note("quote", quote(151, 2));
    assertThat(latest().live()).as("an answer of the hub does not end the silence").isFalse();

    nanos += 10;
    liveness.resumed(new SourceResumed(TICKS, "hub", "hub-1", "b2", Duration.ofSeconds(9)));
    assertThat(latest().live()).isFalse();
    near.note("quote", quote(151, 2));
    assertThat(latest().live()).isTrue();
  }

  @Test
  void live_messagesMissing_onlyInTheirFamily() {
    near.note("quote", quote(150, 1));
    nanos += 10;
    liveness.gap(new DataGap("{md:reference:0}", "a1", 5, 2, "TRIMMED"));
    assertThat(latest().live()).isTrue();
    liveness.gap(new DataGap(TICKS, "a1", 5, 2, "TRIMMED"));
    assertThat(latest().live()).isFalse();
  }

  @Test
  void live_gapInAStreamOfUnknownName_countsForAll() {
    near.note("quote", quote(150, 1));
    nanos += 10;
    liveness.gap(new DataGap("elsewhere", "a1", 5, 2, "TRIMMED"));

    assertThat(latest().live()).isFalse();
  }
}
