package dev.nautilus.hub.vendor.fred;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.hub.vendor.fred.FredDocument.Metadata;
import dev.nautilus.hub.vendor.fred.FredDocument.Observations;
import dev.nautilus.hub.vendor.fred.FredDocument.Series;
import dev.nautilus.hub.vendor.fred.FredDocument.SeriesList;
import dev.nautilus.message.MarketDatum;
import java.util.List;

/// FRED's answers say themselves what they are; only the name of a series is in the URL.
public final class FredSampleReader implements SampleReader {

  @Override
  public String source() {
    return FredConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    Receipt receipt = new Receipt(FredConnection.SOURCE, sample.receivedAt(), false);
    return switch (FredAnswers.read(sample.answer())) {
      case Outcome.Bad<FredDocument>(Refused refused) -> SampleOutcome.refused(refused);
      case Outcome.Good<FredDocument>(Metadata metadata) ->
          SampleOutcome.other(SampleOutcome.Kind.METADATA, metadata.described());
      case Outcome.Good<FredDocument>(SeriesList list) ->
          SampleOutcome.of(described(list, receipt));
      case Outcome.Good<FredDocument>(Observations values) ->
          SampleOutcome.of(joined(sample.parameter("series_id"), values, receipt));
    };
  }

  private static Outcome<List<MarketDatum>> described(SeriesList list, Receipt receipt) {
    List<MarketDatum> data =
        list.series().stream()
            .<MarketDatum>map(series -> FredMapping.described(series, receipt))
            .toList();
    return data.isEmpty() ? Outcome.bad(Refusal.NO_DATA, "no series") : Outcome.good(data);
  }

  private static Outcome<List<MarketDatum>> joined(
      String id, Observations values, Receipt receipt) {
    if (id.isEmpty()) {
      return Outcome.bad(Refusal.GARBAGE, "observations of a series that nobody named");
    }
    return values.rows().isEmpty()
        ? Outcome.bad(Refusal.NO_DATA, "no observations of " + id)
        : Outcome.good(List.of(FredMapping.joined(Series.unknown(id), values, receipt)));
  }
}
