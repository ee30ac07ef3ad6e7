package dev.nautilus.engines.websocket;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// A page that shows the live feed. It lies beside this class, not in a folder that every web
/// application of the class path would serve.
@RestController
class PageController {
  /// Its own scripts only, and sockets to where it came from.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return file("live.html", MediaType.TEXT_HTML);
  }

  @GetMapping("/live.js")
  ResponseEntity<Resource> script() {
    return file("live.js", MediaType.valueOf("text/javascript"));
  }

  @GetMapping("/live.css")
  ResponseEntity<Resource> style() {
    return file("live.css", MediaType.valueOf("text/css"));
  }

  private static ResponseEntity<Resource> file(String name, MediaType type) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(Duration.ZERO))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .body(new ClassPathResource(name, PageController.class));
  }
}
