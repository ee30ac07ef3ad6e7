package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.vendor.Reply;
import dev.nautilus.simulator.vendor.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The feed of current filings, an entry for each party to one. Asked for what lies beyond its end,
/// it says that the whole site is down.
final class CurrentFeed {
  private static final int DAYS = 20;
  private static final int LARGEST_PAGE = 100;
  private static final int DEFAULT_PAGE = 40;
  private static final long FIRST_PERSON = 1_990_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private final Docket docket;

  CurrentFeed(Docket docket) {
    this.docket = docket;
  }

  Reply answer(Request request, Instant now) {
    if (!request.parameter("action", "").equals("getcurrent")
        || !request.parameter("output", "").equals("atom")) {
      return EdgarPages.unavailable();
    }
    int start = number(request.parameter("start", "0"), 0, Integer.MAX_VALUE);
    int count = number(request.parameter("count", ""), DEFAULT_PAGE, LARGEST_PAGE);
    String form = request.parameter("type", "");
    List<String> entries = new ArrayList<>();
    for (FiledReport filing : newest(now)) {
      if (form.isEmpty() || filing.form().startsWith(form)) {
        addEntries(entries, filing);
      }
    }
    if (start > 0 && start >= entries.size()) {
      return EdgarPages.unavailable();
    }
    List<String> page = entries.subList(start, Math.min(entries.size(), start + count));
    String feed =
        """
        <?xml version="1.0" encoding="ISO-8859-1" ?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <title>Latest Filings</title>
        <link rel="alternate" href="/cgi-bin/browse-edgar?action=getcurrent"/>
        <link rel="self" href="/cgi-bin/browse-edgar?action=getcurrent"/>
        <id>https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent</id>
        <author><name>Webmaster</name><email>webmaster@sec.gov</email></author>
        <updated>%s</updated>
        %s
        </feed>
        """
            .formatted(time(now), String.join("\n", page));
    return Reply.of(200, "application/atom+xml", feed).with("cache-control", "no-cache");
  }

  private List<FiledReport> newest(Instant now) {
    List<FiledReport> all = new ArrayList<>();
    for (Registrant each : docket.registrants()) {
      all.addAll(docket.filings(each, Docket.today(now).minus(DAYS, ChronoUnit.DAYS), now));
    }
    all.sort(Comparator.comparing(FiledReport::accepted).reversed());
    return all;
  }

  private static void addEntries(List<String> entries, FiledReport filing) {
    Registrant registrant = filing.registrant();
    if (filing.form().equals("4")) {
      long person = FIRST_PERSON + registrant.cik() % 1_000_000;
      entries.add(entry(filing, "Simulated Officer", person, "Reporting"));
      entries.add(entry(filing, registrant.name(), registrant.cik(), "Issuer"));
    } else {
      entries.add(entry(filing, registrant.name(), registrant.cik(), "Filer"));
    }
  }

  private static String entry(FiledReport filing, String name, long cik, String role) {
    String folder = filing.accession().replace("-", "");
    return """
        <entry>
        <title>%s - %s (%010d) (%s)</title>
        <link rel="alternate" type="text/html" href="https://www.sec.gov/Archives/edgar/data/%d/%s/%s-index.htm"/>
        <summary type="html">
         &lt;b&gt;Filed:&lt;/b&gt; %s &lt;b&gt;AccNo:&lt;/b&gt; %s &lt;b&gt;Size:&lt;/b&gt; 14 KB
        </summary>
        <updated>%s</updated>
        <category scheme="https://www.sec.gov/" label="form type" term="%s"/>
        <id>urn:tag:sec.gov,2008:accession-number=%s</id>
        </entry>"""
        .formatted(
            filing.form(),
            name.replace("&", "&amp;"),
            cik,
            role,
            cik,
            folder,
            filing.accession(),
            filing.at().toLocalDate(),
            filing.accession(),
            time(filing.accepted()),
            filing.form(),
            filing.accession());
  }

  private static String time(Instant at) {
    return TIME.format(OffsetDateTime.ofInstant(at, FiledReport.NEW_YORK));
  }

  private static int number(String text, int otherwise, int most) {
    try {
      return Math.clamp(Integer.parseInt(text), 0, most);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
