package dev.nautilus.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The hub's answer: one [Answer] for each instrument and type asked for, in the order asked.
///
/// @param answers as above
public record DataResponse(List<Answer> answers) {
  public DataResponse {
    answers = List.copyOf(answers);
  }

  /// How good an answer is.
  public enum Freshness {
    /// Within its lifetime.
    FRESH,
    /// Past its lifetime, served because nothing newer could be had; see the age.
    STALE,
    /// There is no value; the refusal says why.
    REFUSED
  }

  /// What the hub says for one instrument and type.
  ///
  /// @param type catalogue name of the type
  /// @param freshness how good it is
  /// @param ageMillis since the hub received it; 0 when refused
  /// @param data the values, oldest first; empty when refused
  /// @param refusal a word to act on (`NOT_FOUND`, `NOT_CONFIGURED`, `OVER_BUDGET`,
  ///   `VENDOR_FAILED`, `BAD_REQUEST`); null when there is data
  /// @param detail a sentence for people; null when there is data
  public record Answer(
      InstrumentId instrument,
      String type,
      Freshness freshness,
      long ageMillis,
      List<MarketDatum> data,
      @Nullable String refusal,
      @Nullable String detail) {
    public Answer {
      data = List.copyOf(data);
    }
  }
}
