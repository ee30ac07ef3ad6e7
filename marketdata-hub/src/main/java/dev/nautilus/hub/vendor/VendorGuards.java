package dev.nautilus.hub.vendor;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What stands around every vendor's connection, as Resilience4j offers it: breaker, repeats, and a
/// bound on the calls under way. Its limiter and its time limiter do not fit: the one refills in
/// cycles, and the other stops waiting for an exchange without ending it.
final class VendorGuards {
  private static final Logger log = LoggerFactory.getLogger(VendorGuards.class);

  /// How long a vendor that keeps failing is left alone.
  static final Duration BREAKER_PAUSE = Duration.ofSeconds(15);

  private static final int MOST_UNDER_WAY = 64;

  private VendorGuards() {}

  static Bulkhead bulkhead(String name) {
    return Bulkhead.of(
        name,
        BulkheadConfig.custom()
            .maxConcurrentCalls(MOST_UNDER_WAY)
            .maxWaitDuration(Duration.ZERO)
            .build());
  }

  static CircuitBreaker breaker(String name, InstantSource clock) {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(BREAKER_PAUSE)
                .permittedNumberOfCallsInHalfOpenState(2)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(e -> log.warn("{} breaker: {}", name, e.getStateTransition()));
    return breaker;
  }

  /// @param again whether another try may help
  static <T> Retry retry(String name, VendorsProperties.Http http, Predicate<T> again) {
    return Retry.of(
        name,
        RetryConfig.<T>custom()
            .maxAttempts(http.retries() + 1)
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(http.retryWait(), 2.0, 0.5))
            .retryOnResult(again)
            .build());
  }
}
