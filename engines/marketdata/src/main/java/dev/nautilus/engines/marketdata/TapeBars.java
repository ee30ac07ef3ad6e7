package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.BuiltBar;
import dev.nautilus.engines.marketdata.method.Print;
import dev.nautilus.engines.marketdata.method.SessionCalendar;
import dev.nautilus.engines.marketdata.method.TimeBars;
import dev.nautilus.engines.marketdata.method.TimeBars.Begun;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All bars of one instrument. Minutes are always cut, because vendors heal gaps by minutes.
/// Confined to the engine thread.
final class TapeBars {
  /// @param times by spec
  /// @param clocks by spec
  record State(
      BarWriter.State writer,
      Map<String, TimeStream.State> times,
      Map<String, ClockStream.State> clocks) {}

  private final BarWriter writer;
  private final SessionCalendar calendar;
  private final Map<String, TimeStream> times = new LinkedHashMap<>();
  private final Map<String, ClockStream> clocks = new LinkedHashMap<>();
  private final TimeStream minutes;

  TapeBars(InstrumentId instrument, MarketdataProperties properties) {
    writer = new BarWriter(instrument);
    calendar = properties.calendar(instrument);
    minutes = timeStream(BarSpec.MINUTE, properties);
    times.put(BarSpec.MINUTE.code(), minutes);
    for (String code : properties.specs()) {
      BarSpec spec = BarSpec.of(code);
      if (BarKinds.length(spec).isEmpty()) {
        clocks.put(code, new ClockStream(spec, writer));
      } else {
        times.computeIfAbsent(code, _ -> timeStream(spec, properties));
      }
    }
  }

  private TimeStream timeStream(BarSpec spec, MarketdataProperties properties) {
    TimeBars bars =
        new TimeBars(
            calendar,
            BarKinds.length(spec).orElseThrow(),
            properties.lateness(),
            properties.emptyBars());
    return new TimeStream(spec, bars, writer);
  }

  /// The kinds that are cut.
  List<String> specs() {
    List<String> specs = new ArrayList<>(times.keySet());
    specs.addAll(clocks.keySet());
    return specs;
  }

  /// Takes a print in. One of a minute that a vendor's has taken the place of is in that minute
  /// already, so it is left out of the bars of time.
  List<Bar> accept(TapeEntry entry) {
    writer.heard(entry.provenance());
    Print print = entry.print();
    List<Bar> bars = new ArrayList<>();
    boolean known = minutes.at(print.at()).filter(minute -> minute.bar().mended()).isPresent();
    if (!known) {
      times.values().forEach(stream -> bars.addAll(stream.accept(print)));
    }
    clocks.values().forEach(stream -> bars.addAll(stream.accept(print)));
    return bars;
  }

  List<Bar> advance(Instant now) {
    List<Bar> bars = new ArrayList<>();
    times.values().forEach(stream -> bars.addAll(stream.advance(now)));
    return bars;
  }

  /// Puts a vendor's minutes into the bars.
  ///
  /// @param joining whether they are from before the engine listened
  List<Bar> mend(List<Bar> vendor, boolean joining) {
    List<Bar> bars = new ArrayList<>();
    for (Bar minute : vendor) {
      BuiltBar built = minutes.at(minute.start()).map(Begun::bar).orElse(null);
      BarStream.Mend mend = new BarStream.Mend(minute.start(), built(minute), built, joining);
      times.values().forEach(stream -> bars.addAll(stream.mend(mend)));
    }
    if (joining) {
      times.values().forEach(stream -> bars.addAll(stream.complete()));
    }
    return bars;
  }

  private static BuiltBar built(Bar minute) {
    Print whole =
        new Print(
            Print.exact(minute.open()),
            Print.exact(minute.high()),
            Print.exact(minute.low()),
            Print.exact(minute.close()),
            Print.exact(minute.volume()),
            Side.UNKNOWN,
            minute.start());
    return BuiltBar.ofVendor(whole, minute.start(), minute.start().plusSeconds(60).minusNanos(1));
  }

  /// How far back a vendor's minutes complete the bars that grow at an instant.
  Instant growingSince(Instant at) {
    Instant since = at;
    for (String code : times.keySet()) {
      BarSpec spec = BarSpec.of(code);
      Instant begins =
          spec.equals(BarSpec.DAY)
              ? session(at).map(SessionCalendar.Slot::start).orElse(at)
              : calendar
                  .slot(BarKinds.length(spec).orElseThrow(), at)
                  .map(SessionCalendar.Slot::start)
                  .orElse(at);
      since = begins.isBefore(since) ? begins : since;
    }
    return since;
  }

  private Optional<SessionCalendar.Slot> session(Instant at) {
    return calendar
        .session(at.atZone(calendar.zone()).toLocalDate())
        .filter(session -> !at.isBefore(session.start()) && at.isBefore(session.end()));
  }

  /// Prints that came too late for their minute.
  long late() {
    return minutes.late();
  }

  State state() {
    Map<String, TimeStream.State> ofTimes = new TreeMap<>();
    times.forEach((code, stream) -> ofTimes.put(code, stream.state()));
    Map<String, ClockStream.State> ofClocks = new TreeMap<>();
    clocks.forEach((code, stream) -> ofClocks.put(code, stream.state()));
    return new State(writer.state(), ofTimes, ofClocks);
  }

  void restore(State state) {
    writer.restore(state.writer());
    times.forEach(
        (code, stream) -> Optional.ofNullable(state.times().get(code)).ifPresent(stream::restore));
    clocks.forEach(
        (code, stream) -> Optional.ofNullable(state.clocks().get(code)).ifPresent(stream::restore));
  }
}
