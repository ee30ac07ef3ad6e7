package dev.nautilus.engines.features.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Cases whose method is the name of a Stock.Indicators result file and whose expected values are
/// given by output and bar index.
final class StockIndicatorsCases {

  /// `method[|method] = feature[(defaults)] : theirOutput=ours ...`; defaults are those of the
  /// Stock.Indicators catalogue where they are not ours.
  private static final String TABLE =
      """
      sma = sma : sma=sma
      ema = ema : ema=ema
      wma = wma : wma=wma
      smma = smma : smma=smma
      dema = dema_si : dema=dema_si
      tema = tema_si : tema=tema_si
      hma = hma : hma=hma
      alma = alma : alma=alma
      epma = epma : epma=epma
      t3 = t3_si : t3=t3_si
      kama = kama_si : kama=kama er=er
      dynamic = dynamic : dynamic=dynamic
      vwma = vwma : vwma=vwma
      vwap = vwap(0) : vwap=vwap
      trix = trix_si : trix=trix_si ema3=ema3
      rsi = rsi : rsi=rsi
      cmo = cmo_si : cmo=cmo_si
      roc = roc : roc=roc momentum=momentum
      roc-wb = roc_bands : roc=roc rocEma=ema upperBand=upper lowerBand=lower
      macd = macd_si : macd=macd signal=signal histogram=histogram fastEma=fast slowEma=slow
      pvo = pvo : pvo=pvo signal=signal histogram=histogram
      pmo = pmo : pmo=pmo signal=signal
      tsi = tsi : tsi=tsi signal=signal
      tr = tr : tr=tr
      atr = atr : atr=atr atrp=atrp tr=tr
      bb = bb : sma=middle upperBand=upper lowerBand=lower percentB=percent_b zScore=z width=width
      stdev|stddev = stddev : stdDev=stddev mean=mean zScore=z
      sma-analysis = sma_error : mad=mad mse=mse mape=mape sma=sma
      slope = slope : slope=slope intercept=intercept stdDev=stddev rSquared=r2
      stoch = stoch : oscillator=k signal=d percentJ=j k=k d=d j=j
      stoch-rsi = stoch_rsi : stochRsi=k signal=d
      stc = stc : stc=stc
      smi = smi : smi=smi signal=signal
      fisher = fisher : fisher=fisher trigger=trigger
      willr|williams-r = willr : williamsR=willr
      cci = cci : cci=cci
      uo|ultimate = uo : ultimate=uo
      aroon = aroon_si : aroonUp=up aroonDown=down oscillator=oscillator
      adx = adx_si : adx=adx pdi=pdi mdi=mdi dx=dx adxr=adxr
      vortex = vortex : pvi=plus nvi=minus
      chop = chop : chop=chop
      ulcer = ulcer : ulcerIndex=ulcer ui=ulcer
      alligator = alligator : jaw=jaw teeth=teeth lips=lips
      gator = alligator : upper=gator_upper lower=gator_lower
      awesome = awesome : oscillator=awesome normalized=normalised
      ichimoku = ichimoku : tenkanSen=tenkan kijunSen=kijun senkouSpanA=span_a senkouSpanB=span_b
      heikinashi|heikin-ashi = heikin_ashi : open=open high=high low=low close=close
      psar|parabolic-sar = psar_si : sar=sar isReversal=reversal
      supertrend|super-trend = supertrend : superTrend=supertrend upperBand=upper lowerBand=lower
      atr-stop = atr_stop : atrStop=stop buyStop=buy sellStop=sell atr=atr
      chexit|chandelier = chandelier : chandelierExit=long
      keltner = keltner : centerline=middle upperBand=upper lowerBand=lower width=width
      starc = starc : centerline=middle upperBand=upper lowerBand=lower
      ma-env = envelope : centerline=middle upperEnvelope=upper lowerEnvelope=lower
      donchian = donchian : centerline=middle upperBand=upper lowerBand=lower width=width
      obv = obv_si : obv=obv_si
      adl = ad : adl=ad moneyFlowMultiplier=multiplier moneyFlowVolume=flow
      chaikin-osc = adosc_si : oscillator=oscillator fastEma=fast slowEma=slow adl=line moneyFlowMultiplier=multiplier moneyFlowVolume=flow
      cmf = cmf : cmf=cmf moneyFlowMultiplier=multiplier moneyFlowVolume=flow
      mfi = mfi : mfi=mfi
      force = force : forceIndex=force
      elder-ray = elder_ray : ema=ema bullPower=bull bearPower=bear
      bop = bop : bop=bop
      kvo = kvo : oscillator=kvo signal=signal
      """;

