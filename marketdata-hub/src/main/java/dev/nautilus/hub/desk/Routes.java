package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.Errand;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which vendors can answer a question, and asking them one after the other until one does: the
/// preferred first, but for those whose turn is too far away. One that is limited, failing, without
/// a key or without an answer gives way to the next. One that does not know an instrument is not
/// asked for it again soon; and when one does not, those whose calls are scarce are spared.
final class Routes {
  private static final Logger log = LoggerFactory.getLogger(Routes.class);

  private final List<VendorConnection> connections;
  private final Ranking ranking;
  private final Turns turns;
  private final Tally tally;
  private final Ticker ticker;
  private final Acquaintances acquaintances;

  Routes(
      List<VendorConnection> connections,
      RoutingProperties properties,
      Tally tally,
      Ticker ticker) {
    this.connections = List.copyOf(connections);
    this.ranking = new Ranking(connections, properties);
    this.turns = new Turns(properties.patience());
    this.tally = tally;
    this.ticker = ticker;
    this.acquaintances = new Acquaintances(properties.unknownFor(), ticker);
  }

  Ranking ranking() {
    return ranking;
  }

  /// The same inquiry without a choice of sources that chooses nothing, so that it shares its entry
  /// and its version with everybody else's.
  Inquiry simplify(Inquiry inquiry) {
    if (inquiry.sources().isEmpty()) {
      return inquiry;
    }
    List<InstrumentId> about = subject(inquiry);
    boolean chooses =
        connections.stream()
            .filter(each -> each.serves(inquiry.toQuery(about)))
            .anyMatch(each -> !inquiry.sources().contains(each.source()));
    return chooses ? inquiry : inquiry.by(Set.of());
  }

  /// Whether one call can answer for all of these instruments.
  ///
  /// @param except sources that are not asked
  boolean answersTogether(Inquiry inquiry, List<InstrumentId> instruments, Set<Source> except) {
    VendorQuery together = inquiry.toQuery(instruments);
    return candidates(inquiry, together, except).stream()
        .filter(VendorConnection::isConfigured)
        .findFirst()
        .map(first -> first.serves(together))
        .orElse(false);
  }

