package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.Gathered;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.util.List;

/// Everything about a company, or a fund, that takes several calls.
record CompanyFile(AlphaLine line) {

  /// A share's overview and statements; for what has no overview, a fund's profile. Each is a call,
  /// so none is made after one that failed.
  void fundamentals(InstrumentId instrument, Gathered gathered) {
    Outcome<List<MarketDatum>> overview = report(CompanyReports.OVERVIEW, instrument);
    gathered.add(overview);
    if (overview instanceof Outcome.Bad<List<MarketDatum>>(Refused refused)) {
      if (refused.why() == Refusal.NOT_FOUND) {
        gathered.add(report(CompanyReports.ETF_PROFILE, instrument));
      }
      return;
    }
    for (String function : CompanyReports.STATEMENTS) {
      Outcome<List<MarketDatum>> statement = report(function, instrument);
      gathered.add(statement);
      if (AlphaLine.isTrouble(statement)) {
        return;
      }
    }
  }

  private Outcome<List<MarketDatum>> report(String function, InstrumentId instrument) {
    return line.get(
        line.url().with("function", function).with("symbol", ticker(instrument)),
        answer -> CompanyReports.read(function, answer, instrument, line.receipt()));
  }

  /// Dividends and splits, each a call.
  Outcome<List<MarketDatum>> actions(InstrumentId instrument) {
    Gathered both = new Gathered();
    for (CorporateAction.Kind kind :
        List.of(CorporateAction.Kind.DIVIDEND, CorporateAction.Kind.SPLIT)) {
      both.add(
          line.get(
              line.url()
                  .with("function", kind == CorporateAction.Kind.SPLIT ? "SPLITS" : "DIVIDENDS")
                  .with("symbol", ticker(instrument))
                  .with("datatype", "json"),
              answer -> ShareActions.read(kind, answer, instrument, line.receipt())));
    }
    return both.outcome();
  }

  private static String ticker(InstrumentId instrument) {
    return AlphaSymbol.of(instrument).orElseThrow().newsTicker();
  }
}
