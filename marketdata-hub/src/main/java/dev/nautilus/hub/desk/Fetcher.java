package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Flights.Claim;
import dev.nautilus.hub.desk.Flights.Landing;
import dev.nautilus.hub.vendor.Errand;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.Urgency;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the calls that claimed flights need, together where a vendor answers together, and lands
/// every flight whatever happens.
final class Fetcher {
  /// Most instruments in one call; what a URL of a vendor carries without trouble.
  private static final int MOST_TOGETHER = 150;

  /// Calls of one batch that may wait for a vendor's one connection at a time; more would only
  /// queue there, in front of everybody else.
  private static final int MOST_AT_ONCE = 4;

  private static final InstrumentId ANYTHING = InstrumentId.of("-");

  private static final Logger log = LoggerFactory.getLogger(Fetcher.class);

  private final Routes routes;
  private final Intake intake;
  private final Shelf shelf;
  private final Flights flights;
  private final Executor vendorCalls;
  private final Map<Inquiry, SharedCalls> shared = new ConcurrentHashMap<>();

  Fetcher(Routes routes, Intake intake, Shelf shelf, Flights flights, Executor vendorCalls) {
    this.routes = routes;
    this.intake = intake;
    this.shelf = shelf;
    this.flights = flights;
    this.vendorCalls = vendorCalls;
  }

  /// Starts fetching for these flights and returns.
  void start(List<Claim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    Map<Boolean, List<Claim>> kinds =
        claims.stream().collect(Collectors.partitioningBy(Fetcher::isShared));
    try {
      Map<Inquiry, List<Claim>> quotes =
          kinds.getOrDefault(true, List.of()).stream()
              .collect(Collectors.groupingBy(Fetcher::kindOf));
      quotes.forEach((kind, some) -> shared(kind).add(some));
      spread(kinds.getOrDefault(false, List.of()));
    } catch (RuntimeException e) {
      flights.abandon(claims, new Reading.Refused<>(Refusal.VENDOR_FAILED, "The hub is stopping."));
    }
  }

  /// Quotes are what many ask for one by one and what vendors answer many of at once.
  private static boolean isShared(Claim claim) {
    return claim.inquiry().type() == ServedType.QUOTE && claim.inquiry().instrument() != null;
  }

  private static Inquiry kindOf(Claim claim) {
    return claim.inquiry().concerning(ANYTHING);
  }

  private SharedCalls shared(Inquiry kind) {
    return shared.computeIfAbsent(
        kind, _ -> new SharedCalls(MOST_TOGETHER, MOST_AT_ONCE, vendorCalls, this::callShared));
  }

  private void callShared(List<Claim> claims) {
    if (claims.size() == 1 || together(claims)) {
      callGuarded(claims);
    } else {
      work(new ConcurrentLinkedQueue<>(claims.stream().map(List::of).toList()));
    }
  }

  private void spread(List<Claim> claims) {
    Queue<List<Claim>> calls = new ConcurrentLinkedQueue<>(calls(claims));
    int workers = Math.min(MOST_AT_ONCE, calls.size());
    for (int i = 0; i < workers; i++) {
      vendorCalls.execute(() -> work(calls));
    }
  }

  /// Fetches anew what is in use and about to expire; nobody waits for it.
  void refresh(List<Inquiry> ageing) {
    if (ageing.isEmpty()) {
      return;
    }
    Errand errand = new Errand(Urgency.POLLING);
    List<Claim> own = new ArrayList<>();
    for (Inquiry inquiry : ageing) {
      Claim claim = flights.claim(inquiry, errand);
      if (claim.own()) {
        own.add(claim);
        var _ =
            claim
                .landing()
                .thenAccept(
                    landing -> {
                      if (!(landing.reading() instanceof Reading.Fresh<Sheet>(_, var age))
                          || !age.isZero()) {
                        shelf.notRefreshed(inquiry);
                      }
                    });
      }
    }
    start(own);
  }

  private void work(Queue<List<Claim>> calls) {
    for (List<Claim> call = calls.poll(); call != null; call = calls.poll()) {
      callGuarded(call);
    }
  }

  private void callGuarded(List<Claim> call) {
    try {
      fly(call);
    } catch (RuntimeException e) {
      log.error("An answer about {} could not be taken in", call.getFirst().inquiry(), e);
    } finally {
      flights.abandon(
          call,
          new Reading.Refused<>(Refusal.GARBAGE, "The source's answer could not be taken in."));
    }
  }

  /// Claims that differ only in the instrument, and that a vendor answers together, share a call.
  private List<List<Claim>> calls(List<Claim> claims) {
    Map<Inquiry, List<Claim>> alike = new LinkedHashMap<>();
    List<List<Claim>> calls = new ArrayList<>();
    for (Claim claim : claims) {
      if (claim.inquiry().instrument() == null) {
        calls.add(List.of(claim));
      } else {
        alike.computeIfAbsent(kindOf(claim), _ -> new ArrayList<>()).add(claim);
      }
    }
    for (List<Claim> group : alike.values()) {
      for (int at = 0; at < group.size(); at += MOST_TOGETHER) {
        List<Claim> some = group.subList(at, Math.min(at + MOST_TOGETHER, group.size()));
        if (some.size() > 1 && together(some)) {
          calls.add(some);
        } else {
          some.forEach(claim -> calls.add(List.of(claim)));
        }
      }
    }
    return calls;
  }