  private static final Map<String, Row> ROWS = rows();

  private StockIndicatorsCases() {}

  static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    String method = reference.method().toLowerCase(Locale.ROOT).strip().replace('_', '-');
    return Optional.ofNullable(ROWS.get(method)).map(row -> chosen -> run(chosen, row));
  }

  private static Verdict run(ReferenceCase reference, Row row) throws IOException {
    Tolerance tolerance = reference.tolerance();
    JsonNode params = reference.input().path("params");
    CsvTable table = reference.table(reference.input().path("bars").asString());
    List<Candle> candles = Series.candles(table);
    String call = CaseParameters.call(row.feature(), params, row.defaults());
    Map<String, double[]> ours = new HashMap<>();
    Series.run(call + "@1d", candles).forEach(ours::put);
    addDerived(row, params, candles, ours);
    Comparison comparison = new Comparison();
    JsonNode values = reference.expected().path("values_by_bar_index");
    for (Map.Entry<String, JsonNode> output : values.properties()) {
      double[] series = ours.get(row.outputs().getOrDefault(output.getKey(), output.getKey()));
      if (series == null) {
        comparison.differ("output " + output.getKey() + " is not known");
      } else {
        compare(comparison, output, series, tolerance);
      }
    }
    JsonNode firsts = reference.expected().path("first_non_null_index");
    for (Map.Entry<String, JsonNode> first : firsts.properties()) {
      double[] series = ours.get(row.outputs().getOrDefault(first.getKey(), first.getKey()));
      int index = series == null ? -2 : Series.firstIndex(series);
      comparison.same(first.getKey() + " first index", first.getValue().asInt(-1), index);
    }
    return comparison.verdict();
  }

  private static void compare(
      Comparison comparison, Map.Entry<String, JsonNode> output, double[] series, Tolerance limit) {
    for (Map.Entry<String, JsonNode> point : output.getValue().properties()) {
      int index = Integer.parseInt(point.getKey());
      String what = output.getKey() + "[" + index + "]";
      if (index >= series.length) {
        comparison.differ(what + " lies beyond the " + series.length + " bars");
      } else {
        comparison.number(what, expected(point.getValue()), series[index], limit);
      }
    }
  }

  private static double expected(JsonNode value) {
    if (value.isNull()) {
      return Double.NaN;
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? 1 : 0;
    }
    return Numbers.read(value);
  }

  /// Columns that are no stream: they restate the past in the light of later bars.
  private static void addDerived(
      Row row, JsonNode params, List<Candle> candles, Map<String, double[]> ours) {
    int bars = candles.size();
    ours.put("volume", candles.stream().mapToDouble(Candle::volume).toArray());
    if (row.feature().equals("slope")) {
      double[] line = new double[bars];
      Arrays.fill(line, Double.NaN);
      int period = CaseParameters.numbers(params).stream().findFirst().orElse(14.0).intValue();
      for (int i = Math.max(0, bars - period); i < bars; i++) {
        line[i] =
            Series.output(ours, "slope")[bars - 1] * (i + 1)
                + Series.output(ours, "intercept")[bars - 1];
      }
      ours.put("line", line);
    }
    if (row.feature().equals("ichimoku")) {
      int shift = shift(CaseParameters.numbers(params));
      double[] lagging = new double[bars];
      for (int i = 0; i < bars; i++) {
        lagging[i] = i + shift < bars ? candles.get(i + shift).close() : Double.NaN;
      }
      ours.put("chikouSpan", lagging);
    }
  }

  /// The lagging span and both leading spans move by the kijun period unless the case says else.
  private static int shift(List<Double> given) {
    int index = given.size() > 3 ? 3 : 1;
    return index < given.size() ? given.get(index).intValue() : 26;
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new HashMap<>();
    TABLE
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              String[] sides = line.split("=", 2);
              String[] right = sides[1].split(":", 2);
              String call = right[0].strip();
              Map<String, String> outputs = new HashMap<>();
              for (String pair : right[1].strip().split(" ", -1)) {
                outputs.put(pair.split("=", -1)[0], pair.split("=", -1)[1]);
              }
              String feature = call.replaceAll("\\(.*", "");
              Row row = new Row(feature, defaults(call), outputs);
              for (String name : sides[0].strip().split("\\|", -1)) {
                rows.put(name, row);
              }
            });
    return rows;
  }

  private static List<Double> defaults(String call) {
    return call.contains("(")
        ? Arrays.stream(call.replaceAll(".*\\(|\\)", "").split(",", -1))
            .map(Double::valueOf)
            .toList()
        : List.of();
  }

  private record Row(String feature, List<Double> defaults, Map<String, String> outputs) {}
}
