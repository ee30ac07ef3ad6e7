package dev.nautilus.hub.desk;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Source;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which vendors can answer a question, and asking them one after the other until one does.
final class Routes {
  private static final Logger log = LoggerFactory.getLogger(Routes.class);

  private final List<VendorConnection> connections;
  private final Tally tally;
  private final Ticker ticker;

  /// @param connections in order of preference
  Routes(List<VendorConnection> connections, Tally tally, Ticker ticker) {
    this.connections = List.copyOf(connections);
    this.tally = tally;
    this.ticker = ticker;
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
  boolean answersTogether(Inquiry inquiry, List<InstrumentId> instruments) {
    VendorQuery together = inquiry.toQuery(instruments);
    return candidates(inquiry, together).stream()
        .filter(VendorConnection::isConfigured)
        .findFirst()
        .map(first -> first.serves(together))
        .orElse(false);
  }

  /// Asks for what an inquiry is about, about these instruments.
  VendorReply ask(Inquiry inquiry, List<InstrumentId> instruments) {
    VendorQuery query = inquiry.toQuery(instruments);
    List<VendorConnection> able = candidates(inquiry, query);
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
    VendorReply.@Nullable Refused best = null;
    for (VendorConnection connection : ready) {
      switch (call(connection, query)) {
        case VendorReply.Data data -> {
          return data;
        }
        case VendorReply.Refused refused -> best = better(best, refused);
      }
    }
    return best == null ? new VendorReply.Refused(Refusal.NOT_SERVED, "No source.") : best;
  }

  /// All connections, for the page that shows them.
  List<VendorConnection> connections() {
    return connections;
  }

  private List<VendorConnection> candidates(Inquiry inquiry, VendorQuery query) {
    Set<Source> sources = inquiry.sources();
    return connections.stream()
        .filter(each -> sources.isEmpty() || sources.contains(each.source()))
        .filter(each -> each.serves(query))
        .toList();
  }

  private VendorReply call(VendorConnection connection, VendorQuery query) {
    long start = ticker.read();
    VendorReply reply;
    try {
      reply = connection.fetch(query);
    } catch (RuntimeException e) {
      log.error("Source {} failed in a way it should not", connection.source(), e);
      reply =
          new VendorReply.Refused(
              Refusal.VENDOR_FAILED, "Source " + connection.source() + " could not be asked.");
    }
    tally.vendorCall(connection.source(), reply, ticker.read() - start);
    return reply;
  }

  /// One source's "later" says more than another's "never heard of it".
  private static VendorReply.Refused better(
      VendorReply.@Nullable Refused before, VendorReply.Refused next) {
    return before == null || (next.why().isRetryable() && !before.why().isRetryable())
        ? next
        : before;
  }

  private static List<InstrumentId> subject(Inquiry inquiry) {
    return inquiry.instrument() == null ? List.of() : List.of(inquiry.instrument());
  }

  private static String subjectText(Inquiry inquiry) {
    return inquiry.instrument() == null ? "a search" : inquiry.instrument().value();
  }
}
