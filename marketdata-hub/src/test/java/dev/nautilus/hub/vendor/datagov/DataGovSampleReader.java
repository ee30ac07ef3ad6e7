package dev.nautilus.hub.vendor.datagov;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.hub.vendor.datagov.CatalogDocument.Datasets;
import dev.nautilus.hub.vendor.datagov.CatalogDocument.Metadata;
import dev.nautilus.message.MarketDatum;
import java.util.List;

/// Both APIs' answers say themselves what they are.
public final class DataGovSampleReader implements SampleReader {

  @Override
  public String source() {
    return DataGovConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    Receipt receipt = new Receipt(DataGovConnection.SOURCE, sample.receivedAt(), false);
    return switch (CatalogDocument.read(sample.answer())) {
      case Outcome.Bad<CatalogDocument>(Refused refused) -> SampleOutcome.refused(refused);
      case Outcome.Good<CatalogDocument>(Metadata metadata) ->
          SampleOutcome.other(SampleOutcome.Kind.METADATA, metadata.described());
      case Outcome.Good<CatalogDocument>(Datasets found) ->
          // Asked for no rows, the old API still says how many there are.
          found.entries().isEmpty() && found.count().orElse(0L) > 0
              ? SampleOutcome.other(
                  SampleOutcome.Kind.METADATA, found.count().get() + " data sets in all")
              : SampleOutcome.of(described(found, receipt));
    };
  }

  private static Outcome<List<MarketDatum>> described(Datasets found, Receipt receipt) {
    List<MarketDatum> data =
        found.entries().stream()
            .<MarketDatum>flatMap(each -> each.described(receipt).stream())
            .toList();
    return data.isEmpty() ? Outcome.bad(Refusal.NO_DATA, "no data sets") : Outcome.good(data);
  }
}
