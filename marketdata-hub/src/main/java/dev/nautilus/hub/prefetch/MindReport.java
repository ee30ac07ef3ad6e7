package dev.nautilus.hub.prefetch;

import org.jspecify.annotations.Nullable;

/// How good the guesses about an engine are, since the hub started.
///
/// @param silent true while guesses are made only to see whether they would be right
/// @param situations situations whose followers are known
/// @param guessed guesses at what was not at hand, those made in silence too
/// @param right of those that are settled, how many were asked for in time
/// @param wrong of those that are settled, how many were not
/// @param fetched calls made for guesses
/// @param used of these, how many answers were asked for
/// @param wasted of these, how many were not
/// @param missed questions worth guessing for which a vendor had to be called, unguessed
/// @param precision used / (used + wasted); null before any is settled
/// @param coverage used / (used + missed); null without either
/// @param hitRate of the questions that were guessed aloud, the fraction answered without a call of
///   their own; null without any
public record MindReport(
    boolean silent,
    int situations,
    long guessed,
    long right,
    long wrong,
    long fetched,
    long used,
    long wasted,
    long missed,
    @Nullable Double precision,
    @Nullable Double coverage,
    @Nullable Double hitRate) {

  /// What is counted.
  static final class Counts {
    long guessed;
    long right;
    long spoken;
    long spokenAndServed;
    long wrong;
    long fetched;
    long used;
    long wasted;
    long missed;
  }

  static MindReport of(Counts counts, boolean silent, int situations) {
    return new MindReport(
        silent,
        situations,
        counts.guessed,
        counts.right,
        counts.wrong,
        counts.fetched,
        counts.used,
        counts.wasted,
        counts.missed,
        share(counts.used, counts.wasted),
        share(counts.used, counts.missed),
        share(counts.spokenAndServed, counts.spoken - counts.spokenAndServed));
  }

  private static @Nullable Double share(long part, long rest) {
    return part + rest == 0 ? null : (double) part / (part + rest);
  }
}
