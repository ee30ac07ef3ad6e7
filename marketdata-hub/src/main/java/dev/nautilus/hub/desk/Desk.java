package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.desk.Audience.Asked;
import dev.nautilus.hub.desk.Flights.Claim;
import dev.nautilus.hub.desk.Flights.Landing;
import dev.nautilus.hub.vendor.Errand;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.Urgency;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final Permit permit;
  private final Stretches stretches;
  private final Ticker ticker;
  private final InstantSource clock;
  private final Duration patience;
  private final List<Audience> audience = new CopyOnWriteArrayList<>();

  Desk(DeskParts parts, Ticker ticker, InstantSource clock, Duration patience) {
    this.shelf = parts.shelf();
    this.routes = parts.routes();
    this.intake = parts.intake();
    this.tally = parts.tally();
    this.permit = new Permit(parts.licence());
    this.stretches = new Stretches(clock);
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
    return answer(inquiries, Occasion.of(Occasion.ANYBODY));
  }

  /// Answers several requests with values obtained from now on (or by calls already under way),
  /// even where the cache has one.
  public List<Reading<Sheet>> askAnew(List<Inquiry> inquiries) {
    return answer(inquiries, Occasion.anew(Occasion.ANYBODY));
  }

  /// Answers several requests on an occasion.
  public List<Reading<Sheet>> askAll(List<Inquiry> inquiries, Occasion occasion) {
    return answer(inquiries, occasion);
  }

  /// Answers several requests when the cache has a fresh value for each; empty, and not counted,
  /// when it lacks one. Never waits.
  public Optional<List<Reading<Sheet>>> askCached(List<Inquiry> inquiries, Occasion occasion) {
    long start = ticker.read();
    List<Seat> seats = new ArrayList<>(inquiries.size());
    for (Inquiry inquiry : inquiries) {
      Inquiry normal = normal(inquiry);
      Inquiry held = heldBy(normal);
      if (!(shelf.current(held) instanceof Reading.Fresh<Sheet> fresh)) {
        return Optional.empty();
      }
      seats.add(Seat.taken(normal, held, fresh));
    }
    fetcher.refresh(seats.stream().map(Seat::held).filter(shelf::wantsRefresh).toList());
    List<Reading<Sheet>> readings = new ArrayList<>(seats.size());
    for (Seat seat : seats) {
      readings.add(given(occasion, seat, seat.landing().join(), start));
    }
    return Optional.of(readings);
  }

  /// Fetches like [#askAnew] for the hub's own sake: not counted as a request.
  List<Reading<Sheet>> poll(List<Inquiry> inquiries) {
    return answer(inquiries, Occasion.POLLING);
  }

  /// Fetches what may be asked for next, unless it is there, and only out of what no request and no
  /// polling needs. Not counted as a request.
  public List<Reading<Sheet>> guess(List<Inquiry> inquiries) {
    return answer(inquiries, Occasion.GUESS);
  }

  /// Takes what a vendor's stream pushed.
  void arrived(MarketDatum datum) {
    intake.arrived(datum);
  }

  /// Takes back what was published before this hub started, under the version it had then.
  public void recall(MarketDatum datum) {
    intake.recalled(datum, Duration.between(datum.provenance().receivedAt(), clock.instant()));
  }

  /// Forgets all values, before they are learned anew from another hub.
  public void forget() {
    intake.forget();
  }

  /// Tells somebody of every question from now on.
  public void tell(Audience listener) {
    audience.add(listener);
  }

  /// The question as the cache knows it.
  public Inquiry normal(Inquiry inquiry) {
    return routes.simplify(inquiry.normalized(clock.instant()));
  }

  /// Whether values of this type are fetched before anybody asks.
  public boolean isPrefetched(ServedType type) {
    return shelf.mode(type) == CacheMode.AGGRESSIVE;
  }

  /// Whether the cache has a fresh answer.
  public boolean has(Inquiry inquiry) {
    return shelf.current(heldBy(normal(inquiry))) != null;
  }

  /// How long a value of this type is fresh.
  public Duration lifetime(ServedType type) {
    return shelf.lifetime(type);
  }

  /// Asks a second source for what the first says, if there is one and it has calls to spare; what
  /// the two say is compared on the way in.
  void crossCheck(InstrumentId instrument) {
    Inquiry quote = Inquiry.about(ServedType.QUOTE, instrument);
    Optional<Source> second = routes.second(quote);
    second.ifPresent(source -> guess(List.of(quote.by(Set.of(source)))));
  }

  /// What the hub saves, over the last minute.
  public Efficiency efficiency() {
    return tally.efficiency();
  }

  /// How the cache does, since the start.
  public CacheReport cache() {
    return CacheReports.of(shelf, tally);
  }

  private List<Reading<Sheet>> answer(List<Inquiry> inquiries, Occasion occasion) {
    long start = ticker.read();
    Party party = new Party(occasion);
    List<Seat> seats = new ArrayList<>(inquiries.size());
    for (Inquiry inquiry : inquiries) {
      seats.add(seat(normal(inquiry), party));
    }
    fetcher.start(party.own());
    fetcher.refresh(party.ageing());
    List<Reading<Sheet>> readings = new ArrayList<>(seats.size());
    for (Seat first : seats) {
      Seat seat = first;
      Landing landing = await(seat);
      if (seat.isOthersGuess(landing)) {
        Party again = new Party(occasion);
        seat = seat(seat.inquiry(), again);
        fetcher.start(again.own());
        landing = await(seat);
      }
      readings.add(given(occasion, seat, landing, start));
    }
    return readings;
  }

  private Reading<Sheet> given(Occasion occasion, Seat seat, Landing landing, long start) {
    Landing own = Stretches.cut(seat.inquiry(), seat.held(), landing);
    Landing permitted = permit.check(occasion, own);
    if (occasion.counts()) {
      note(occasion, seat, permitted, ticker.read() - start);
    }
    return permitted.reading();
  }

  /// Those who ask together.
  ///
  /// @param own flights that are theirs to make
  /// @param ageing what they were given that is about to expire
  private record Party(Occasion occasion, Errand errand, List<Claim> own, List<Inquiry> ageing) {
    Party(Occasion occasion) {
      this(occasion, new Errand(occasion.urgency()), new ArrayList<>(), new ArrayList<>());
    }
  }

  /// The question to ask for another's sake: one whose answer is at hand or on its way, else the
  /// one that costs least.
  private Inquiry heldBy(Inquiry normal) {
    List<Inquiry> holding = stretches.holding(normal);
    return holding.stream()
        .filter(each -> shelf.current(each) != null || flights.isUnderway(each))
        .findFirst()
        .orElseGet(holding::getFirst);
  }

  private Seat seat(Inquiry inquiry, Party party) {
    boolean anew = party.occasion().anew();
    Inquiry held = anew ? stretches.holding(inquiry).getFirst() : heldBy(inquiry);
    if (!anew) {
      Reading<Sheet> now = shelf.current(held);
      if (now != null) {
        if (party.occasion().counts() && shelf.wantsRefresh(held)) {
          party.ageing().add(held);
        }
        return Seat.taken(inquiry, held, now);
      }
    }
    Claim claim = flights.claim(held, party.errand());
    if (claim.own() && !anew) {
      // Another flight may have landed between the look at the shelf and the claim.
      Reading<Sheet> now = shelf.current(held);
      if (now != null) {
        flights.land(claim, new Landing(now, false));
        return Seat.taken(inquiry, held, now);
      }
    }
    if (claim.own()) {
      party.own().add(claim);
    }
    boolean guessed =
        !claim.own()
            && party.errand().urgency() != Urgency.PREFETCH
            && claim.begunAs() == Urgency.PREFETCH;
    return new Seat(inquiry, held, claim.landing(), claim.own(), guessed);
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
    return new Landing(shelf.afterRefusal(seat.held(), refusal), false);
  }

  private void note(Occasion occasion, Seat seat, Landing landing, long nanos) {
    Outcome outcome = outcome(seat, landing);
    tally.request(seat.inquiry().type(), outcome, nanos);
    Asked asked = new Asked(occasion.engine(), seat.inquiry(), outcome, nanos);
    audience.forEach(each -> each.asked(asked));
  }

  private static Outcome outcome(Seat seat, Landing landing) {
    return switch (landing.reading()) {
      case Reading.Fresh<Sheet> _ -> seat.own() && landing.paid() ? Outcome.CALLED : Outcome.SERVED;
      case Reading.Stale<Sheet> _ -> Outcome.STALE;
      case Reading.Refused<Sheet> _ -> Outcome.REFUSED;
    };
  }
}
