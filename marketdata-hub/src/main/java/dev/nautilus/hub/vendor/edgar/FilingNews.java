package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.VendorUrl;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.News;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Filings as headlines: the accession number is the id, the company the publisher.
///
/// @param archive where the documents lie
record FilingNews(InstrumentId instrument, Submissions filer, URI archive, Receipt receipt) {
  private static final Pattern DIGITS = Pattern.compile("\\d{1,10}");

  News of(Filing filing) {
    Instant at = AcceptanceTime.read(filing.accepted(), filing.filed(), receipt.receivedAt());
    return new News(
        instrument,
        filing.accession(),
        filer.name() + ": " + filing.title(),
        filer.name(),
        link(filing),
        at,
        related(),
        receipt.seenAt(at));
  }

  /// The document itself, or the filing's table of contents when it has no main document.
  private String link(Filing filing) {
    if (!DIGITS.matcher(filer.cik()).matches()) {
      return "";
    }
    String number = Long.toString(Long.parseLong(filer.cik()));
    VendorUrl url =
        VendorUrl.of(archive)
            .path("Archives/edgar/data")
            .segment(number)
            .segment(filing.accession().replace("-", ""));
    if (filing.document().isEmpty()) {
      return url.segment(filing.accession() + "-index.htm").uri().toString();
    }
    for (String part : filing.document().split("/", -1)) {
      url.segment(part);
    }
    return url.uri().toString();
  }

  /// The filer's other tickers.
  private List<InstrumentId> related() {
    List<InstrumentId> related = new ArrayList<>();
    for (String ticker : filer.tickers()) {
      id(ticker).filter(other -> !other.equals(instrument)).ifPresent(related::add);
    }
    return related;
  }

  private static Optional<InstrumentId> id(String ticker) {
    try {
      return Optional.of(InstrumentId.of(ticker));
    } catch (IllegalArgumentException notATicker) {
      return Optional.empty();
    }
  }
}
