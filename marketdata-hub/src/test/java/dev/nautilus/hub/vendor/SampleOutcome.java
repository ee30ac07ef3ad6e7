package dev.nautilus.hub.vendor;

import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.MarketDatum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a sample.
///
/// @param refusal why there are no data; null unless refused
public record SampleOutcome(
    Kind kind, @Nullable Refusal refusal, String detail, List<MarketDatum> data) {

  /// What became of a sample, in a word.
  public enum Kind {
    DATA,
    REFUSED,
    /// Understood, and about data rather than data.
    METADATA,
    /// A cookie or a crumb.
    CREDENTIAL
  }

  /// Data, or the refusal.
  public static SampleOutcome of(Outcome<List<MarketDatum>> outcome) {
    return switch (outcome) {
      case Outcome.Good<List<MarketDatum>>(List<MarketDatum> data) ->
          new SampleOutcome(Kind.DATA, null, data.size() + " messages", data);
      case Outcome.Bad<List<MarketDatum>>(Refused refused) -> refused(refused);
    };
  }

  public static SampleOutcome refused(Refused refused) {
    return new SampleOutcome(Kind.REFUSED, refused.why(), refused.detail(), List.of());
  }

  public static SampleOutcome other(Kind kind, String detail) {
    return new SampleOutcome(kind, null, detail, List.of());
  }
}