  /// The sources that serve a question, whether they can be asked now or not.
  Set<Source> serving(Inquiry inquiry, List<InstrumentId> instruments) {
    return candidates(inquiry, inquiry.toQuery(instruments), Set.of()).stream()
        .map(VendorConnection::source)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The second choice among the sources that could be asked, to compare the first with.
  Optional<Source> second(Inquiry inquiry) {
    return candidates(inquiry, inquiry.toQuery(subject(inquiry)), Set.of()).stream()
        .filter(VendorConnection::isConfigured)
        .map(VendorConnection::source)
        .skip(1)
        .findFirst();
  }

  /// Asks for what an inquiry is about, about these instruments.
  VendorReply ask(Inquiry inquiry, List<InstrumentId> instruments, Errand errand) {
    return askBut(Set.of(), inquiry, instruments, errand);
  }

  /// Asks everybody but these.
  VendorReply askBut(
      Set<Source> except, Inquiry inquiry, List<InstrumentId> instruments, Errand errand) {
    VendorQuery query = inquiry.toQuery(instruments);
    List<VendorConnection> able = candidates(inquiry, query, except);
    if (able.isEmpty()) {
      return new VendorReply.Refused(
          Refusal.NOT_SERVED,
          "No source serves " + inquiry.type().wireName() + " of " + subjectText(inquiry) + ".");
    }
    List<VendorConnection> ready = able.stream().filter(VendorConnection::isConfigured).toList();
    if (ready.isEmpty()) {
      VendorConnection first = able.getFirst();
      return new VendorReply.Refused(
          Refusal.NOT_CONFIGURED,
          "Source " + first.source() + " is not configured: " + first.status().detail());
    }
    return askInTurn(new Call(inquiry.type(), query, errand), ready);
  }

  /// @param type what is asked for, as the query says it too
  private record Call(ServedType type, VendorQuery query, Errand errand) {}

  private VendorReply askInTurn(Call call, List<VendorConnection> ready) {
    VendorReply.@Nullable Refused best = null;
    List<String> spared = new ArrayList<>();
    for (VendorConnection connection :
        turns.order(call.type(), call.query(), call.errand().urgency(), ready)) {
      Source source = connection.source();
      if (acquaintances.areStrangers(source, call.type(), call.query().instruments())) {
        tally.spared(source, "unknown");
        best = better(best, stranger(source, call));
      } else if (isUnknown(best) && isScarce(connection, call)) {
        tally.spared(source, "scarce");
        spared.add(source.name());
      } else if (ready.size() > 1 && Turns.isTooFar(connection, call.query())) {
        best = better(best, Turns.tooFar(connection, call.query()));
      } else {
        switch (call(connection, call.query(), call.errand())) {
          case VendorReply.Data data -> {
            met(source, call);
            return data;
          }
          case VendorReply.Refused refused -> {
            deniedBy(source, call, refused);
            best = better(best, refused);
          }
        }
      }
    }
    return best == null
        ? new VendorReply.Refused(Refusal.NOT_SERVED, "No source.")
        : told(best, spared);
  }

  private static boolean isUnknown(VendorReply.@Nullable Refused best) {
    return best != null && best.why() == Refusal.NOT_FOUND;
  }

  /// What is left of a small quota is for instruments that the source is known to know.
  private boolean isScarce(VendorConnection connection, Call call) {
    return connection.budget().map(Budget::isScarce).orElse(false)
        && !acquaintances.areKnown(connection.source(), call.type(), call.query().instruments());
  }

  private static VendorReply.Refused stranger(Source source, Call call) {
    return new VendorReply.Refused(
        Refusal.NOT_FOUND,
        "%s does not know %s, as it said not long ago."
            .formatted(source, call.query().instruments().getFirst()));
  }

  private static VendorReply.Refused told(VendorReply.Refused best, List<String> spared) {
    return spared.isEmpty() || best.why() != Refusal.NOT_FOUND
        ? best
        : new VendorReply.Refused(
            best.why(),
            best.detail() + " Not asked, to save its quota: " + String.join(", ", spared) + ".",
            best.retryAfter());
  }

  /// Only what was said about one instrument alone counts: among several a vendor may leave one
  /// out, or spell it otherwise, for reasons of its own.
  private void met(Source source, Call call) {
    if (call.query().instruments().size() == 1) {
      acquaintances.answered(source, call.type(), call.query().instruments().getFirst());
    }
  }

  private void deniedBy(Source source, Call call, VendorReply.Refused refused) {
    if (refused.why() == Refusal.NOT_FOUND && call.query().instruments().size() == 1) {
      acquaintances.denied(source, call.type(), call.query().instruments().getFirst());
    }
  }

  /// All connections, for the page that shows them.
  List<VendorConnection> connections() {
    return connections;
  }

  private List<VendorConnection> candidates(
      Inquiry inquiry, VendorQuery query, Set<Source> except) {
    Set<Source> sources = inquiry.sources();
    return ranking
        .of(inquiry.type())
        .filter(each -> sources.isEmpty() || sources.contains(each.source()))
        .filter(each -> !except.contains(each.source()))
        .filter(each -> each.serves(query))
        .toList();
  }

  private VendorReply call(VendorConnection connection, VendorQuery query, Errand errand) {
    long start = ticker.read();
    VendorReply reply;
    try {
      reply = errand.run(() -> connection.fetch(query));
    } catch (RuntimeException e) {
      log.error("Source {} failed in a way it should not", connection.source(), e);
      reply =
          new VendorReply.Refused(
              Refusal.VENDOR_FAILED, "Source " + connection.source() + " could not be asked.");
    }
    tally.vendorCall(connection.source(), reply, ticker.read() - start);
    return reply;
  }

  /// One source's "later" says more than another's "never heard of it"; of two, the sooner.
  private static VendorReply.Refused better(
      VendorReply.@Nullable Refused before, VendorReply.Refused next) {
    if (before == null || (next.why().isRetryable() && !before.why().isRetryable())) {
      return next;
    }
    boolean both = next.why() == Refusal.OVER_BUDGET && before.why() == Refusal.OVER_BUDGET;
    return both && isSooner(next.retryAfter(), before.retryAfter()) ? next : before;
  }

  private static boolean isSooner(@Nullable Duration one, @Nullable Duration other) {
    return one != null && (other == null || one.compareTo(other) < 0);
  }

  private static List<InstrumentId> subject(Inquiry inquiry) {
    return inquiry.instrument() == null ? List.of() : List.of(inquiry.instrument());
  }

  private static String subjectText(Inquiry inquiry) {
    return inquiry.instrument() == null ? "a search" : inquiry.instrument().value();
  }
}
