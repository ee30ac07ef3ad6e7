package dev.nautilus.engines.websocket.method;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One value of one key, shared by all sessions that get it. What it is as a document, as text and
/// as a change of the one before is made when somebody asks, once. Safe for many threads.
public final class Update {
  private final String key;
  private final long seq;
  private final Instant at;
  private final long order;
  private final long arrivedNanos;
  private final Supplier<JsonNode> source;
  private volatile @Nullable JsonNode document;
  private volatile @Nullable String text;
  private volatile @Nullable Delta delta;

  private record Delta(DeltaForm form, String text) {}

  private Update(Place place, Supplier<JsonNode> source) {
    key = place.key();
    seq = place.seq();
    at = place.at();
    arrivedNanos = place.arrivedNanos();
    order = place.order();
    this.source = source;
  }

  /// Where an update stands.
  ///
  /// @param key what it is about, within its channel
  /// @param seq its number among those of its key, from 1 on, without holes
  /// @param order its number among those of its channel
  /// @param at when it was published (UTC, the publisher's clock)
  /// @param arrivedNanos when the gateway had it, by its ticker
  public record Place(String key, long seq, long order, Instant at, long arrivedNanos) {}

  /// A value.
  ///
  /// @param source makes the document; may be asked by any thread, and twice
  public static Update of(Place place, Supplier<JsonNode> source) {
    return new Update(place, source);
  }

  /// The end of a key: there is no value any more.
  public static Update gone(Place place) {
    return new Update(place, MissingNode::getInstance);
  }

  /// What it is about.
  public String key() {
    return key;
  }

  /// Its number among those of its key.
  public long seq() {
    return seq;
  }

  /// Its number among those of its channel.
  public long order() {
    return order;
  }

  /// When it was published.
  public Instant at() {
    return at;
  }

  /// When the gateway had it, by its ticker.
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /// Whether the key has no value any more.
  public boolean isGone() {
    return document().isMissingNode();
  }

  /// The value; a missing node when the key is gone.
  public JsonNode document() {
    JsonNode made = document;
    if (made == null) {
      made = source.get();
      document = made;
    }
    return made;
  }

  /// The value as text; empty when the key is gone.
  public String text() {
    String made = text;
    if (made == null) {
      made = isGone() ? "" : Documents.text(document());
      text = made;
    }
    return made;
  }

  /// Roughly what it takes on its way to one session.
  public int bytes() {
    return text().length();
  }

  /// The change from a document as text; made once for all sessions that had the update before.
  ///
  /// @param fromSeq number of the update that the document is the value of
  public String changeFrom(long fromSeq, JsonNode from, DeltaForm form) {
    Delta shared = delta;
    if (fromSeq == seq - 1 && shared != null && shared.form() == form) {
      return shared.text();
    }
    String change = Documents.text(form.between(from, document()));
    if (fromSeq == seq - 1) {
      delta = new Delta(form, change);
    }
    return change;
  }
}
