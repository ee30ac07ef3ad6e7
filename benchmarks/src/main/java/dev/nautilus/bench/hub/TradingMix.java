package dev.nautilus.bench.hub;

import dev.nautilus.bench.BenchException;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.InstrumentId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The mix of questions in `trading-hour.mix`, and a trace of them made from a seed.
final class TradingMix {
  static final int SYMBOLS = 500;

  /// Bars of an hour.
  private static final int BARS = 60;

  private final Map<String, Double> engines = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> types = new LinkedHashMap<>();
  private final Map<String, List<InstrumentId>> subjects = new LinkedHashMap<>();
  private final List<InstrumentId> symbols;
  private final double[] popularity = new double[SYMBOLS];

  /// One question of the trace.
  record Ask(String engine, String type, InstrumentId subject) {
    DataRequest request() {
      boolean bars = type.equals("bar");
      return new DataRequest(
          List.of(subject),
          List.of(type),
          bars ? BarSpec.MINUTE : null,
          null,
          null,
          bars ? BARS : 0);
    }
  }

  private TradingMix(List<String> known) {
    this.symbols =
        Stream.concat(known.stream(), IntStream.range(0, SYMBOLS).mapToObj(TradingMix::extra))
            .limit(SYMBOLS)
            .map(InstrumentId::of)
            .toList();
    double sum = 0;
    for (int i = 0; i < SYMBOLS; i++) {
      sum += 1.0 / (i + 1);
      popularity[i] = sum;
    }
  }

  /// A symbol that the simulated market has beside its own.
  static String extra(int number) {
    return "Z%03d".formatted(number);
  }

  /// Reads the mix.
  ///
  /// @param known symbols that the market has of itself, the most asked for first
  static TradingMix read(List<String> known) {
    TradingMix mix = new TradingMix(known);
    try (InputStream file = TradingMix.class.getResourceAsStream("trading-hour.mix")) {
      if (file == null) {
        throw new BenchException("trading-hour.mix is missing from the jar");
      }
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> mix.add(line.split("\\s+")));
    } catch (IOException e) {
      throw new BenchException("trading-hour.mix cannot be read", e);
    }
    mix.check();
    return mix;
  }

  private void add(String[] words) {
    if (words[0].equals("engine")) {
      engines.put(words[1], Double.parseDouble(words[2]));
      Map<String, Double> shares = new LinkedHashMap<>();
      for (int i = 3; i < words.length; i++) {
        String[] share = words[i].split("=", 2);
        shares.put(share[0], Double.parseDouble(share[1]));
      }
      types.put(words[1], shares);
    } else {
      subjects.put(
          words[1],
          words[2].equals("*") ? symbols : Stream.of(words).skip(2).map(InstrumentId::of).toList());
    }
  }

  private void check() {
    whole(engines, "all engines");
    types.forEach((engine, shares) -> whole(shares, engine));
    types.values().stream()
        .flatMap(shares -> shares.keySet().stream())
        .filter(type -> !subjects.containsKey(type))
        .findFirst()
        .ifPresent(
            type -> {
              throw new BenchException("trading-hour.mix names no subject of " + type);
            });
  }

  private static void whole(Map<String, Double> shares, String whose) {
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > 1e-6) {
      throw new BenchException("shares of %s must sum to 1, were %s".formatted(whose, sum));
    }
  }

  List<String> engines() {
    return List.copyOf(engines.keySet());
  }

  List<InstrumentId> symbols() {
    return symbols;
  }

  /// One question about each subject that is not a quote or a bar: with these every source is met.
  List<Ask> round(String engine) {
    List<Ask> round = new ArrayList<>();
    subjects.forEach(
        (type, about) ->
            about.stream()
                .limit(type.equals("quote") ? 1 : about.size())
                .forEach(each -> round.add(new Ask(engine, type, each))));
    return round;
  }

  /// The next question.
  Ask next(SplittableRandom random) {
    String engine = drawn(engines, random);
    return next(engine, random);
  }

  /// The next question of an engine.
  Ask next(String engine, SplittableRandom random) {
    String type = drawn(types.getOrDefault(engine, Map.of()), random);
    List<InstrumentId> about = subjects.getOrDefault(type, symbols);
    InstrumentId subject =
        about.size() == SYMBOLS ? byZipf(random) : about.get(random.nextInt(about.size()));
    return new Ask(engine, type, subject);
  }

  private InstrumentId byZipf(SplittableRandom random) {
    double at = random.nextDouble() * popularity[SYMBOLS - 1];
    int found = Arrays.binarySearch(popularity, at);
    return symbols.get(found >= 0 ? found : -found - 1);
  }

  private static String drawn(Map<String, Double> shares, SplittableRandom random) {
    double left = random.nextDouble();
    String last = "";
    for (Map.Entry<String, Double> each : shares.entrySet()) {
      last = each.getKey();
      left -= each.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }
}
