package dev.nautilus.hub.web;

import dev.nautilus.bus.BusHealth.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/health`: 200 while the hub answers, 503 when it cannot.
@RestController
@Tag(name = "State")
class HealthController {
  private final HubHealth health;

  HealthController(HubHealth health) {
    this.health = health;
  }

  @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "UP, DEGRADED or DOWN, with the reason for each part")
  ResponseEntity<HubHealth.Health> health() {
    HubHealth.Health now = health.now();
    HttpStatus status =
        now.status() == Status.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
    return ResponseEntity.status(status).body(now);
  }
}
