package dev.nautilus.hub.publish;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.figures;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.Samples.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Tick;
import org.junit.jupiter.api.Test;

class PublishedStatesTest {
  private final PublishedStates states = new PublishedStates(3);

  private static MarketDatum versioned(MarketDatum datum, long version) {
    return datum.withProvenance(datum.provenance().withVersion(version));
  }

  @Test
  void note_olderVersion_isLeft() {
    states.note(versioned(quote("A", 1, NOON), 7));
    states.note(versioned(quote("A", 2, NOON), 9));
    states.note(versioned(quote("A", 3, NOON), 8));

    assertThat(states.of(MessageType.QUOTE, Quote.class))
        .containsExactly((Quote) versioned(quote("A", 2, NOON), 9));
  }

  @Test
  void note_severalStatementsOfACompany_areKeptApart() {
    states.note(figures("A", "income", 1));
    states.note(figures("A", "profile", 2));
    states.note(figures("A", "income", 3));

    assertThat(states.of(MessageType.FUNDAMENTAL, Fundamental.class))
        .containsExactlyInAnyOrder(figures("A", "income", 3), figures("A", "profile", 2));
  }

  @Test
  void note_events_areNotKept() {
    states.note(tick("A", 1, NOON));

    assertThat(states.all()).isEmpty();
    assertThatThrownBy(() -> states.of(MessageType.TICK, Tick.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type must be one of");
  }

  @Test
  void note_moreKeysThanRoom_forgetsSome() {
    for (int i = 0; i < 100; i++) {
      states.note(quote("A" + i, i, NOON));
    }

    assertThat(states.all().size()).isBetween(1, 3);
  }
}
