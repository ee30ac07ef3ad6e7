package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.message.MarketDatum;
import java.util.List;

/// Series say themselves what they are; only a search has answers of another form.
public final class DbnomicsSampleReader implements SampleReader {

  @Override
  public String source() {
    return DbnomicsConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    Receipt receipt = new Receipt(DbnomicsConnection.SOURCE, sample.receivedAt(), false);
    return SampleOutcome.of(
        sample.url().getPath().endsWith("/search")
            ? DatasetPage.read(sample.answer()).then(page -> datasets(page, receipt))
            : SeriesPage.read(sample.answer()).then(page -> series(page, receipt)));
  }

  private static Outcome<List<MarketDatum>> datasets(DatasetPage page, Receipt receipt) {
    List<MarketDatum> data =
        page.datasets().stream()
            .<MarketDatum>flatMap(each -> DbnomicsMapping.dataset(each, receipt).stream())
            .toList();
    return data.isEmpty() ? Outcome.bad(Refusal.NO_DATA, "no data sets") : Outcome.good(data);
  }

  private static Outcome<List<MarketDatum>> series(SeriesPage page, Receipt receipt) {
    List<MarketDatum> data =
        page.series().stream()
            .<MarketDatum>map(
                doc ->
                    DbnomicsMapping.series(
                        DbnomicsSubject.instrument(doc.provider(), doc.dataset(), doc.code())
                            .orElseThrow(),
                        doc,
                        doc.observations(),
                        receipt))
            .toList();
    return data.isEmpty() ? Outcome.bad(Refusal.NOT_FOUND, page.complaint()) : Outcome.good(data);
  }
}
