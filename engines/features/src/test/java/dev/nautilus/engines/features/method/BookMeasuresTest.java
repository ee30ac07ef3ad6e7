package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Quote features worked out by hand.
final class BookMeasuresTest {

  private static final FeatureCatalog CATALOG = FeatureCatalog.standard();

  @Test
  void microprice_moreBids_leansToTheAsk() {
    assertThat(after("microprice@quote", book(10, 30, 11, 10)).value().orElseThrow())
        .isCloseTo((10 * 10 + 11 * 30) / 40.0, within(1e-12));
  }

  @Test
  void queueImbalance_onlyBids_isOne() {
    assertThat(after("queue_imbalance@quote", book(10, 5, 11, 0)).value()).hasValue(1.0);
  }

  @Test
  void sizes_bothZero_areUndefined() {
    assertThat(after("microprice@quote", book(10, 0, 11, 0)).value()).isEmpty();
    assertThat(after("queue_imbalance@quote", book(10, 0, 11, 0)).value()).isEmpty();
  }

  @Test
  void spread_crossedMarket_isNegative() {
    Feature<TopOfBook> spread = after("spread@quote", book(11, 1, 10, 1));
    assertThat(spread.value()).hasValue(-1.0);
    assertThat(spread.value("relative").orElseThrow()).isCloseTo(-1 / 10.5, within(1e-15));
  }

  @Test
  void ofi_sizeAddedBidRaisedAskLifted_addsUp() {
    Feature<TopOfBook> ofi =
        after(
            "ofi(3)@quote",
            book(10, 5, 11, 7),
            book(10, 8, 11, 7), // bid size +3
            book(10.5, 2, 11, 7), // a better bid of 2
            book(10.5, 2, 11.5, 4)); // the ask of 7 gone
    assertThat(ofi.value()).hasValue(3.0 + 2.0 + 7.0);
    assertThat(ofi.value("event")).hasValue(7.0);
  }

  @Test
  void ofi_firstUpdate_isNotReady() {
    assertThat(after("ofi(1)@quote", book(10, 5, 11, 7)).value()).isEmpty();
  }

  private static TopOfBook book(double bid, double bidSize, double ask, double askSize) {
    return new TopOfBook(bid, bidSize, ask, askSize, Instant.EPOCH);
  }

  private static Feature<TopOfBook> after(String id, TopOfBook... books) {
    Feature<TopOfBook> feature = CATALOG.bookFeature(id);
    for (TopOfBook book : books) {
      feature.update(book);
    }
    return feature;
  }
}
