package dev.nautilus.engines.strategy;

import dev.nautilus.message.InstrumentId;
import java.util.Comparator;

/// An instrument in an account.
record AccountPosition(String account, InstrumentId instrument)
    implements Comparable<AccountPosition> {
  private static final Comparator<AccountPosition> ORDER =
      Comparator.comparing(AccountPosition::account).thenComparing(AccountPosition::instrument);

  @Override
  public int compareTo(AccountPosition other) {
    return ORDER.compare(this, other);
  }
}
