package dev.nautilus.engines.marketdata.method;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Best bid and offer over several venues.
///
/// **Definition** The best bid is the highest of those venues whose quote is not older than the
/// timeout, its size the sum over the venues that bid it; the ask likewise. LOCKED when both are
/// equal, CROSSED when the bid stands above. A trade above the best ask or below the best bid went
/// through the market.
///
/// **Undefined** A side that no venue quotes is missing; it is never 0.
///
/// **Source** SEC Regulation NMS, rule 600(b), national best bid and offer.
public final class Consolidation {

  /// A side of a venue's quote.
  ///
  /// @param size null when the venue does not say
  public record Offer(BigDecimal price, @Nullable BigDecimal size) {}

  /// A venue's quote.
  ///
  /// @param bid null when the venue does not bid
  /// @param ask null when the venue does not offer
  /// @param at when it was received; a quote of the same venue that was received before is refused
  public record VenueQuote(@Nullable Offer bid, @Nullable Offer ask, Instant at) {}

  /// One side over all venues.
  ///
  /// @param size sum of what the venues say; null when none of them says
  /// @param venues who stands there, in the order of their names
  public record Best(BigDecimal price, @Nullable BigDecimal size, List<String> venues) {
    public Best {
      venues = List.copyOf(venues);
    }
  }

  /// Both sides.
  ///
  /// @param bid null when nobody bids
  /// @param ask null when nobody offers
  public record Top(@Nullable Best bid, @Nullable Best ask) {
    /// Whether the best bid equals the best ask.
    public boolean locked() {
      return bid != null && ask != null && bid.price().compareTo(ask.price()) == 0;
    }

    /// Whether the best bid stands above the best ask.
    public boolean crossed() {
      return bid != null && ask != null && bid.price().compareTo(ask.price()) > 0;
    }

    /// Whether a trade at this price went through the market.
    public boolean tradedThrough(BigDecimal price) {
      return (ask != null && price.compareTo(ask.price()) > 0)
          || (bid != null && price.compareTo(bid.price()) < 0);
    }
  }

  private final Duration timeout;
  private final Map<String, VenueQuote> venues = new TreeMap<>();

  /// @param timeout after which a venue that said nothing is left out
  public Consolidation(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout must be more than 0, was " + timeout);
    }
    this.timeout = timeout;
  }

  /// Takes the newest quote of a venue in.
  ///
  /// @return false when the venue has quoted later already
  public boolean accept(String venue, VenueQuote quote) {
    VenueQuote before = venues.get(venue);
    if (before != null && quote.at().isBefore(before.at())) {
      return false;
    }
    venues.put(venue, quote);
    return true;
  }

  /// The market as of an instant.
  public Top top(Instant now) {
    return new Top(best(now, true), best(now, false));
  }

  private @Nullable Best best(Instant now, boolean bids) {
    BigDecimal price = null;
    BigDecimal size = null;
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, VenueQuote> venue : venues.entrySet()) {
      Offer offer = bids ? venue.getValue().bid() : venue.getValue().ask();
      if (offer == null || isStale(venue.getValue(), now)) {
        continue;
      }
      int better =
          price == null
              ? 1
              : bids ? offer.price().compareTo(price) : price.compareTo(offer.price());
      if (better > 0) {
        price = offer.price();
        size = null;
        names.clear();
      }
      if (better >= 0) {
        size = sum(size, offer.size());
        names.add(venue.getKey());
      }
    }
    return price == null ? null : new Best(price, size, names);
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other : other == null ? one : one.add(other);
  }

  /// Venues that are left out as of an instant.
  public List<String> stale(Instant now) {
    return venues.entrySet().stream()
        .filter(venue -> isStale(venue.getValue(), now))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean isStale(VenueQuote quote, Instant now) {
    return quote.at().plus(timeout).isBefore(now);
  }

  /// The quote of one venue.
  public Optional<VenueQuote> of(String venue) {
    return Optional.ofNullable(venues.get(venue));
  }

  /// The quotes of all venues, by name.
  public Map<String, VenueQuote> state() {
    return Map.copyOf(venues);
  }

  /// Goes on from where another one was.
  public void restore(Map<String, VenueQuote> state) {
    venues.clear();
    venues.putAll(state);
  }
}
