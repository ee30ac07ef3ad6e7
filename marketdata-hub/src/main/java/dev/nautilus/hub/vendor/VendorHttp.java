package dev.nautilus.hub.vendor;

import dev.nautilus.hub.vendor.VendorReply.Refused;
import dev.nautilus.message.Source;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A vendor's one HTTP connection with everything that keeps it in the vendor's good books: a
/// budget, a bound on the calls under way, a breaker, few and jittered repeats, limits on time and
/// size. Secrets are taken out of whatever it logs or returns as a refusal.
///
/// **Threads** Safe for many; calls block and are meant for virtual threads. **Errors** are values.
public final class VendorHttp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VendorHttp.class);
  private static final int MOST_REDIRECTS = 3;
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private final String name;
  private final VendorsProperties.Http limits;
  private final InstantSource clock;
  private final Redactor redactor;
  private final RedirectRule redirects;
  private final ScheduledExecutorService deadlines;
  private final SingleConnection connection;
  private final Budget budget;
  private final Bulkhead bulkhead;
  private final CircuitBreaker breaker;
  private final Retry retry;
  private final CallRecord record;

  /// What one try came to, and whether another may help.
  private record Try<T>(Outcome<T> outcome, boolean again) {}

  public VendorHttp(Source source, VendorsProperties.Vendor vendor, InstantSource clock) {
    this(source, vendor, clock, System::nanoTime, null);
  }

  /// One that may trust a gateway of our own.
  ///
  /// @param tls whom to trust; null for the authorities that Java trusts
  public VendorHttp(
      Source source,
      VendorsProperties.Vendor vendor,
      InstantSource clock,
      @Nullable VendorTls tls) {
    this(source, vendor, clock, System::nanoTime, tls);
  }

  /// @param ticker monotonic nanoseconds, by which requests are paced
  VendorHttp(
      Source source,
      VendorsProperties.Vendor vendor,
      InstantSource clock,
      LongSupplier ticker,
      @Nullable VendorTls tls) {
    this.name = source.name();
    this.limits = vendor.http();
    this.clock = clock;
    this.redactor = new Redactor(vendor.key());
    this.redirects = new RedirectRule(vendor.blockDomains());
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + "-deadline").factory());
    this.budget = new Budget(source, vendor.limits(), clock, ticker);
    this.connection = new SingleConnection(limits, deadlines, budget::lease, tls);
    budget.whenOver(connection::hangUp);
    this.bulkhead = VendorGuards.bulkhead(name);
    this.breaker = VendorGuards.breaker(name, clock);
    this.retry = VendorGuards.<Try<?>>retry(name, limits, Try::again);
    this.record = new CallRecord(clock);
  }

  /// Asks, and reads the answer.
  public <T> Outcome<T> get(URI url, Map<String, String> headers, BodyReader<T> reader) {
    return ask(new Question(url, headers, null), reader);
  }

  /// Sends JSON by POST, once, and reads the answer.
  public <T> Outcome<T> post(
      URI url, Map<String, String> headers, String json, BodyReader<T> reader) {
    return ask(new Question(url, headers, json), reader);
  }

  private <T> Outcome<T> ask(Question question, BodyReader<T> reader) {
    if (!budget.lease().isOpen()) {
      return refused(Refusal.NOT_LEADING, budget.lease().refuse(), ONE_SECOND);
    }
    if (!bulkhead.tryAcquirePermission()) {
      return refused(Refusal.OVER_BUDGET, "too many calls to " + name + " wait", ONE_SECOND);
    }
    try {
      return guarded(question, reader);
    } finally {
      bulkhead.onComplete();
    }
  }

  private <T> Outcome<T> guarded(Question question, BodyReader<T> reader) {
    Optional<Duration> quiet = budget.quiet();
    if (quiet.isPresent()) {
      return refused(Refusal.OVER_BUDGET, name + " said that we are limited", quiet.get());
    }
    if (!breaker.tryAcquirePermission()) {
      return refused(
          Refusal.VENDOR_FAILED,
          name + " keeps failing and is left alone",
          VendorGuards.BREAKER_PAUSE);
    }
    Outcome<T> outcome = null;
    try {
      outcome =
          question.mayBeRepeated()
              ? retry.executeSupplier(() -> tryOnce(question, reader)).outcome()
              : tryOnce(question, reader).outcome();
      return outcome;
    } finally {
      tellBreaker(outcome);
    }
  }

  /// How it is right now.
  ///
  /// @param streaming whether the vendor's WebSocket is up
  public VendorStatus status(boolean streaming) {
    Optional<Duration> quiet = budget.quiet();
    int open = connection.open();
    if (quiet.isPresent()) {
      String detail = "limited by the vendor for %d s".formatted(quiet.get().toSeconds());
      return record.status(VendorStatus.State.LIMITED, detail, open, streaming);
    }
    Optional<Budget.Entry.Denied> usedUp = budget.objection();
    if (usedUp.isPresent()) {
      return record.status(VendorStatus.State.LIMITED, usedUp.get().detail(), open, streaming);
    }
    if (breaker.getState() == CircuitBreaker.State.OPEN) {
      String detail =
          "keeps failing; tried again within " + VendorGuards.BREAKER_PAUSE.toSeconds() + " s";
      return record.status(VendorStatus.State.FAILING, detail, open, streaming);
    }
    return record.status(VendorStatus.State.UP, budget.toString(), open, streaming);
  }

  /// The status of a source that lacks something.
  ///
  /// @param detail what to do about it
  public VendorStatus notConfigured(String detail) {
    return record.status(
        VendorStatus.State.NOT_CONFIGURED, detail, connection.open(), /* streaming= */ false);
  }

  /// What may be asked of the vendor, and what was.
  public Budget budget() {
    return budget;
  }

  /// Text that is safe to log or show.
  public String redact(String text) {
    return redactor.redact(text);
  }

  @Override
  public void close() {
    connection.close();
    deadlines.shutdownNow();
  }

  private <T> Try<T> tryOnce(Question question, BodyReader<T> reader) {
    URI url = question.url();
    Budget.Entry entry = budget.enter(Errand.current(), limits.waitLimit());
    if (entry instanceof Budget.Entry.Denied(String detail, Duration retryAfter)) {
      return new Try<>(refused(Refusal.OVER_BUDGET, detail, retryAfter), false);
    }
    try {
      HttpAnswer answer = exchange(question);
      return judge(url, answer, safely(reader, answer));
    } catch (SingleConnection.NotLeadingException e) {
      return new Try<>(
          refused(Refusal.NOT_LEADING, String.valueOf(e.getMessage()), ONE_SECOND), false);
    } catch (SingleConnection.BodyTooLargeException e) {
      return failed(url, new Refused(Refusal.GARBAGE, name + ": " + e.getMessage()), false);
    } catch (SocketTimeoutException | SingleConnection.TooSlowException e) {
      return failed(
          url, new Refused(Refusal.VENDOR_FAILED, name + " took longer than it may"), false);
    } catch (IOException e) {
      String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return failed(url, new Refused(Refusal.VENDOR_FAILED, name + ": " + what), true);
    } finally {
      budget.leave();
    }
  }

  private HttpAnswer exchange(Question question) throws IOException {
    URI at = question.url();
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      if (hop > 0) {
        awaitSlot();
      }
      record.sent();
      HttpAnswer answer = connection.exchange(at, question.headers(), question.json());
      Optional<URI> next =
          answer.isRedirect() && question.mayBeRepeated()
              ? redirects.follow(at, answer.header("location"))
              : Optional.empty();
      if (next.isEmpty()) {
        return answer;
      }
      at = next.get();
    }
    throw new IOException("redirected more than " + MOST_REDIRECTS + " times");
  }

  /// While the turn is held: a vendor's redirect is followed before anybody else is let in.
  private void awaitSlot() throws IOException {
    try {
      budget.again();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static <T> Outcome<T> safely(BodyReader<T> reader, HttpAnswer answer) {
    try {
      return reader.read(answer);
    } catch (RuntimeException e) {
      // A reader must not throw; that it did is our defect, but the hub stays up.
      log.error("a body of {} bytes could not be read", answer.body().length, e);
      return Outcome.bad(Refusal.GARBAGE, "answer not understood: " + e.getMessage());
    }
  }

  private <T> Try<T> judge(URI url, HttpAnswer answer, Outcome<T> outcome) {
    if (!(outcome instanceof Outcome.Bad<T>(Refused refused))) {
      budget.forgive();
      return new Try<>(outcome, false);
    }
    if (refused.why() != Refusal.OVER_BUDGET) {
      boolean again = refused.why() == Refusal.VENDOR_FAILED && answer.status() >= 500;
      return failed(url, refused, again);
    }
    Duration stated =
        refused.retryAfter() == null
            ? RetryAfter.of(answer, clock.instant())
            : refused.retryAfter();
    Duration quiet = budget.penalize(stated);
    return failed(url, new Refused(refused.why(), refused.detail(), quiet), false);
  }

  private <T> Try<T> failed(URI url, Refused refused, boolean again) {
    Refused safe =
        new Refused(refused.why(), redactor.redact(refused.detail()), refused.retryAfter());
    record.refused(safe);
    switch (safe.why()) {
      case VENDOR_FAILED, GARBAGE, OVER_BUDGET, UNAUTHORIZED ->
          log.warn(
              "{} {}: {} ({})", name, safe.why(), safe.detail(), redactor.redact(url.toString()));
      default -> log.debug("{} {}: {}", name, safe.why(), safe.detail());
    }
    return new Try<>(new Outcome.Bad<>(safe), again);
  }

  private static <T> Outcome<T> refused(Refusal why, String detail, Duration retryAfter) {
    return new Outcome.Bad<>(new Refused(why, detail, retryAfter));
  }

  private <T> void tellBreaker(@Nullable Outcome<T> outcome) {
    if (outcome instanceof Outcome.Bad<T>(Refused refused)) {
      switch (refused.why()) {
        case VENDOR_FAILED, GARBAGE ->
            breaker.onError(0, TimeUnit.NANOSECONDS, new IOException(refused.detail()));
        case OVER_BUDGET, NOT_LEADING -> breaker.releasePermission();
        default -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      }
    } else if (outcome == null) {
      breaker.releasePermission();
    } else {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
  }
}
