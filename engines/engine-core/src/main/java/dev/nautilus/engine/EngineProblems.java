package dev.nautilus.engine;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Turns what an engine refuses into problem documents (RFC 9457).
@RestControllerAdvice
class EngineProblems {
  @ExceptionHandler
  ProblemDetail refused(EngineException refusal) {
    HttpStatus status =
        switch (refusal.reason()) {
          case UNKNOWN -> HttpStatus.NOT_FOUND;
          case INVALID -> HttpStatus.BAD_REQUEST;
          case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refusal.getMessage());
    problem.setType(
        URI.create("urn:nautilus:problem:" + refusal.reason().name().toLowerCase(Locale.ROOT)));
    if (refusal.reason() == EngineException.Reason.UNKNOWN) {
      problem.setProperty("known", refusal.known());
    }
    return problem;
  }
}
