package dev.nautilus.hub.desk;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.bar;
import static dev.nautilus.hub.Samples.economic;
import static dev.nautilus.hub.Samples.figures;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static dev.nautilus.hub.Samples.tick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.Samples;
import dev.nautilus.hub.desk.Ledger.Settled;
import dev.nautilus.hub.desk.Ledger.Verdict;
import dev.nautilus.message.Bar;
import dev.nautilus.message.MarketDatum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Versions versions = new Versions();
  private final Ledger ledger = new Ledger(versions, 1000);

  @BeforeEach
  void term() {
    versions.lead(1);
  }

  private Settled settle(MarketDatum datum) {
    return ledger.settle(datum, "");
  }

  private static MarketDatum receivedLater(MarketDatum datum) {
    return datum.withProvenance(Samples.seen(NOON.plusSeconds(90)));
  }

  @Test
  void sameBar_fetchedAgain_keepsItsVersionAndTimes() {
    Settled first = settle(bar("AAPL", NOON, 101, true));
    Settled again = settle(receivedLater(bar("AAPL", NOON, 101, true)));

    assertThat(again.verdict()).isEqualTo(Verdict.KNOWN);
    assertThat(again.datum()).isSameAs(first.datum());
  }

  @Test
  void completeBar_thatChanges_isARevision() {
    settle(bar("AAPL", NOON, 101, true));
    Bar corrected = (Bar) settle(bar("AAPL", NOON, 102, true)).datum();
    Settled sameCorrection = settle(bar("AAPL", NOON, 102, true));

    assertThat(corrected.revision()).isEqualTo(1);
    assertThat(corrected.close()).isEqualTo(102);
    assertThat(sameCorrection.verdict()).isEqualTo(Verdict.KNOWN);
  }

  @Test
  void runningBar_thatCompletes_isNoRevision() {
    settle(bar("AAPL", NOON, 101, false));
    Settled complete = settle(bar("AAPL", NOON, 102, true));

    assertThat(complete.verdict()).isEqualTo(Verdict.NEW);
    assertThat(((Bar) complete.datum()).revision()).isZero();
  }

  @Test
  void completeBar_isNotReplacedByARunningOne() {
    Settled complete = settle(bar("AAPL", NOON, 102, true));
    Settled late = settle(bar("AAPL", NOON, 101, false));

    assertThat(late.verdict()).isEqualTo(Verdict.OUTDATED);
    assertThat(late.datum()).isSameAs(complete.datum());
  }

  @Test
  void quote_olderThanTheKnownOne_isOutdated() {
    Settled newer = settle(quote("AAPL", 150, NOON));
    Settled older = settle(quote("AAPL", 149, NOON.minusMillis(1)));

    assertThat(older.verdict()).isEqualTo(Verdict.OUTDATED);
    assertThat(older.datum()).isSameAs(newer.datum());
  }

  @Test
  void quote_samePricesLater_isNews() {
    Settled first = settle(quote("AAPL", 150, NOON));
    Settled later = settle(quote("AAPL", 150, NOON.plusSeconds(1)));

    assertThat(later.verdict()).isEqualTo(Verdict.NEW);
    assertThat(later.datum().provenance().version())
        .isGreaterThan(first.datum().provenance().version());
  }

  @Test
  void tick_olderThanTheKnownOne_countsAllTheSame() {
    settle(tick("AAPL", 150, NOON));

    assertThat(settle(tick("AAPL", 149, NOON.minusMillis(1))).verdict()).isEqualTo(Verdict.NEW);
    assertThat(settle(tick("AAPL", 149, NOON.minusMillis(1))).verdict()).isEqualTo(Verdict.KNOWN);
  }

  @Test
  void newsAndStatements_areKnownEachByItsOwnId() {
    assertThat(settle(news("AAPL", "a", NOON)).verdict()).isEqualTo(Verdict.NEW);
    assertThat(settle(news("AAPL", "b", NOON)).verdict()).isEqualTo(Verdict.NEW);
    assertThat(settle(receivedLater(news("AAPL", "a", NOON))).verdict()).isEqualTo(Verdict.KNOWN);
    assertThat(settle(figures("AAPL", "income", 5)).verdict()).isEqualTo(Verdict.NEW);
    assertThat(settle(figures("AAPL", "balance", 5)).verdict()).isEqualTo(Verdict.NEW);
    assertThat(settle(figures("AAPL", "income", 5)).verdict()).isEqualTo(Verdict.KNOWN);
  }

  @Test
  void economicSeries_twoCutsByTurns_keepTheirVersions() {
    Settled whole = ledger.settle(economic("FRED:UNRATE", "whole"), "");
    Settled part = ledger.settle(economic("FRED:UNRATE", "part"), "2020");

    assertThat(ledger.settle(economic("FRED:UNRATE", "whole"), "").datum()).isSameAs(whole.datum());
    assertThat(ledger.settle(economic("FRED:UNRATE", "part"), "2020").datum())
        .isSameAs(part.datum());
  }

  @Test
  void forgottenBar_comesBackUnderAHigherVersion() {
    Ledger small = new Ledger(versions, 10);
    long first = small.settle(bar("A0", NOON, 101, true), "").datum().provenance().version();
    for (int i = 1; i < 200; i++) {
      small.settle(bar("A" + i, NOON, 101, true), "");
    }
    Settled again = small.settle(bar("A0", NOON, 101, true), "");

    assertThat(again.datum().provenance().version()).isGreaterThanOrEqualTo(first);
  }
}
