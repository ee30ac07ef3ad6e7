package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.desk.Flights.Claim;
import dev.nautilus.hub.desk.Flights.Landing;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.MarketDatum;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers requests: from the cache while a value lives, by joining a call that is under way, or by
/// making one. However many ask at once for one missing thing, a vendor is called once.
///
/// Every way in leads through here (REST, bus, polling), so everybody gets the same value under the
/// same version.
public final class Desk {
  private final Shelf shelf;
  private final Flights flights = new Flights();
  private final Routes routes;
  private final Fetcher fetcher;
  private final Intake intake;
  private final Tally tally;
  private final Ticker ticker;
  private final InstantSource clock;
  private final Duration patience;

  Desk(DeskParts parts, Ticker ticker, InstantSource clock, Duration patience) {
    this.shelf = parts.shelf();
    this.routes = parts.routes();
    this.intake = parts.intake();
    this.tally = parts.tally();
    this.fetcher = new Fetcher(routes, intake, shelf, flights, parts.vendorCalls());
    this.ticker = ticker;
    this.clock = clock;
    this.patience = patience;
  }

  /// Answers one request.
  public Reading<Sheet> ask(Inquiry inquiry) {
    return askAll(List.of(inquiry)).getFirst();
  }

  /// Answers several requests, in their order; what a vendor answers together is asked together.
  public List<Reading<Sheet>> askAll(List<Inquiry> inquiries) {
    return answer(inquiries, false, true);
  }

  /// Answers several requests with values obtained from now on (or by calls already under way),
  /// even where the cache has one.
  public List<Reading<Sheet>> askAnew(List<Inquiry> inquiries) {
    return answer(inquiries, true, true);
  }

  /// Fetches like [#askAnew] for the hub's own sake: not counted as a request.
  List<Reading<Sheet>> poll(List<Inquiry> inquiries) {
    return answer(inquiries, true, false);
  }

  /// Takes what a vendor's stream pushed.
  void arrived(MarketDatum datum) {
    intake.arrived(datum);
  }

  /// What the hub saves, over the last minute.
  public Efficiency efficiency() {
    return tally.efficiency();
  }

  /// How the cache does, since the start.
  public CacheReport cache() {
    return CacheReports.of(shelf, tally);
  }

  private List<Reading<Sheet>> answer(List<Inquiry> inquiries, boolean anew, boolean counted) {
    long start = ticker.read();
    List<Seat> seats = new ArrayList<>(inquiries.size());
    List<Claim> own = new ArrayList<>();
    for (Inquiry inquiry : inquiries) {
      Inquiry normal = routes.simplify(inquiry.normalized(clock.instant()));
      seats.add(seat(normal, anew, own));
    }
    fetcher.start(own);
    List<Reading<Sheet>> readings = new ArrayList<>(seats.size());
    for (Seat seat : seats) {
      Landing landing = await(seat);
      if (counted) {
        Outcome outcome = outcome(seat, landing);
        tally.request(seat.inquiry().type(), outcome, ticker.read() - start);
      }
      readings.add(landing.reading());
    }
    return readings;
  }

  private record Seat(Inquiry inquiry, CompletableFuture<Landing> landing, boolean own) {}

  private Seat seat(Inquiry inquiry, boolean anew, List<Claim> own) {
    if (!anew) {
      Reading<Sheet> now = shelf.current(inquiry);
      if (now != null) {
        return seated(inquiry, now);
      }
    }
    Claim claim = flights.claim(inquiry);
    if (claim.own() && !anew) {
      // Another flight may have landed between the look at the shelf and the claim.
      Reading<Sheet> now = shelf.current(inquiry);
      if (now != null) {
        flights.land(claim, new Landing(now, false));
        return seated(inquiry, now);
      }
    }
    if (claim.own()) {
      own.add(claim);
    }
    return new Seat(inquiry, claim.landing(), claim.own());
  }

  private static Seat seated(Inquiry inquiry, Reading<Sheet> now) {
    return new Seat(inquiry, CompletableFuture.completedFuture(new Landing(now, false)), false);
  }

  private Landing await(Seat seat) {
    try {
      return seat.landing().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return refused(seat, "No vendor answered within " + patience.toSeconds() + " s.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refused(seat, "The hub is stopping.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a flight lands with a reading, never with a failure", e);
    }
  }

  private Landing refused(Seat seat, String detail) {
    Reading.Refused<Sheet> refusal = new Reading.Refused<>(Refusal.VENDOR_FAILED, detail);
    return new Landing(shelf.afterRefusal(seat.inquiry(), refusal), false);
  }

  private static Outcome outcome(Seat seat, Landing landing) {
    return switch (landing.reading()) {
      case Reading.Fresh<Sheet> _ -> seat.own() && landing.paid() ? Outcome.CALLED : Outcome.SERVED;
      case Reading.Stale<Sheet> _ -> Outcome.STALE;
      case Reading.Refused<Sheet> _ -> Outcome.REFUSED;
    };
  }
}
