package dev.nautilus.hub.vendor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One recorded answer: `<source>/<case>.meta.json` beside the body it names.
///
/// @param method `GET`, or `WS` for a frame of a stream
/// @param url what was asked for
/// @param receivedAt by the `Date` header; now, when none was kept
/// @param expected what a hand-written sample must come to; missing in recorded ones
public record VendorSample(
    String source,
    String name,
    String method,
    URI url,
    HttpAnswer answer,
    Instant receivedAt,
    JsonNode expected) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String META = ".meta.json";

  /// All samples of a source, by name.
  ///
  /// @throws IllegalArgumentException if the folder has none
  public static List<VendorSample> of(Path folder, String source) {
    Path own = folder.resolve(source);
    if (!Files.isDirectory(own)) {
      throw new IllegalArgumentException(own + " must hold samples, does not exist");
    }
    try (Stream<Path> files = Files.list(own)) {
      List<VendorSample> samples = new ArrayList<>();
      for (Path meta : files.filter(f -> f.toString().endsWith(META)).sorted().toList()) {
        samples.add(read(source, meta));
      }
      if (samples.isEmpty()) {
        throw new IllegalArgumentException(own + " must hold samples, is empty");
      }
      return samples;
    } catch (IOException e) {
      throw new IllegalArgumentException(own + " cannot be read", e);
    }
  }

  private static VendorSample read(String source, Path meta) throws IOException {
    JsonNode facts = JSON.readTree(Files.readAllBytes(meta));
    String fileName = meta.getFileName().toString();
    String name = fileName.substring(0, fileName.length() - META.length());
    JsonNode response = facts.path("response");
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), List.of(header.getValue().asString(""))));
    int status = response.path("status").asInt(200);
    byte[] body = Files.readAllBytes(body(meta, facts, name));
    HttpAnswer answer = new HttpAnswer(status, headers, body);
    // What stands behind the URL of a WebSocket says what was sent on it.
    String url = facts.path("request").path("url").stringValue().split("\\s", 2)[0];
    return new VendorSample(
        source,
        name,
        facts.path("request").path("method").asString("GET"),
        URI.create(url.replace("|", "%7C").replace("^", "%5E")),
        answer,
        receivedAt(answer),
        facts.path("expected"));
  }

  private static Path body(Path meta, JsonNode facts, String name) throws IOException {
    if (facts.path("file").isString()) {
      return meta.resolveSibling(facts.path("file").stringValue());
    }
    try (Stream<Path> files = Files.list(meta.resolveSibling("."))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(name + "."))
          .filter(f -> !f.toString().endsWith(META))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(meta + " has no body beside it"));
    }
  }

  private static Instant receivedAt(HttpAnswer answer) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.header("date"), Instant::from);
    } catch (DateTimeException notKept) {
      return Instant.now();
    }
  }

  /// A query parameter of the URL, decoded; empty when it is not there.
  public String parameter(String name) {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    return Stream.of(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .map(value -> java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  /// The last segment of the path.
  public String lastSegment() {
    return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
  }
}
