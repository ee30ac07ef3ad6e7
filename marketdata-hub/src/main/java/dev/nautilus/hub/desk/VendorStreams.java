package dev.nautilus.hub.desk;

import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What the vendors stream, and which calls that spares.
///
/// A value that came a moment ago need not be polled, whoever brought it. Neither must one that a
/// stream keeps ([VendorConnection.VendorStream#keeps]): its silence says that nothing changed, and
/// the value's lifetime begins anew. But not for ever: a subscription may have ended without a
/// word, so what was not said for long is looked at all the same.
///
/// **Threads** Safe for many.
final class VendorStreams {
  /// Of the longest silence, after which a value is looked at: the look must be answered before the
  /// silence is not believed any more, or requests would find many values expired at once.
  private static final double LOOK_AT = 0.8;

  private final List<VendorConnection> connections;
  private final Shelf shelf;
  private final Duration longestSilence;
  private final Duration silentFrom;

  /// @param longestSilence how long a stream's silence is believed
  VendorStreams(List<VendorConnection> connections, Shelf shelf, Duration longestSilence) {
    this.connections = List.copyOf(connections);
    this.shelf = shelf;
    this.longestSilence = longestSilence;
    this.silentFrom = Duration.ofNanos((long) (longestSilence.toNanos() * LOOK_AT));
  }

  /// Replaces what is streamed, by every source that can.
  void follow(Set<InstrumentId> instruments, Consumer<MarketDatum> listener) {
    for (VendorConnection connection : connections) {
      if (connection.isConfigured()) {
        connection.stream().ifPresent(stream -> stream.follow(instruments, listener));
      }
    }
  }

  /// Begins the lifetime of what is kept anew where it has begun to age. Makes no call, and so does
  /// not depend on how long calls take.
  void confirm(ServedType type) {
    keepers(type)
        .forEach(
            (instrument, source) -> {
              Inquiry inquiry = Inquiry.about(type, instrument);
              if (!shelf.isYoung(inquiry)) {
                var _ = shelf.confirm(inquiry, source, longestSilence);
              }
            });
  }

  /// What is left to poll of these values, in parts to be asked one after the other: first what a
  /// stream has but has not said for long, apart from the others because its source answers for it
  /// alone; then what nobody streams.
  ///
  /// @param inquiries all of one type of which an instrument has one value
  List<List<Inquiry>> leftToPoll(List<Inquiry> inquiries) {
    Map<InstrumentId, Source> keepers = keepers(inquiries.getFirst().type());
    List<Inquiry> silent = new ArrayList<>();
    List<Inquiry> others = new ArrayList<>();
    for (Inquiry inquiry : inquiries) {
      Source keeper = keepers.get(inquiry.instrument());
      if (keeper == null) {
        if (!shelf.isYoung(inquiry)) {
          others.add(inquiry);
        }
      } else if (!shelf.confirm(inquiry, keeper, silentFrom)) {
        silent.add(inquiry);
      }
    }
    List<List<Inquiry>> parts = new ArrayList<>();
    for (List<Inquiry> part : List.of(silent, others)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /// Which source keeps which instrument. Where two do, one of them is as good as the other.
  private Map<InstrumentId, Source> keepers(ServedType type) {
    Map<InstrumentId, Source> keepers = new LinkedHashMap<>();
    for (VendorConnection connection : connections) {
      connection.stream()
          .ifPresent(
              stream ->
                  stream
                      .keeps(type.handle())
                      .forEach(instrument -> keepers.put(instrument, connection.source())));
    }
    return keepers;
  }
}
