package dev.nautilus.hub.web;

import dev.nautilus.hub.desk.ServedType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where to go from here.
@RestController
@Tag(name = "State")
class IndexController {
  private static final List<Link> LINKS =
      List.of(
          new Link("/api/v1/quote/AAPL", "Best bid and offer of a symbol"),
          new Link("/api/v1/bar/AAPL?interval=1m&limit=10", "Bars"),
          new Link("/api/v1/news/AAPL", "Headlines"),
          new Link("/api/v1/fundamental/AAPL", "Company figures"),
          new Link("/api/v1/economic?symbol=FRED:GDP", "An economic series; also ?search=gdp"),
          new Link("/api/v1/sources", "How each source is"),
          new Link("/api/v1/cache", "How the cache does"),
          new Link("/api/v1/prefetch", "How well the next questions are guessed"),
          new Link("/health", "Health of the hub and its parts"),
          new Link("/metrics", "What the hub saves; Prometheus text for scrapers"),
          new Link("/v3/api-docs", "OpenAPI"));

  /// @param href where
  /// @param title what is there
  record Link(String href, String title) {}

  /// @param name who this is
  /// @param types what `/api/v1/{type}/{symbol}` takes as type
  /// @param links where to go
  record Index(String name, List<String> types, List<Link> links) {}

  @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Links")
  Index json() {
    return new Index("MarketData hub", ServedType.names(), LINKS);
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  String html() {
    StringBuilder rows = new StringBuilder();
    for (Link link : LINKS) {
      String href = link.href().replace("&", "&amp;");
      rows.append("<li><a href=\"%s\">%s</a> %s</li>%n".formatted(href, href, link.title()));
    }
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>MarketData hub</title></head>
    <body><h1>MarketData hub</h1>
    <p><code>GET /api/v1/{type}/{symbol}</code>, type one of %s.
    Several at once: <code>POST /data/request</code>.</p>
    <ul>
    %s</ul></body></html>
    """
        .formatted(String.join(", ", ServedType.names()), rows);
  }
}
