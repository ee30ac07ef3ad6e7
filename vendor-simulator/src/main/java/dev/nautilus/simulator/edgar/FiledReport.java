package dev.nautilus.simulator.edgar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One filing.
///
/// @param at when it was accepted, New York's wall time
/// @param utcStamp whether its time stamp is what it claims to be
/// @param reported period or event it is about
/// @param items of an 8-K
record FiledReport(
    Registrant registrant,
    String accession,
    String form,
    LocalDateTime at,
    boolean utcStamp,
    LocalDate reported,
    String items,
    String document) {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  Instant accepted() {
    return at.atZone(NEW_YORK).toInstant();
  }

  /// What the submissions give as `acceptanceDateTime`.
  String stamp() {
    LocalDateTime shown = utcStamp ? LocalDateTime.ofInstant(accepted(), ZoneOffset.UTC) : at;
    return shown.toLocalDate() + "T" + TIME.format(shown) + ".000Z";
  }
}
