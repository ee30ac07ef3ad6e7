package dev.nautilus.hub.vendor;

import java.util.List;

/// What may be asked of a source and how much of it is used.
///
/// @param pace in words
/// @param waiting calls that wait for their turn
/// @param quietMillis how much longer the vendor wants to be left alone, 0 for not at all
/// @param quotas what is allowed in a day or month, where the source has such a limit
public record BudgetReport(String pace, int waiting, long quietMillis, List<Used> quotas) {
  public BudgetReport {
    quotas = List.copyOf(quotas);
  }

  /// One quota.
  ///
  /// @param per `day` or `month`, both rolling
  /// @param allowance calls allowed
  /// @param used calls made
  public record Used(String per, int allowance, long used) {}
}
