package dev.nautilus.engines.enhancedvpin.method;

import dev.nautilus.quant.flow.VolumeBucket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Improved VPIN: how informed and uninformed volume arrives, by maximum likelihood over a window
/// of buckets.
///
/// A bucket of duration `t` has buy and sell volume that arrive as Poisson processes in one of
/// three regimes: no news `(ε_b, ε_s)` with probability `1-α`, bad news `(ε_b, ε_s+μ)` with `αδ`,
/// good news `(ε_b+μ, ε_s)` with `α(1-δ)`. The likelihood is climbed by expectation-maximisation:
/// the regimes of the buckets are the hidden part, and given them the rates solve a quadratic and
/// one equation in μ. It starts from a grid of α and δ, each 0.1 to 0.9, in which the most
/// one-sided buckets are the news, because volumes are so large that a bucket once in a regime
/// hardly leaves it; and from the estimate before or, where there is none, from the published grid
/// of α, δ and the uninformed share of buying. The highest end wins. The surface is flat, so single
/// estimates jump: compare medians. By hand because no kept library has this mixture, and a general
/// optimiser needs bounds that this form cannot leave.
///
/// **Units** rates in shares a second. **Undefined** without a bucket that took time.
///
/// **Source** Ke & Lin (2017), Critical Finance Review 6(2); starts after Yan & Zhang (2012), J.
/// Banking & Finance 36(2); maximisation after Dempster, Laird & Rubin (1977).
///
/// @param alpha probability of news, in (0, 1)
/// @param delta probability that news is bad, in (0, 1)
/// @param mu arrival rate of informed volume
/// @param epsilonBuy arrival rate of uninformed buying
/// @param epsilonSell arrival rate of uninformed selling
/// @param likelihood logarithm, without the factorials
public record InformedArrival(
    double alpha,
    double delta,
    double mu,
    double epsilonBuy,
    double epsilonSell,
    double likelihood) {
  private static final int MOST_STEPS = 200;
  private static final double ENOUGH = 1e-12;
  private static final double TINY = 1e-9;
  private static final int HALVINGS = 60;

  /// IVPIN, `αμ/(ε_b+ε_s+μ)`: the ratio that the reference program reports under that name.
  public double ivpin() {
    return alpha * mu / (epsilonBuy + epsilonSell + mu);
  }

  /// PIN of the same estimate, `αμ/(αμ+ε_b+ε_s)`: the informed share of the volume expected.
  public double pin() {
    return alpha * mu / (alpha * mu + epsilonBuy + epsilonSell);
  }

  /// Estimates a window.
  ///
  /// @param grid starts in each direction, 1 or more; 5 as published
  /// @param before the estimate of the window before, null for none
  /// @return empty when no bucket took any time
  public static Optional<InformedArrival> of(
      List<VolumeBucket> buckets, int grid, @Nullable InformedArrival before) {
    List<VolumeBucket> timed = timed(buckets);
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    List<InformedArrival> starts = ranked(timed, grid);
    if (before == null) {
      starts.addAll(published(timed, grid));
    } else {
      starts.add(before);
    }
    InformedArrival best = null;
    for (InformedArrival start : starts) {
      InformedArrival end = climb(start, timed);
      if (best == null || end.likelihood > best.likelihood) {
        best = end;
      }
    }
    return Optional.ofNullable(best);
  }

  private static List<VolumeBucket> timed(List<VolumeBucket> buckets) {
    return buckets.stream().filter(each -> each.seconds() > 0).toList();
  }

  /// The hills of the likelihood that the starts lead up to, each as often as starts do.
  ///
  /// @param buckets one or more that took time
  static List<InformedArrival> hills(List<VolumeBucket> buckets, int grid) {
    List<VolumeBucket> timed = timed(buckets);
    List<InformedArrival> starts = ranked(timed, grid);
    starts.addAll(published(timed, grid));
    return starts.stream().map(start -> climb(start, timed)).toList();
  }

  private static List<InformedArrival> published(List<VolumeBucket> buckets, int grid) {
    double buyRate = buckets.stream().mapToDouble(b -> b.buy() / b.seconds()).average().orElse(0);
    double sellRate = buckets.stream().mapToDouble(b -> b.sell() / b.seconds()).average().orElse(0);
    List<InformedArrival> starts = new ArrayList<>();
    for (int i = 0; i < grid * grid * grid; i++) {
      double alpha = point(i / (grid * grid), grid);
      double delta = point(i / grid % grid, grid);
      double epsilonBuy = point(i % grid, grid) * buyRate;
      double mu = (buyRate - epsilonBuy) / (alpha * (1 - delta));
      double epsilonSell = sellRate - alpha * delta * mu;
      if (epsilonSell > 0) {
        starts.add(new InformedArrival(alpha, delta, mu, epsilonBuy, epsilonSell, 0));
      }
    }
    return starts;
  }

  /// Starts in which so many of the buckets with the most selling are bad news, and so many of
  /// those with the most buying good news.
  private static List<InformedArrival> ranked(List<VolumeBucket> buckets, int grid) {
    List<VolumeBucket> byFlow = new ArrayList<>(buckets);
    byFlow.sort(Comparator.comparingDouble(each -> (each.sell() - each.buy()) / each.seconds()));
    int all = byFlow.size();
    List<InformedArrival> starts = new ArrayList<>();
    for (int i = 0; i < grid * grid; i++) {
      double alpha = point(i / grid, grid);
      double delta = point(i % grid, grid);
      long bad = Math.round(alpha * delta * all);
      long good = Math.round(alpha * (1 - delta) * all);
      Shares shares = new Shares();
      for (int rank = 0; rank < all; rank++) {
        boolean isGood = rank < good;
        boolean isBad = !isGood && rank >= all - bad;
        shares.add(byFlow.get(rank), isBad ? 1 : 0, isGood ? 1 : 0);
      }
      starts.add(shares.best());
    }
    return starts;
  }

  private static double point(int index, int grid) {
    return grid == 1 ? 0.5 : 0.1 + 0.8 * index / (grid - 1);
  }

  private static InformedArrival climb(InformedArrival start, List<VolumeBucket> buckets) {
    InformedArrival at = start.bounded();
    double last = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      Shares shares = Shares.of(at, buckets);
      if (shares.likelihood - last <= ENOUGH * Math.abs(shares.likelihood)) {
        return at.withLikelihood(shares.likelihood);
      }
      last = shares.likelihood;
      at = shares.best().bounded();
    }
    return at.withLikelihood(Shares.of(at, buckets).likelihood);
  }

  private InformedArrival bounded() {
    return new InformedArrival(
        Math.clamp(alpha, TINY, 1 - TINY),
        Math.clamp(delta, TINY, 1 - TINY),
        Math.max(mu, TINY),
        Math.max(epsilonBuy, TINY),
        Math.max(epsilonSell, TINY),
        likelihood);
  }

  private InformedArrival withLikelihood(double value) {
    return new InformedArrival(alpha, delta, mu, epsilonBuy, epsilonSell, value);
  }

  /// Volumes and durations by regime, each bucket shared out by how likely its regimes are.
  private static final class Shares {
    /// Expected number of buckets: no news, bad news, good news.
    private final double[] buckets = new double[3];

    /// Volume bought without and with informed buyers, and the duration of the same.
    private final double[] buy = new double[2];

    private final double[] buyTime = new double[2];

    /// Volume sold without and with informed sellers, and the duration of the same.
    private final double[] sell = new double[2];

    private final double[] sellTime = new double[2];
    private double likelihood;

    static Shares of(InformedArrival at, List<VolumeBucket> window) {
      double logBuy = Math.log(at.epsilonBuy);
      double logInformedBuy = Math.log(at.epsilonBuy + at.mu);
      double logSell = Math.log(at.epsilonSell);
      double logInformedSell = Math.log(at.epsilonSell + at.mu);
      double logNone = Math.log(1 - at.alpha);
      double logBad = Math.log(at.alpha * at.delta);
      double logGood = Math.log(at.alpha * (1 - at.delta));
      Shares shares = new Shares();
      for (VolumeBucket bucket : window) {
        double t = bucket.seconds();
        double buy = bucket.buy() * logBuy - at.epsilonBuy * t;
        double informedBuy = bucket.buy() * logInformedBuy - (at.epsilonBuy + at.mu) * t;
        double sell = bucket.sell() * logSell - at.epsilonSell * t;
        double informedSell = bucket.sell() * logInformedSell - (at.epsilonSell + at.mu) * t;
        double none = logNone + buy + sell;
        double bad = logBad + buy + informedSell;
        double good = logGood + informedBuy + sell;
        double top = Math.max(none, Math.max(bad, good));
        double total = Math.exp(none - top) + Math.exp(bad - top) + Math.exp(good - top);
        shares.likelihood += top + Math.log(total);
        shares.add(bucket, Math.exp(bad - top) / total, Math.exp(good - top) / total);
      }
      return shares;
    }

    private void add(VolumeBucket bucket, double bad, double good) {
      buckets[0] += 1 - bad - good;
      buckets[1] += bad;
      buckets[2] += good;
      buy[0] += bucket.buy() * (1 - good);
      buy[1] += bucket.buy() * good;
      buyTime[0] += bucket.seconds() * (1 - good);
      buyTime[1] += bucket.seconds() * good;
      sell[0] += bucket.sell() * (1 - bad);
      sell[1] += bucket.sell() * bad;
      sellTime[0] += bucket.seconds() * (1 - bad);
      sellTime[1] += bucket.seconds() * bad;
    }

    /// The parameters that make these shares likeliest.
    InformedArrival best() {
      double all = buckets[0] + buckets[1] + buckets[2];
      double news = buckets[1] + buckets[2];
      double delta = news > 0 ? buckets[1] / news : 0.5;
      double informedTime = buyTime[1] + sellTime[1];
      double low = 0;
      double high = informedTime > 0 ? (buy[1] + sell[1]) / informedTime : 0;
      for (int i = 0; i < HALVINGS; i++) {
        double mu = (low + high) / 2;
        double slope =
            informed(buy[1], uninformed(buy, buyTime, mu) + mu)
                + informed(sell[1], uninformed(sell, sellTime, mu) + mu)
                - informedTime;
        if (slope > 0) {
          low = mu;
        } else {
          high = mu;
        }
      }
      double mu = (low + high) / 2;
      return new InformedArrival(
          news / all, delta, mu, uninformed(buy, buyTime, mu), uninformed(sell, sellTime, mu), 0);
    }

    private static double informed(double volume, double rate) {
      return rate > 0 ? volume / rate : 0;
    }

    /// The rate `e` with `v0/e + v1/(e+μ) = t0 + t1`: the positive root of a quadratic.
    private static double uninformed(double[] volume, double[] time, double mu) {
      double total = time[0] + time[1];
      double half = total * mu - volume[0] - volume[1];
      return (Math.sqrt(half * half + 4 * total * volume[0] * mu) - half) / (2 * total);
    }
  }
}
