package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells from the URL which of the adapter's readers an answer is for.
public final class EdgarSampleReader implements SampleReader {
  private static final Pattern FILER = Pattern.compile("CIK(\\d{10})");
  private static final URI ARCHIVE = URI.create("https://www.sec.gov");

  @Override
  public String source() {
    return EdgarConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    String path = sample.url().getPath();
    if (path.endsWith("/company_tickers.json")) {
      return switch (TickerDirectory.read(sample.answer())) {
        case Outcome.Good<TickerDirectory>(TickerDirectory directory) ->
            SampleOutcome.other(SampleOutcome.Kind.METADATA, directory.ciks().size() + " tickers");
        case Outcome.Bad<TickerDirectory>(Refused refused) -> SampleOutcome.refused(refused);
      };
    }
    return SampleOutcome.of(data(sample, path));
  }

  private static Outcome<List<MarketDatum>> data(VendorSample sample, String path) {
    Receipt receipt = new Receipt(EdgarConnection.SOURCE, sample.receivedAt(), false);
    if (path.contains("/browse-edgar")) {
      return feed(sample, receipt);
    }
    if (path.contains("-submissions-")) {
      return Submissions.readOlder(sample.answer())
          .then(
              filings -> {
                String cik = Long.toString(cik(path));
                return news(
                    new Submissions("CIK" + cik, cik, List.of(), filings, List.of()), receipt);
              });
    }
    if (path.startsWith("/submissions/")) {
      return Submissions.read(sample.answer()).then(filer -> news(filer, receipt));
    }
    if (path.startsWith("/api/xbrl/")) {
      CompanyFacts.Reading reading =
          new CompanyFacts.Reading(
              EdgarSubject.unlisted(cik(path)), cik(path), WantedFacts.everything(), receipt);
      return path.contains("/companyconcept/")
          ? CompanyFacts.concept(sample.answer(), reading)
          : CompanyFacts.all(sample.answer(), reading);
    }
    return EdgarErrors.open(sample.answer())
        .then(any -> Outcome.bad(Refusal.NOT_SERVED, "no type of ours is at " + path));
  }

  private static Outcome<List<MarketDatum>> feed(VendorSample sample, Receipt receipt) {
    boolean first = sample.parameter("start").equals("0");
    TickerDirectory none = new TickerDirectory(Map.of(), Map.of());
    return CurrentFilings.read(sample.answer(), none, receipt, first)
        .then(
            page ->
                page.filings().isEmpty()
                    ? Outcome.bad(Refusal.NO_DATA, "no filings so far back")
                    : Outcome.good(List.copyOf(page.filings())));
  }

  private static Outcome<List<MarketDatum>> news(Submissions filer, Receipt receipt) {
    InstrumentId instrument =
        filer.tickers().isEmpty()
            ? EdgarSubject.unlisted(Long.parseLong(filer.cik()))
            : InstrumentId.of(filer.tickers().getFirst());
    FilingNews news = new FilingNews(instrument, filer, ARCHIVE, receipt);
    List<MarketDatum> all = filer.recent().stream().<MarketDatum>map(news::of).toList();
    return all.isEmpty() ? Outcome.bad(Refusal.NO_DATA, "no filings") : Outcome.good(all);
  }

  private static long cik(String path) {
    Matcher filer = FILER.matcher(path);
    return filer.find() ? Long.parseLong(filer.group(1)) : 0;
  }
}
