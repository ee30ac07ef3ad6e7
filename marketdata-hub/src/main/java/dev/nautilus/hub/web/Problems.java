package dev.nautilus.hub.web;

import dev.nautilus.hub.desk.Reading;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.vendor.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Refusals as RFC 9457 problems.
final class Problems {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private Problems() {}

  static ResponseEntity<Object> of(Reading.Refused<?> refused) {
    HttpStatus status = status(refused.why());
    ProblemDetail problem = problem(status, title(refused.why()), refused.detail());
    problem.setType(type(refused.why().name()));
    problem.setProperty("refusal", refused.why().name());
    problem.setProperty("retryable", refused.why().isRetryable());
    HttpHeaders headers = new HttpHeaders();
    if (status == HttpStatus.TOO_MANY_REQUESTS || refused.why() == Refusal.NOT_LEADING) {
      headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retrySeconds(refused.retryAfter())));
    }
    return respond(problem, headers);
  }

  static ResponseEntity<Object> unknownType(String name) {
    ProblemDetail problem =
        problem(
            HttpStatus.NOT_FOUND,
            "Unknown type",
            "There is no type '"
                + shown(name)
                + "'. There are: "
                + String.join(", ", ServedType.names())
                + ".");
    problem.setType(type("UNKNOWN_TYPE"));
    problem.setProperty("types", ServedType.names());
    return respond(problem, new HttpHeaders());
  }

  static ResponseEntity<Object> unknownSubscription(String id) {
    ProblemDetail problem =
        problem(
            HttpStatus.NOT_FOUND,
            "Unknown subscription",
            "There is no subscription '" + shown(id) + "': it ended, or never was.");
    problem.setType(type("UNKNOWN_SUBSCRIPTION"));
    return respond(problem, new HttpHeaders());
  }

  /// @param detail names the hub to ask
  static ResponseEntity<Object> notLeading(String detail) {
    return of(new Reading.Refused<>(Refusal.NOT_LEADING, detail, ONE_SECOND));
  }

  static ResponseEntity<Object> tooMany(String detail) {
    ProblemDetail problem = problem(HttpStatus.TOO_MANY_REQUESTS, "Too many", detail);
    problem.setType(type("TOO_MANY"));
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "60");
    return respond(problem, headers);
  }

  static ResponseEntity<Object> tooLarge(String detail) {
    ProblemDetail problem = problem(HttpStatus.CONTENT_TOO_LARGE, "Too large", detail);
    problem.setType(type("TOO_LARGE"));
    return respond(problem, new HttpHeaders());
  }

  static ResponseEntity<Object> badRequest(String detail) {
    ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "Bad request", detail);
    problem.setType(type(Refusal.BAD_REQUEST.name()));
    problem.setProperty("refusal", Refusal.BAD_REQUEST.name());
    return respond(problem, new HttpHeaders());
  }

  /// What came in, fit to be shown: short, and without control characters.
  static String shown(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", "?");
    return visible.length() > 60 ? visible.substring(0, 60) + "..." : visible;
  }

  private static ResponseEntity<Object> respond(ProblemDetail problem, HttpHeaders headers) {
    return ResponseEntity.status(problem.getStatus())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static ProblemDetail problem(HttpStatus status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return problem;
  }

  private static URI type(String word) {
    return URI.create("urn:nautilus:problem:" + word.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static long retrySeconds(@Nullable Duration retryAfter) {
    Duration wait = retryAfter == null || retryAfter.isNegative() ? ONE_SECOND : retryAfter;
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  private static HttpStatus status(Refusal why) {
    return switch (why) {
      case NOT_FOUND, NO_DATA, NOT_SERVED -> HttpStatus.NOT_FOUND;
      case BAD_REQUEST -> HttpStatus.BAD_REQUEST;
      case NOT_LICENSED -> HttpStatus.FORBIDDEN;
      case NOT_CONFIGURED, NOT_LEADING -> HttpStatus.SERVICE_UNAVAILABLE;
      case OVER_BUDGET -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAUTHORIZED, VENDOR_FAILED, GARBAGE -> HttpStatus.BAD_GATEWAY;
    };
  }

  private static String title(Refusal why) {
    return switch (why) {
      case NOT_FOUND -> "Unknown symbol";
      case NO_DATA -> "No data in this range";
      case NOT_SERVED -> "Not served by any source";
      case BAD_REQUEST -> "Bad request";
      case NOT_LICENSED -> "Forbidden by the source's terms";
      case NOT_CONFIGURED -> "Source not configured";
      case NOT_LEADING -> "This hub stands by";
      case OVER_BUDGET -> "Over the source's limit";
      case UNAUTHORIZED -> "Source refuses our key";
      case VENDOR_FAILED -> "Source failed";
      case GARBAGE -> "Source answered nonsense";
    };
  }
}
