package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.SampleOutcome;
import dev.nautilus.hub.vendor.SampleReader;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.hub.vendor.VendorSample;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells from the URL which of the adapter's readers an answer is for.
public final class YahooSampleReader implements SampleReader {

  @Override
  public String source() {
    return YahooConnection.SOURCE.name();
  }

  @Override
  public SampleOutcome read(VendorSample sample) {
    Receipt receipt = new Receipt(YahooConnection.SOURCE, sample.receivedAt(), false);
    String path = sample.url().getPath();
    if (sample.method().equals("WS")) {
      return SampleOutcome.of(PricingFrame.read(sample.answer(), receipt));
    }
    if (path.endsWith("/v1/test/getcrumb")) {
      return credential(YahooSession.crumb(sample.answer()));
    }
    if (path.isEmpty() || path.equals("/")) {
      return credential(YahooSession.cookie(sample.answer()));
    }
    Optional<Outcome<List<MarketDatum>>> data =
        path.startsWith("/v7/finance/quote")
            ? Optional.of(QuoteRows.read(sample.answer(), symbols(sample), receipt))
            : instrument(sample).flatMap(asked -> about(asked, sample, receipt));
    return SampleOutcome.of(
        data.orElseGet(
            () ->
                YahooEnvelope.document(sample.answer())
                    .then(
                        any -> Outcome.bad(Refusal.NOT_SERVED, "no type of ours is at " + path))));
  }

  private static Optional<Outcome<List<MarketDatum>>> about(
      InstrumentId asked, VendorSample sample, Receipt receipt) {
    String path = sample.url().getPath();
    if (path.startsWith("/v8/finance/chart/")) {
      String cut = sample.parameter("interval");
      return ChartInterval.ofWire(cut.isEmpty() ? "1d" : cut)
          .map(interval -> chart(asked, interval, sample, receipt));
    }
    if (path.startsWith("/v1/finance/search")) {
      return Optional.of(NewsItems.read(sample.answer(), asked, receipt));
    }
    if (path.startsWith("/v10/finance/quoteSummary/")) {
      return Optional.of(SummaryModules.read(sample.answer(), asked, receipt));
    }
    return path.startsWith("/ws/fundamentals-timeseries/")
        ? Optional.of(ReportedFigures.read(sample.answer(), asked, receipt))
        : Optional.empty();
  }

  private static Outcome<List<MarketDatum>> chart(
      InstrumentId asked, ChartInterval interval, VendorSample sample, Receipt receipt) {
    boolean events = !sample.parameter("events").isEmpty();
    ChartCall call = new ChartCall(asked, interval, null, null, "", events);
    Gathered both = new Gathered();
    both.add(ChartBars.read(sample.answer(), call, receipt));
    if (events) {
      both.add(ChartActions.read(sample.answer(), call, receipt));
    }
    return both.outcome();
  }

  private static List<InstrumentId> symbols(VendorSample sample) {
    return Stream.of(sample.parameter("symbols").split(",")).flatMap(s -> id(s).stream()).toList();
  }

  /// The instrument a search names as its text, and other requests at the end of the path.
  private static Optional<InstrumentId> instrument(VendorSample sample) {
    String text = sample.parameter("q");
    return id(text.isEmpty() ? sample.lastSegment() : text);
  }

  private static Optional<InstrumentId> id(String text) {
    try {
      return Optional.of(InstrumentId.of(text));
    } catch (IllegalArgumentException noSymbol) {
      return Optional.empty();
    }
  }

  private static SampleOutcome credential(Outcome<String> outcome) {
    return switch (outcome) {
      case Outcome.Good<String>(String value) ->
          SampleOutcome.other(
              SampleOutcome.Kind.CREDENTIAL, "a credential of " + value.length() + " characters");
      case Outcome.Bad<String>(Refused refused) -> SampleOutcome.refused(refused);
    };
  }
}
