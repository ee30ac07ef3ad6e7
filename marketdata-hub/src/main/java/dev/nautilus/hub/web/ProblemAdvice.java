package dev.nautilus.hub.web;

import dev.nautilus.hub.access.BodyTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// What the web layer itself refuses, as problems too. A value that a message record refuses is the
/// asker's mistake, and the record's own words are the best explanation.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(AskedWrongException.class)
  ResponseEntity<Object> askedWrong(AskedWrongException wrong) {
    return Problems.badRequest(wrong.getMessage());
  }

  @ExceptionHandler(RuntimeException.class)
  ResponseEntity<Object> broken(RuntimeException failure, WebRequest request) {
    log.error("{} failed", request.getDescription(false), failure);
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatusCode.valueOf(500), "The hub failed to answer; its log says why.");
    return ResponseEntity.internalServerError().body(problem);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (unreadable.getMostSpecificCause() instanceof BodyTooLargeException tooLarge) {
      return Problems.tooLarge(String.valueOf(tooLarge.getMessage()));
    }
    return Problems.badRequest(
        "The body must be a JSON object like {\"symbols\":[\"AAPL\"],\"data_types\":[\"quote\"]}.");
  }
}