  private boolean together(List<Claim> claims) {
    return routes.answersTogether(
        claims.getFirst().inquiry(), Flights.instruments(claims), Set.of());
  }

  private void fly(List<Claim> call) {
    Claim first = call.getFirst();
    switch (routes.ask(first.inquiry(), Flights.instruments(call), Flights.mostUrgent(call))) {
      case VendorReply.Refused refused when call.size() > 1 ->
          askOthers(call, routes.serving(first.inquiry(), Flights.instruments(call)), _ -> refused);
      case VendorReply.Refused refused -> land(first, refused);
      case VendorReply.Data data -> take(call, data, Set.of());
    }
  }

  /// @param before sources that were asked for these already, beside the one that replied
  private void take(List<Claim> call, VendorReply.Data reply, Set<Source> before) {
    List<MarketDatum> besides = new ArrayList<>();
    Map<String, List<MarketDatum>> found = sort(call, reply.data(), besides);
    List<Claim> leftOut = new ArrayList<>();
    boolean paid = false;
    for (Claim claim : call) {
      List<MarketDatum> said = found.get(key(claim.inquiry().instrument(), call));
      if (said == null) {
        leftOut.add(claim);
      } else {
        Reading<Sheet> reading = intake.answered(claim.inquiry(), said, reply.truncated());
        flights.land(claim, new Landing(reading, !paid));
        paid = true;
      }
    }
    if (call.getFirst().inquiry().sources().isEmpty()) {
      besides.forEach(intake::arrived);
    }
    if (leftOut.isEmpty()) {
      return;
    }
    Source source = reply.data().getFirst().provenance().source();
    boolean together = call.size() > 1;
    Function<Inquiry, VendorReply.Refused> missing = each -> missing(each, source, together);
    if (together) {
      Set<Source> asked = new HashSet<>(before);
      asked.add(source);
      askOthers(leftOut, asked, missing);
    } else {
      land(leftOut.getFirst(), missing.apply(leftOut.getFirst().inquiry()));
    }
  }

  /// What did not come with the others may be known to somebody else: asked together of who answers
  /// together, and what is left then one at a time.
  ///
  /// @param but who was asked already
  /// @param before what they said of each
  private void askOthers(
      List<Claim> claims, Set<Source> but, Function<Inquiry, VendorReply.Refused> before) {
    Claim first = claims.getFirst();
    List<InstrumentId> all = Flights.instruments(claims);
    Set<Source> asked = new HashSet<>(but);
    if (claims.size() > 1 && routes.answersTogether(first.inquiry(), all, but)) {
      if (routes.askBut(but, first.inquiry(), all, Flights.mostUrgent(claims))
          instanceof VendorReply.Data data) {
        take(claims, data, but);
        return;
      }
      asked.addAll(routes.serving(first.inquiry(), all));
    }
    claims.forEach(claim -> askOthers(claim, asked, before.apply(claim.inquiry())));
  }

  private void askOthers(Claim claim, Set<Source> but, VendorReply.Refused before) {
    List<Claim> alone = List.of(claim);
    VendorReply reply =
        routes.askBut(but, claim.inquiry(), Flights.instruments(alone), claim.errand());
    switch (reply) {
      case VendorReply.Data data -> take(alone, data, but);
      case VendorReply.Refused refused when refused.why().isRetryable() -> land(claim, refused);
      case VendorReply.Refused _ -> land(claim, before);
    }
  }

  /// What was asked for, by instrument; the rest is put aside.
  private static Map<String, List<MarketDatum>> sort(
      List<Claim> call, List<MarketDatum> data, List<MarketDatum> besides) {
    ServedType asked = call.getFirst().inquiry().type();
    Map<String, List<MarketDatum>> found = new LinkedHashMap<>();
    for (MarketDatum datum : data) {
      if (ServedType.of(datum) == asked) {
        found.computeIfAbsent(key(datum.instrument(), call), _ -> new ArrayList<>()).add(datum);
      } else {
        besides.add(datum);
      }
    }
    return found;
  }

  /// Vendors write symbols in their own case; and who was asked about one thing answers about it,
  /// whatever it calls it.
  private static String key(@Nullable InstrumentId id, List<Claim> call) {
    return call.size() == 1 || id == null ? "" : id.value().toUpperCase(Locale.ROOT);
  }

  private void land(Claim claim, VendorReply.Refused refused) {
    Reading.Refused<Sheet> reading =
        new Reading.Refused<>(refused.why(), refused.detail(), refused.retryAfter());
    flights.land(claim, new Landing(shelf.afterRefusal(claim.inquiry(), reading), false));
  }

  /// Of several instruments a vendor leaves out those it does not know.
  private static VendorReply.Refused missing(Inquiry inquiry, Source source, boolean leftOut) {
    return leftOut
        ? new VendorReply.Refused(
            Refusal.NOT_FOUND, source + " does not know " + inquiry.instrument() + ".")
        : new VendorReply.Refused(
            Refusal.NO_DATA, source + " has no " + inquiry.type().wireName() + " in this range.");
  }
}
