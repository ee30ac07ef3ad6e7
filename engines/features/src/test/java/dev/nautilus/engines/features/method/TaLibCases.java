package dev.nautilus.engines.features.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Cases named after TA-Lib functions: one value at one bar, and the bar at which output begins.
final class TaLibCases {

  /// `FUNCTION[.output] = feature : output [ : positions of the case's numbers]`.
  private static final String TABLE =
      """
      SMA = sma : sma
      EMA = ema : ema
      WMA = wma : wma
      DEMA = dema : dema
      TEMA = tema : tema
      TRIMA = trima : trima
      KAMA = kama : kama
      T3 = t3 : t3
      MAMA = mama : mama
      MAMA.MAMA = mama : mama
      MAMA.FAMA = mama : fama
      FAMA = mama : fama
      MOM = mom : mom
      ROC = roc : roc
      ROCP = rocp : rocp
      ROCR = rocr : rocr
      RSI = rsi : rsi
      CMO = cmo : cmo
      MACD.MACD = macd : macd
      MACD.SIGNAL = macd : signal
      MACD.HIST = macd : histogram
      MACD.HISTOGRAM = macd : histogram
      MACD = macd : macd
      APO = apo : apo
      PPO = ppo : ppo
      TRIX = trix : trix
      ATR = atr : atr
      NATR = atr : atrp
      TRANGE = tr : tr
      PLUS_DM = dm : plus
      MINUS_DM = dm : minus
      PLUS_DI = di : plus
      MINUS_DI = di : minus
      DX = dx : dx
      ADX = adx : adx
      ADXR = adxr : adxr
      CCI = cci : cci
      WILLR = willr : willr
      ULTOSC = uo : uo
      AROON.UP = aroon : up
      AROON.DOWN = aroon : down
      AROONOSC = aroon : oscillator
      MFI = mfi : mfi
      OBV = obv : obv
      AD = ad : ad
      ADOSC = adosc : oscillator
      BOP = bop : bop : 1
      STDDEV = stddev : stddev
      VAR = var : var
      BBANDS.UPPER = bb : upper
      BBANDS.MIDDLE = bb : middle
      BBANDS.LOWER = bb : lower
      STOCH.SLOWK = stoch : k : #0,#2,#1
      STOCH.SLOWD = stoch : d : #0,#2,#1
      STOCHF.FASTK = stoch : k : #0,#1,1
      STOCHF.FASTD = stoch : d : #0,#1,1
      STOCHRSI.FASTK = stoch_rsi : k : #0,#1,#2,1
      STOCHRSI.FASTD = stoch_rsi : d : #0,#1,#2,1
      SAR = psar : sar
      MAX = max : max
      MIN = min : min
      MIDPOINT = midpoint : midpoint
      MIDPRICE = midprice : midprice
      AVGPRICE = avgprice : avgprice
      MEDPRICE = medprice : medprice
      TYPPRICE = typprice : typprice
      WCLPRICE = wclprice : wclprice
      LINEARREG = linreg : linreg
      LINEARREG_SLOPE = linreg : slope
      LINEARREG_INTERCEPT = linreg : start
      LINEARREG_ANGLE = linreg : angle
      TSF = linreg : forecast
      """;

  private static final Pattern WITH_NUMBERS =
      Pattern.compile("([A-Z0-9]+?(?:_[A-Z]+)*)((?:_[0-9.]+)+)");
  private static final Map<String, Row> ROWS = rows();

  private TaLibCases() {}

  static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    String method = reference.method().strip().toUpperCase(Locale.ROOT).replaceFirst("^TA_", "");
    Matcher numbered = WITH_NUMBERS.matcher(method);
    List<Double> inName = new ArrayList<>();
    if (numbered.matches()) {
      method = numbered.group(1);
      for (String number : numbered.group(2).substring(1).split("_", -1)) {
        inName.add(Double.valueOf(number));
      }
    }
    return Optional.ofNullable(ROWS.get(method)).map(row -> chosen -> run(chosen, row, inName));
  }

  private static Verdict run(ReferenceCase reference, Row row, List<Double> inName)
      throws IOException {
    JsonNode input = reference.input();
    JsonNode expected = reference.expected();
    List<Candle> candles = Series.candles(reference.table(input.path("bars").asString()));
    String id = call(row, input.path("params"), inName) + "@1d";
    int lookback = FeatureCatalog.standard().candleFeature(id).lookback();
    int start = input.path("startIdx").asInt(input.path("start").asInt(0));
    int skipped = Math.max(0, start - lookback); // TA-Lib reads no further back than it must
    Map<String, double[]> all = Series.run(id, candles.subList(skipped, candles.size()));
    int begin = all.values().stream().mapToInt(Series::firstIndex).max().orElse(-1) + skipped;
    int bar = expected.path("bar_index").asInt(-1);
    Comparison comparison = new Comparison();
    if (expected.has("begIdx")) {
      int from = expected.path("begIdx").asInt();
      comparison.same("begIdx", from, begin + input.path("unstable").asInt(0));
      comparison.same("bar index", from + expected.path("output_index_from_begIdx").asInt(), bar);
    }
    double[] values = Series.output(all, row.output());
    comparison.number(
        row.output() + "[" + bar + "]",
        Numbers.read(expected.path("value")),
        values[bar - skipped],
        reference.tolerance());
    return comparison.verdict();
  }

  private static String call(Row row, JsonNode params, List<Double> inName) {
    if (!row.positions().isEmpty()) {
      List<Double> given = CaseParameters.numbers(params);
      return row.feature() + "(" + placed(row.positions(), given) + ")";
    }
    return CaseParameters.call(row.feature(), params, inName);
  }

  private static String placed(String positions, List<Double> given) {
    return String.join(
        ",",
        Arrays.stream(positions.split(",", -1))
            .map(
                text ->
                    text.startsWith("#")
                        ? "" + given.get(Integer.parseInt(text.substring(1)))
                        : text)
            .toList());
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new HashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] sides = line.split("=", 2);
      String[] right = sides[1].split(":", -1);
      String positions = right.length > 2 ? right[2].strip() : "";
      rows.put(sides[0].strip(), new Row(right[0].strip(), right[1].strip(), positions));
    }
    return rows;
  }

  /// @param positions how the case's numbers map to ours (`#0` is the first), empty for as named
  private record Row(String feature, String output, String positions) {}
}
