package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.SessionCalendar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the marketdata engine builds, for whom.
///
/// @param symbols instruments it follows; others are not listened to
/// @param specs bars it cuts of each: see [BarKinds] for what there is
/// @param sessions exchanges whose hours shape the bars; an instrument that is in none trades round
///   the clock
/// @param lateness how long after its end a time bar is corrected by late trades
/// @param gapTimeout longest wait for a number that is left out, before it counts as missing
/// @param staleQuote a venue that quoted nothing for so long is left out of the consolidation
/// @param tapeSilence a source that says nothing for so long loses the tape to another one
/// @param emptyBars whether intervals without a trade become bars of no volume
/// @param dailyBars days of history that corporate actions are measured on
/// @param keptBars how many bars of each kind can be asked for
@Validated
@ConfigurationProperties("nautilus.marketdata")
record MarketdataProperties(
    @NotEmpty List<InstrumentId> symbols,
    @NotEmpty List<String> specs,
    @DefaultValue Map<String, Session> sessions,
    @DefaultValue("2s") Duration lateness,
    @DefaultValue("250ms") Duration gapTimeout,
    @DefaultValue("5s") Duration staleQuote,
    @DefaultValue("60s") Duration tapeSilence,
    @DefaultValue("false") boolean emptyBars,
    @Min(1) @Max(5_000) @DefaultValue("756") int dailyBars,
    @Min(1) @Max(5_000) @DefaultValue("240") int keptBars) {

  MarketdataProperties {
    symbols = List.copyOf(symbols);
    specs = List.copyOf(specs);
    sessions = Map.copyOf(sessions);
    specs.forEach(spec -> BarKinds.check(BarSpec.of(spec)));
  }

  /// An exchange's hours.
  ///
  /// @param symbols who trades there
  /// @param zone its time zone
  /// @param open first moment of the session, local
  /// @param close end of the session, local
  /// @param holidays days without a session
  /// @param halfDays days that end early, with their close
  record Session(
      List<InstrumentId> symbols,
      ZoneId zone,
      LocalTime open,
      LocalTime close,
      @DefaultValue Set<LocalDate> holidays,
      @DefaultValue Map<LocalDate, LocalTime> halfDays) {

    private SessionCalendar calendar() {
      return new SessionCalendar(zone, open, close, false, holidays, halfDays);
    }
  }

  /// The hours that an instrument trades in.
  SessionCalendar calendar(InstrumentId symbol) {
    return sessions.values().stream()
        .filter(session -> session.symbols().contains(symbol))
        .findFirst()
        .map(Session::calendar)
        .orElseGet(SessionCalendar::always);
  }

  /// What a state of these settings rests on; one of others is of no use.
  String shape() {
    return "%d symbols (%08x), bars %s, hours (%08x), late %s"
        .formatted(symbols.size(), symbols.toString().hashCode(), specs, hours(), lateness);
  }

  /// Of equal hours, the same number in every process: sets and maps have no order of their own.
  private int hours() {
    Map<String, String> hours = new TreeMap<>();
    sessions.forEach(
        (name, each) ->
            hours.put(
                name,
                "%s %s %s-%s %s %s"
                    .formatted(
                        each.symbols(),
                        each.zone(),
                        each.open(),
                        each.close(),
                        new TreeSet<>(each.holidays()),
                        new TreeMap<>(each.halfDays()))));
    return hours.toString().hashCode();
  }
}
