package dev.nautilus.hub.web;

import dev.nautilus.hub.desk.Desk;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/metrics`, for people and for scrapers: JSON unless the Accept header names a text format.
@RestController
@Tag(name = "State")
class MetricsController {
  private static final String PROMETHEUS_TEXT = "text/plain;version=0.0.4;charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0;charset=utf-8";

  private final Desk desk;
  private final PrometheusMeterRegistry prometheus;

  MetricsController(Desk desk, PrometheusMeterRegistry prometheus) {
    this.desk = desk;
    this.prometheus = prometheus;
  }

  @GetMapping(path = "/metrics", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "What the hub saves, over the last 60 seconds")
  EfficiencyBody efficiency() {
    return EfficiencyBody.of(desk.efficiency().counts());
  }

  @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> prometheusText() {
    return scrape("text/plain", PROMETHEUS_TEXT);
  }

  @GetMapping(path = "/metrics", produces = "application/openmetrics-text")
  ResponseEntity<String> openMetrics() {
    return scrape("application/openmetrics-text", OPEN_METRICS);
  }

  private ResponseEntity<String> scrape(String format, String contentType) {
    return ResponseEntity.ok().header("Content-Type", contentType).body(prometheus.scrape(format));
  }
}
