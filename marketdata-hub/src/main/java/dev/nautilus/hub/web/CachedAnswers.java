package dev.nautilus.hub.web;

import static dev.nautilus.hub.access.AccessConfiguration.ENGINE_HEADER;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Occasion;
import dev.nautilus.hub.desk.Reading;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.ServedType.Shape;
import dev.nautilus.hub.desk.Sheet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Answers `GET /api/v1/{type}/{symbol}` out of the cache for types of one current value, before
/// the request takes its way through the controllers: that way costs several times the look itself.
/// What is not there, not fresh, or asked in any other manner goes on to them; the answer is the
/// same.
///
/// **Threads** Any. The JSON of a value is made once for all who ask while it is the newest.
final class CachedAnswers extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern PATH =
      Pattern.compile("/api/v1/([a-z0-9_]{1,40})/([A-Za-z0-9.^=_-]{1,64})");
  private static final String JSON = "application/json";

  /// What the JSON of an answer ends with while its age is 0.
  private static final byte[] END = "0}".getBytes(StandardCharsets.US_ASCII);

  private static final String AGE = "\"ageMillis\":0}";
  private static final int MOST = 10_000;

  /// Larger answers are compressed on their usual way.
  private static final int LARGEST = 4096;

  private final transient Desk desk;
  private final transient JsonMapper json;
  private final transient Cache<Sheet, Beginning> beginnings =
      Caffeine.newBuilder().weakKeys().maximumSize(MOST).executor(Runnable::run).build();

  /// JSON up to the age.
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Beginning(byte[] bytes) {
    boolean isUsable() {
      return bytes.length > 0 && bytes.length <= LARGEST;
    }
  }

  CachedAnswers(Desk desk, JsonMapper json) {
    this.desk = desk;
    this.json = json;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Inquiry inquiry = inquiry(request);
    if (inquiry == null || !isAnswered(inquiry, request, response)) {
      chain.doFilter(request, response);
    }
  }

  private boolean isAnswered(
      Inquiry inquiry, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Occasion occasion;
    try {
      occasion = Occasion.of(Asked.engine(request.getHeader(ENGINE_HEADER)));
    } catch (AskedWrongException e) {
      return false;
    }
    Optional<List<Reading<Sheet>>> readings = desk.askCached(List.of(inquiry), occasion);
    if (readings.isEmpty()
        || !(readings.get().getFirst()
            instanceof Reading.Fresh<Sheet>(Sheet sheet, Duration age))) {
      return false;
    }
    Beginning beginning = beginnings.get(sheet, _ -> beginning(inquiry, sheet));
    if (!beginning.isUsable()) {
      return false;
    }
    byte[] end = (age.toMillis() + "}").getBytes(StandardCharsets.US_ASCII);
    response.setContentType(JSON);
    response.setContentLength(beginning.bytes().length + end.length);
    response.getOutputStream().write(beginning.bytes());
    response.getOutputStream().write(end);
    return true;
  }

  private Beginning beginning(Inquiry inquiry, Sheet sheet) {
    byte[] whole = json.writeValueAsBytes(Bodies.of(inquiry, sheet, "fresh", Duration.ZERO));
    boolean known = new String(whole, StandardCharsets.UTF_8).endsWith(AGE);
    return new Beginning(known ? Arrays.copyOf(whole, whole.length - END.length) : new byte[0]);
  }

  /// Null for what is asked in any other manner.
  private static @Nullable Inquiry inquiry(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")
        || request.getQueryString() != null
        || !takesJson(request.getHeader("Accept"))) {
      return null;
    }
    Matcher path = PATH.matcher(request.getRequestURI());
    if (!path.matches()) {
      return null;
    }
    try {
      return ServedType.find(path.group(1))
          .filter(type -> type.shape() == Shape.LATEST)
          .map(type -> Inquiry.about(type, Asked.instrument(path.group(2))))
          .orElse(null);
    } catch (AskedWrongException e) {
      return null;
    }
  }

  private static boolean takesJson(@Nullable String accept) {
    return accept == null
        || accept.equals(MediaType.ALL_VALUE)
        || accept.equals(JSON)
        || accept.startsWith(JSON + ",");
  }
}
