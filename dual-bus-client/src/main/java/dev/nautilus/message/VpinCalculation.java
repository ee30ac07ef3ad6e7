package dev.nautilus.message;

import java.time.Instant;
import java.util.OptionalDouble;

/// One complete volume bucket and the VPIN up to it.
///
/// @param bucket number of the bucket since the series began, from 0
/// @param start when its first volume traded
/// @param end when it was full
/// @param bucketVolume size of a bucket, in shares or contracts, more than 0
/// @param buyVolume classified as bought, 0 or more
/// @param sellVolume classified as sold, 0 or more
/// @param window buckets the VPIN is taken over
/// @param vpin fraction in [0, 1]; missing until `window` buckets are full
/// @param cdf share of past values below this one, in [0, 1]; missing like `vpin`
/// @param sigma standard deviation of price changes used to classify, in price units; missing where
///   the classification needs none
/// @param conflatedShare share of the bucket's volume that came in conflated trades, in [0, 1]
/// @param simulated true when any input does not come from a real market
public record VpinCalculation(
    InstrumentId instrument,
    long bucket,
    Instant start,
    Instant end,
    double bucketVolume,
    double buyVolume,
    double sellVolume,
    int window,
    OptionalDouble vpin,
    OptionalDouble cdf,
    OptionalDouble sigma,
    double conflatedShare,
    boolean simulated) {

  public VpinCalculation {
    Guard.notNegative(bucket, "bucket");
    Guard.positive(bucketVolume, "bucketVolume");
    Guard.notNegative(buyVolume, "buyVolume");
    Guard.notNegative(sellVolume, "sellVolume");
    Guard.positive(window, "window");
    Guard.fraction(vpin, "vpin");
    Guard.fraction(cdf, "cdf");
    Guard.notNegative(sigma, "sigma");
    Guard.fraction(conflatedShare, "conflatedShare");
    Guard.ordered(start, end);
  }
}
