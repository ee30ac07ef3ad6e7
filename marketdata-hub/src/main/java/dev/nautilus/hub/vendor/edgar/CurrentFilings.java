package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.BodyKind;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.News;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// The feed of the newest filings of all companies (Atom). A filing appears once for each party to
/// it: the filer, the issuer, the person who reports.
///
/// @param filings newest first, as sent
/// @param entries how many entries the page had, also those that cannot be read
record CurrentFilings(List<News> filings, int entries) {
  private static final Pattern TITLE =
      Pattern.compile("(\\S+(?: \\S+)?) - (.+) \\((\\d{10})\\) \\(.+\\)");
  private static final Pattern ACCESSION = Pattern.compile("accession-number=([0-9-]+)");
  private static final String OUT_OF_RANGE = "File Unavailable";

  CurrentFilings {
    filings = List.copyOf(filings);
  }

  /// @param first true for the newest page: only further back may there be nothing
  static Outcome<CurrentFilings> read(
      HttpAnswer answer, TickerDirectory directory, Receipt receipt, boolean first) {
    // Asked for what lies beyond the end, the gate says that the whole site is down.
    if (!first && answer.status() == 503 && answer.text().contains(OUT_OF_RANGE)) {
      return Outcome.good(new CurrentFilings(List.of(), 0));
    }
    return EdgarErrors.open(answer).then(page -> feed(page, directory, receipt));
  }

  private static Outcome<CurrentFilings> feed(
      HttpAnswer answer, TickerDirectory directory, Receipt receipt) {
    if (answer.kind() != BodyKind.MARKUP) {
      return Outcome.bad(Refusal.GARBAGE, "answered " + JsonBody.named(answer) + ", not a feed");
    }
    try {
      Element root = parsed(answer);
      NodeList entries = root.getElementsByTagName("entry");
      if (!root.getTagName().equals("feed")) {
        return Outcome.bad(Refusal.GARBAGE, "answered a page, not a feed");
      }
      List<News> filings = new ArrayList<>();
      for (int i = 0; i < entries.getLength(); i++) {
        entry((Element) entries.item(i), directory, receipt).ifPresent(filings::add);
      }
      return filings.isEmpty() && entries.getLength() > 0
          ? Outcome.bad(Refusal.GARBAGE, "answered a feed of another form")
          : Outcome.good(new CurrentFilings(filings, entries.getLength()));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      return Outcome.bad(Refusal.GARBAGE, "answered XML that is broken or cut off");
    }
  }

  /// Without document types: they are how XML reads files and calls hosts.
  private static Element parsed(HttpAnswer answer)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setExpandEntityReferences(false);
    var builder = factory.newDocumentBuilder();
    // The built-in one prints to the console.
    builder.setErrorHandler(new DefaultHandler());
    return builder.parse(new ByteArrayInputStream(answer.body())).getDocumentElement();
  }

  private static Optional<News> entry(Element entry, TickerDirectory directory, Receipt receipt) {
    Matcher title = TITLE.matcher(text(entry, "title"));
    Matcher accession = ACCESSION.matcher(text(entry, "id"));
    Optional<Instant> at = instant(text(entry, "updated"));
    if (!title.matches() || !accession.find() || at.isEmpty()) {
      return Optional.empty();
    }
    long cik = Long.parseLong(title.group(3));
    String name = title.group(2);
    Element link = (Element) entry.getElementsByTagName("link").item(0);
    return Optional.of(
        new News(
            party(directory, cik),
            accession.group(1),
            name + ": " + form(entry, title.group(1)),
            name,
            link == null ? "" : link.getAttribute("href"),
            at.get(),
            List.of(),
            receipt.seenAt(
                at.get().isBefore(receipt.receivedAt()) ? at.get() : receipt.receivedAt())));
  }

  /// The first ticker of a party, or its number when it has none.
  private static InstrumentId party(TickerDirectory directory, long cik) {
    return directory.ticker(cik).map(InstrumentId::of).orElseGet(() -> EdgarSubject.unlisted(cik));
  }

  private static String form(Element entry, String fromTitle) {
    Element category = (Element) entry.getElementsByTagName("category").item(0);
    String term = category == null ? "" : category.getAttribute("term");
    return term.isEmpty() ? fromTitle : term;
  }

  private static String text(Element entry, String name) {
    NodeList found = entry.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
