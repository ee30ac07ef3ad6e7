package dev.nautilus.hub.terms;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.economic;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.vendor.VendorsProperties.Terms;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TermsTest {
  private static final MarketDatum REAL = TestTerms.real(quote("AAPL", 150, NOON));
  private static final MarketDatum SIMULATED = quote("AAPL", 150, NOON);
  private static final Terms STORED_NOT_TRAINED = new Terms(true, false, false, "");

  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean onDisk = new AtomicBoolean(true);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();

  private Storage storage(Terms terms) {
    return new Storage("The server", TestTerms.of(terms), this::look, nanos::get);
  }

  private boolean look() {
    looks.incrementAndGet();
    if (away.get()) {
      throw new BusException(BusException.Reason.NOT_SENT, "away");
    }
    return onDisk.get();
  }

  @Test
  void terms_areThoseOfEachUse() {
    DataTerms terms = TestTerms.of(STORED_NOT_TRAINED);

    assertThat(terms.mayBeStored(REAL)).isTrue();
    assertThat(terms.mayTrain(REAL)).isFalse();
  }

  @Test
  void simulatedData_andThoseOfNoVendor_areBoundByNoTerms() {
    DataTerms terms = TestTerms.of(TestTerms.FORBIDDEN);
    MarketDatum ours = REAL.withProvenance(new Provenance(Source.of("ours"), NOON, NOON, 0, false));

    assertThat(terms.mayBeStored(REAL)).isFalse();
    assertThat(terms.mayBeStored(SIMULATED)).isTrue();
    assertThat(terms.mayBeStored(ours)).isTrue();
    assertThat(terms.mayTrain(SIMULATED)).isTrue();
  }

  @Test
  void storage_onDisk_holdsBackWhatMayNotBeStored() {
    Storage storage = storage(TestTerms.FORBIDDEN);

    assertThat(storage.trouble()).isEmpty();
    assertThat(storage.admits(REAL)).isFalse();
    assertThat(storage.admits(SIMULATED)).isTrue();
    assertThat(storage.trouble()).contains("fake");
    assertThat(storage(TestTerms.ALLOWED).admits(REAL)).isTrue();
  }

  @Test
  void storage_inMemory_takesEverything_untilItsSettingsChange() {
    onDisk.set(false);
    Storage storage = storage(TestTerms.FORBIDDEN);
    assertThat(storage.admits(REAL)).isTrue();
    onDisk.set(true);

    assertThat(storage.admits(REAL)).as("looked at a moment ago").isTrue();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(storage.admits(REAL)).isFalse();
    assertThat(looks).hasValue(2);
  }

  @Test
  void storage_whoseServerIsAway_knowsNothingAtFirst_andThenWhatItKnew() {
    away.set(true);
    Storage storage = storage(TestTerms.FORBIDDEN);
    assertThatThrownBy(() -> storage.admits(REAL)).isInstanceOf(BusException.class);
    assertThat(storage.admits(SIMULATED)).as("needs no look").isTrue();
    away.set(false);
    assertThat(storage.admits(REAL)).isFalse();
    away.set(true);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(storage.admits(REAL)).isFalse();
  }

  @Test
  void licence_ofALearner_namesTheSourceThatForbidsIt() {
    Licence licence = new Licence(TestTerms.of(STORED_NOT_TRAINED), Set.of(EngineType.ML));
    List<MarketDatum> data =
        List.of(SIMULATED, TestTerms.real(economic("FRED:GDP", "Gross domestic product")));

    assertThat(licence.objection(EngineType.ML, data)).contains(Source.of("fake"));
    assertThat(licence.objection(EngineType.RISK, data)).isEmpty();
    assertThat(licence.objection(EngineType.ML, List.of(SIMULATED))).isEmpty();
  }
}
