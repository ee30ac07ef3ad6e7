package dev.nautilus.hub.access;

import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import dev.nautilus.hub.access.Gate.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// The door: asks the gate about each request before anything else sees it.
final class AccessFilter extends OncePerRequestFilter {
  private final Gate gate;
  private final long mostBytes;
  private final MeterRegistry meters;
  private final JsonMapper json;

  AccessFilter(Gate gate, long mostBytes, MeterRegistry meters, JsonMapper json) {
    this.gate = gate;
    this.mostBytes = mostBytes;
    this.meters = meters;
    this.json = json;
    // At 0 from the start: a rate over the first of them would be lost otherwise.
    List.of("token", "scope", "rate", "size").forEach(this::counter);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Verdict verdict =
        gate.judge(
            request.getServletPath(),
            request.getHeader(HttpHeaders.AUTHORIZATION),
            request.getRemoteAddr());
    if (verdict instanceof Verdict.In && request.getContentLengthLong() > mostBytes) {
      verdict = new Verdict.Out(413, "size", "The body must be at most " + mostBytes + " bytes.");
    }
    switch (verdict) {
      case Verdict.In(Grant grant) -> {
        String engine = grant == null || grant.isAdmin() ? null : grant.engine();
        chain.doFilter(new AdmittedRequest(request, engine, mostBytes), response);
      }
      case Verdict.Out out -> turnAway(out, response);
    }
  }

  private void turnAway(Verdict.Out out, HttpServletResponse response) throws IOException {
    counter(out.reason()).increment();
    HttpStatus status = HttpStatus.valueOf(out.status());
    response.setStatus(out.status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (status == HttpStatus.UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (status == HttpStatus.TOO_MANY_REQUESTS) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, out.detail());
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }

  private Counter counter(String reason) {
    return Counter.builder(HubMeter.TURNED_AWAY.getName())
        .baseUnit(HubMeter.TURNED_AWAY.getBaseUnit())
        .tag(Tag.REASON.asString(), reason)
        .register(meters);
  }
}
