package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The console: a page, its modules and its chart library. They are listed one by one and lie
/// beside this class, not in a folder that every web application of the class path would serve.
@RestController
class PageController {
  /// Its own scripts only, and sockets to where it came from.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String PAGE = "console.html";
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/";

  /// Where each file is, by the name under which it is served.
  private static final Map<String, String> FILES = files();

  private static final Map<String, MediaType> TYPES =
      Map.of(
          "html", MediaType.TEXT_HTML,
          "js", MediaType.valueOf("text/javascript"),
          "css", MediaType.valueOf("text/css"),
          "svg", MediaType.valueOf("image/svg+xml"),
          "txt", MediaType.TEXT_PLAIN);

  private static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (String own :
        List.of(
            PAGE,
            "console.css",
            "console.js",
            "charts.js",
            "elements.js",
            "feed.js",
            "figures.js",
            "operator.js",
            "picture.js",
            "tables.js",
            "verdict.js",
            "icon.svg")) {
      files.put(own, "console/" + own);
    }
    files.put("uPlot.js", CHARTS + "dist/uPlot.esm.js");
    files.put("uPlot.css", CHARTS + "dist/uPlot.min.css");
    files.put("uPlot-license.txt", CHARTS + "LICENSE");
    return Collections.unmodifiableMap(files);
  }

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return file(PAGE);
  }

  /// A part of the page.
  @GetMapping("/{name:[A-Za-z-]+\\.(?:js|css|svg|txt)}")
  ResponseEntity<Resource> file(@PathVariable String name) {
    String place = FILES.get(name);
    MediaType type = TYPES.get(name.substring(name.indexOf('.') + 1));
    if (place == null || type == null) {
      throw EngineException.unknown("file of the console", name, FILES.keySet());
    }
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(Duration.ZERO))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .body(new ClassPathResource(place, PageController.class));
  }
}
