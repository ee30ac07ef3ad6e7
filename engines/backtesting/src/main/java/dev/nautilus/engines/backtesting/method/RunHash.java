package dev.nautilus.engines.backtesting.method;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Fingerprints of what goes into a run and of what comes out: SHA-256 in hexadecimal. Equal input
/// hash, equal result hash.
public final class RunHash {
  private final MessageDigest digest;

  private RunHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Begins one.
  public static RunHash begin() {
    return new RunHash();
  }

  /// Adds text, told apart from what follows.
  public RunHash text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    digest.update(bytes);
    return this;
  }

  /// Adds a number.
  public RunHash number(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      digest.update((byte) (value >>> shift));
    }
    return this;
  }

  /// Adds a number, to the bit.
  public RunHash number(double value) {
    return number(Double.doubleToLongBits(value));
  }

  /// Adds a bar.
  public RunHash bar(ReplayBar bar) {
    return number(bar.instrument())
        .number(bar.openNanos())
        .number(bar.closeNanos())
        .number(bar.open())
        .number(bar.high())
        .number(bar.low())
        .number(bar.close())
        .number(bar.volume());
  }

  /// The fingerprint.
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Of a run that is over: its round trips, its worth close by close, its cash.
  public static String of(BacktestRun run) {
    RunHash hash = begin();
    List<RoundTrip> trips = run.ledger().trips();
    hash.number(trips.size());
    trips.forEach(each -> hash.text(each.toString()));
    for (double value : run.equity().values()) {
      hash.number(value);
    }
    return hash.text(run.ledger().cash().toPlainString()).hex();
  }
}
