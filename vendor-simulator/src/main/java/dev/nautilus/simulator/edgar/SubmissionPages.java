package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.market.Market;
import dev.nautilus.simulator.vendor.JsonReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a filer's submissions: the newest thousand, or year, in the first file, the rest in one
/// more.
final class SubmissionPages {
  private static final int RECENT = 1000;

  private final Docket docket;

  SubmissionPages(Docket docket) {
    this.docket = docket;
  }

  /// The first file.
  ObjectNode first(Registrant registrant, Instant now) {
    List<FiledReport> all = docket.filings(registrant, Market.FIRST_DAY, now);
    int recent = recent(all, now);
    ObjectNode body = JsonReply.object().put("cik", registrant.paddedCik());
    body.put("entityType", registrant.files() ? "operating" : "other");
    body.put("sic", registrant.sic()).put("sicDescription", registrant.sicDescription());
    body.put("ownerOrg", registrant.files() ? "06 Technology" : "");
    body.put("insiderTransactionForOwnerExists", 0);
    body.put("insiderTransactionForIssuerExists", registrant.files() ? 1 : 0);
    body.put("name", registrant.name());
    registrant.tickers().forEach(body.putArray("tickers")::add);
    ArrayNode exchanges = body.putArray("exchanges");
    registrant.tickers().forEach(ticker -> exchanges.add(registrant.exchange()));
    body.put("ein", "000000000").putNull("lei").put("description", "").put("website", "");
    body.put("investorWebsite", "").put("category", "Large accelerated filer");
    body.put("fiscalYearEnd", "1231").put("stateOfIncorporation", registrant.state());
    body.put("stateOfIncorporationDescription", registrant.state());
    ObjectNode addresses = body.putObject("addresses");
    putAddress(addresses.putObject("mailing"), registrant);
    putAddress(addresses.putObject("business"), registrant);
    body.put("phone", "(000) 555-0100").put("flags", "");
    ObjectNode former = body.putArray("formerNames").addObject();
    former.put("name", registrant.name() + " (simulated)");
    former.put("from", "2007-01-10T00:00:00.000Z").put("to", "2018-12-31T00:00:00.000Z");
    ObjectNode filings = body.putObject("filings");
    putColumns(filings.putObject("recent"), all.subList(0, recent));
    ArrayNode files = filings.putArray("files");
    if (recent < all.size()) {
      ObjectNode file = files.addObject().put("name", olderName(registrant));
      file.put("filingCount", all.size() - recent);
      file.put("filingFrom", all.getLast().at().toLocalDate().toString());
      file.put("filingTo", all.get(recent).at().toLocalDate().toString());
    }
    return body;
  }

  /// The file of older ones, whose columns stand at the top.
  Optional<ObjectNode> older(Registrant registrant, Instant now) {
    List<FiledReport> all = docket.filings(registrant, Market.FIRST_DAY, now);
    int recent = recent(all, now);
    if (recent == all.size()) {
      return Optional.empty();
    }
    ObjectNode body = JsonReply.object();
    putColumns(body, all.subList(recent, all.size()));
    return Optional.of(body);
  }

  static String olderName(Registrant registrant) {
    return "CIK" + registrant.paddedCik() + "-submissions-001.json";
  }

  private static int recent(List<FiledReport> all, Instant now) {
    Instant yearAgo =
        Docket.today(now).minusYears(1).atStartOfDay(FiledReport.NEW_YORK).toInstant();
    long ofTheYear = all.stream().filter(each -> each.accepted().isAfter(yearAgo)).count();
    return (int) Math.min(all.size(), Math.max(RECENT, ofTheYear));
  }

  private static void putAddress(ObjectNode address, Registrant registrant) {
    address.put("street1", "1 SIMULATED WAY").putNull("street2").put("city", "LOOPBACK");
    address.put("stateOrCountry", registrant.state()).put("zipCode", "00000");
    address.put("stateOrCountryDescription", registrant.state());
    address.put("isForeignLocation", 0).putNull("foreignStateTerritory");
    address.putNull("country").putNull("countryCode");
  }

  private static void putColumns(ObjectNode columns, List<FiledReport> filings) {
    put(columns, "accessionNumber", filings, FiledReport::accession);
    put(columns, "filingDate", filings, each -> each.at().toLocalDate().toString());
    put(columns, "reportDate", filings, each -> each.reported().toString());
    put(columns, "acceptanceDateTime", filings, FiledReport::stamp);
    put(columns, "act", filings, each -> each.form().equals("4") ? "" : "34");
    put(columns, "form", filings, FiledReport::form);
    put(columns, "fileNumber", filings, each -> each.form().equals("4") ? "" : "001-00000");
    put(columns, "filmNumber", filings, each -> "");
    put(columns, "items", filings, FiledReport::items);
    put(columns, "core_type", filings, each -> each.form().equals("4") ? "4" : "XBRL");
    ArrayNode sizes = columns.putArray("size");
    ArrayNode xbrl = columns.putArray("isXBRL");
    ArrayNode inline = columns.putArray("isInlineXBRL");
    for (FiledReport each : filings) {
      int structured = each.form().equals("4") ? 0 : 1;
      sizes.add(5000 + 100_000 * structured);
      xbrl.add(structured);
      inline.add(structured);
    }
    put(columns, "primaryDocument", filings, FiledReport::document);
    put(
        columns,
        "primaryDocDescription",
        filings,
        each -> each.form().equals("4") ? "FORM 4" : each.form());
  }

  private static void put(
      ObjectNode columns,
      String name,
      List<FiledReport> filings,
      Function<FiledReport, String> cell) {
    ArrayNode column = columns.putArray(name);
    filings.forEach(each -> column.add(cell.apply(each)));
  }
}
