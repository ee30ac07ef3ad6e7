package dev.nautilus.hub.vendor;

import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins the outcomes of several calls into one reply. An instrument without data does not spoil
/// the others; any other trouble refuses the whole, for a half must not look like all.
///
/// **Threads** Confined to one.
public final class Gathered {
  private final List<MarketDatum> data = new ArrayList<>();
  private @Nullable Refused nothing;
  private @Nullable Refused trouble;
  private boolean truncated;

  /// Adds what one call came to.
  public void add(Outcome<List<MarketDatum>> outcome) {
    switch (outcome) {
      case Outcome.Good<List<MarketDatum>>(List<MarketDatum> more) -> data.addAll(more);
      case Outcome.Bad<List<MarketDatum>>(Refused refused) -> {
        boolean harmless = refused.why() == Refusal.NOT_FOUND || refused.why() == Refusal.NO_DATA;
        if (harmless && nothing == null) {
          nothing = refused;
        } else if (!harmless && trouble == null) {
          trouble = refused;
        }
      }
    }
  }

  /// Notes that the vendor has more, or had, than it gives.
  public void truncatedIf(boolean capped) {
    truncated |= capped;
  }

  /// All data, or the first refusal.
  public Outcome<List<MarketDatum>> outcome() {
    if (trouble != null) {
      return new Outcome.Bad<>(trouble);
    }
    if (!data.isEmpty()) {
      return Outcome.good(List.copyOf(data));
    }
    return nothing == null
        ? Outcome.bad(Refusal.NO_DATA, "nothing was asked for")
        : new Outcome.Bad<>(nothing);
  }

  /// The same as a reply.
  public VendorReply reply() {
    return switch (outcome()) {
      case Outcome.Good<List<MarketDatum>>(List<MarketDatum> all) ->
          new VendorReply.Data(all, truncated);
      case Outcome.Bad<List<MarketDatum>>(Refused refused) -> refused;
    };
  }
}
