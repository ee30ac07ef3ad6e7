package dev.nautilus.engines.features.method;

import dev.nautilus.engine.testkit.reference.Tolerance;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a column of a Lean test file holds, and how Lean's own test compares it.
///
/// @param call feature with parameters
/// @param output which of its values
/// @param scale factor from our unit to the file's (fraction to percent)
/// @param tolerance delta of the named Lean test; 1e-3 is the default of its `CommonIndicatorTests`
record LeanColumn(String call, String output, double scale, Tolerance tolerance) {

  /// `header pattern ; context pattern ; call ; output ; scale ; absolute ; relative`. `$1`, `$2`
  /// are groups of the header, `%1`, `%2` of the context: method, file and header line.
  private static final String TABLE =
      """
      SMA(\\d+) ; ; sma($1) ; sma ; 1 ; 1e-2
      EMA(\\d+) ; ; ema($1) ; ema ; 1 ; 1e-2
      RMA(\\d+) ; ; smma($1) ; smma
      LWMA ; ; wma(20) ; wma
      DEMA_(\\d+) ; ; dema($1) ; dema
      TEMA_(\\d+) ; ; tema($1) ; tema
      TRIMA_(\\d+) ; ; trima($1) ; trima
      T3_(\\d+) ; ; t3($1) ; t3
      HMA_(\\d+) ; ; hma($1) ; hma
      KAMA_(\\d+) ; ; kama($1) ; kama
      ALMA ; ; alma(9) ; alma
      McGinleyDynamic(\\d+) ; ; dynamic($1) ; dynamic
      VWMA(\\d+) ; ; vwma($1) ; vwma
      Moving VWAP (\\d+) ; ; vwap_moving($1) ; vwap_moving
      MACD (\\d+) (\\d+) ; ; macd_si($1,$2,9) ; macd
      MACD ; MACD (\\d+) (\\d+) (\\d+) ; macd_si(%1,%2,%3) ; macd ; 1 ; 1e-4
      Signal ; MACD (\\d+) (\\d+) (\\d+) ; macd_si(%1,%2,%3) ; signal ; 1 ; 1e-4
      Histogram ; MACD (\\d+) (\\d+) (\\d+) ; macd_si(%1,%2,%3) ; histogram ; 1 ; 1e-4
      RSI (\\d+) Wilder ; ; rsi($1) ; rsi
      RSI (\\d+) ; ; rsi_simple($1) ; rsi_simple
      CMO_(\\d+) ; ; cmo($1) ; cmo
      ROCR_(\\d+) ; ; rocr($1) ; rocr
      Rate of Change (\\d+) ; ; roc($1) ; momentum
      Rate of Change % (\\d+) ; ; roc($1) ; roc
      APO_(\\d+)_(\\d+) ; ; apo($1,$2) ; apo
      PPO_(\\d+)_(\\d+) ; ; ppo($1,$2) ; ppo
      TRIX_(\\d+) ; ; trix($1) ; trix
      TSI_(\\d+)_(\\d+) ; ; tsi($1,$2) ; tsi
      Signal_(\\d+) ; TSI_(\\d+)_(\\d+) ; tsi(%1,%2,$1) ; signal
      Moving Average (\\d+) ; ; bb($1) ; middle
      Bollinger Bands\\W* (\\d+) (\\S+) Top ; ; bb($1,$2) ; upper
      Bollinger Bands\\W* (\\d+) (\\S+) Bottom ; ; bb($1,$2) ; lower
      BandWidth ; Bollinger (\\d+), (\\S+) ; bb(%1,%2) ; width ; 100
      %B ; Bollinger (\\d+), (\\S+) ; bb(%1,%2) ; percent_b
      Average True Range (\\d+) ; (?i)wilder ; atr_first($1) ; atr_first
      Average True Range (\\d+) ; ; atr_simple($1) ; atr_simple
      NATR_(\\d+) ; ; atr($1) ; atrp
      TR ; DM14 ; tr ; tr ; 1 ; 6e-3
      TR ; ; tr ; tr
      ([+])DM 1 ; ; dm(1) ; plus ; 1 ; 6e-3
      (-)DM 1 ; ; dm(1) ; minus ; 1 ; 6e-3
      TR(\\d+) ; ; adx_si($1) ; tr ; 1 ; 6e-3
      [+]DM(\\d+) ; ; adx_si($1) ; pdm ; 1 ; 6e-3
      -DM(\\d+) ; ; adx_si($1) ; mdm ; 1 ; 6e-3
      [+]DI(\\d+) ; ; adx_si($1) ; pdi ; 1 ; 1e-4
      -DI(\\d+) ; ; adx_si($1) ; mdi ; 1 ; 1e-4
      DX ; DI(\\d+) ; adx_si(%1) ; dx ; 1 ; 6e-3
      DI (\\d+) Diff ; ; adx_si($1) ; pdi-mdi ; 1 ; 6e-3
      DI (\\d+) Sum ; ; adx_si($1) ; pdi+mdi ; 1 ; 6e-3
      ADX (\\d+) ; ; adx_si($1) ; adx ; 1 ; 1e-3
      ADXR (\\d+) ; ; adx_si($1) ; adxr_short ; 1 ; 1.0
      Money Flow Index (\\d+) ; ; mfi($1) ; mfi
      OBV ; ; obv ; obv ; 1 ; 0 ; 5e-3
      AD ; ; ad ; ad
      AdOsc_(\\d+)_(\\d+) ; ; adosc_si($1,$2) ; oscillator ; 1 ; 1
      CMF_(\\d+) ; ; cmf($1) ; cmf
      ForceIndex(\\d+) ; ; force($1) ; force
      BOP ; ; bop(1) ; bop
      Stochastics (\\d+) %K (\\d+) ; %D (\\d+) ; stoch($1,%1,$2) ; k
      %D (\\d+) ; Stochastics (\\d+) %K (\\d+) ; stoch(%1,$1,%2) ; d
      Williams %R (\\d+) ; ; willr($1) ; willr
      Commodity Channel Index \\(CCI\\) (\\d+) ; ; cci($1) ; cci ; 1 ; 1e-2
      ULTOSC_(\\d+)_(\\d+)_(\\d+) ; ; uo($1,$2,$3) ; uo
      Aroon Oscillator (\\d+) ; ; aroon($1) ; oscillator
      CHOP(\\d+) ; ; chop($1) ; chop
      plus_vtx ; ; vortex(14) ; plus
      minus_vtx ; ; vortex(14) ; minus
      KVO(\\d+)_(\\d+) ; ; kvo($1,$2) ; kvo
      STC ; ; stc ; stc
      tsf ; ; linreg(5) ; forecast
      AO ; ; awesome(5,34) ; awesome
      Super ; ; supertrend(10,3) ; supertrend
      Keltner Channels (\\d+) Top ; ; keltner_simple($1,1.5) ; upper
      Keltner Channels (\\d+) Bottom ; ; keltner_simple($1,1.5) ; lower
      Middle Band ; Keltner Channels (\\d+) ; keltner_simple(%1,1.5) ; middle
      TypicalPrice ; ; typprice ; typprice
      Donchian Channels (\\d+) Top ; ; donchian_now($1) ; upper
      Donchian Channels (\\d+) Bottom ; ; donchian_now($1) ; lower
      Donchian Channels (\\d+) Mean ; ; donchian_now($1) ; middle
      TenkanMaximum ; ; donchian_now(9) ; upper
      TenkanMinimum ; ; donchian_now(9) ; lower
      Tenkan ; ; ichimoku ; tenkan
      KijunMaximum ; ; donchian_now(26) ; upper
      KijunMinimum ; ; donchian_now(26) ; lower
      Kijun ; ; ichimoku ; kijun
      DelayedTenkanSenkouA ; ; ichimoku ; tenkan@26
      DelayedKijunSenkouA ; ; ichimoku ; kijun@26
      Senkou A ; ; ichimoku ; span_a
      SenkouBMaximum ; ; donchian_now(52) ; upper
      SenkouBMinimum ; ; donchian_now(52) ; lower
      DelayedMaximumSenkouB ; ; donchian_now(52) ; upper@26
      DelayedMinimumSenkouB ; ; donchian_now(52) ; lower@26
      Senkou B ; ; ichimoku ; span_b
      Ichimoku Cloud ; ; ichimoku ; lowest line
      HA_Open ; ; heikin_ashi ; open
      HA_High ; ; heikin_ashi ; high
      HA_Low ; ; heikin_ashi ; low
      HA_Close ; ; heikin_ashi ; close
      MAX_(\\d+) ; ; max($1) ; max
      MIN_(\\d+) ; ; min($1) ; min
      MIDPOINT_(\\d+) ; ; midpoint($1) ; midpoint
      MIDPRICE_(\\d+) ; ; midprice($1) ; midprice
      Var ; ; var(10) ; var
      """;

  static Optional<LeanColumn> of(String column, String method, List<String> header) {
    String context = method + " " + header;
    for (String line : TABLE.lines().toList()) {
      String[] parts = line.split(" ?; ?", -1);
      Matcher name = Pattern.compile(parts[0].strip()).matcher(column);
      Matcher around = Pattern.compile(parts[1].strip()).matcher(context);
      if (name.matches() && around.find()) {
        String call = fill(fill(parts[2].strip(), '$', name), '%', around);
        return Optional.of(of(call, parts));
      }
    }
    return Optional.empty();
  }

  private static LeanColumn of(String call, String[] parts) {
    Tolerance tolerance = new Tolerance(number(parts, 5, 1e-3), number(parts, 6, 0));
    return new LeanColumn(call, parts[3].strip(), number(parts, 4, 1), tolerance);
  }

  private static double number(String[] parts, int index, double otherwise) {
    return parts.length > index && !parts[index].isBlank()
        ? Double.parseDouble(parts[index].strip())
        : otherwise;
  }

  private static String fill(String call, char sign, Matcher groups) {
    String filled = call;
    for (int i = 1; i <= groups.groupCount(); i++) {
      filled = filled.replace("" + sign + i, groups.group(i));
    }
    return filled;
  }
}
