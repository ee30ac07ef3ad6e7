package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Journal;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions.Scope;
import dev.nautilus.bus.legacy.LegacyStreams;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.models.stream.PendingMessages;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the streams of two Redis servers, or of main Redis, beside the subscriptions, with ranges
/// only.
final class LettuceJournal implements Journal {
  private static final int PAGE = 256;

  private final Function<Bus, BusLink> links;

  LettuceJournal(Function<Bus, BusLink> links) {
    this.links = links;
  }

  @Override
  public Map<String, String> handled(Collection<MessageType<?>> types) {
    return places(
        types,
        key ->
            key.isPushed()
                ? links.apply(key.family().bus()).lane(key.lane()).pushes().seenUpTo(key)
                : acknowledged(key.stream(), key.family().bus()));
  }

  @Override
  public Map<String, String> ends(Collection<MessageType<?>> types) {
    return places(types, key -> end(key.stream(), key.family().bus()));
  }

  private Map<String, String> places(
      Collection<MessageType<?>> types, Function<StreamKey, StreamId> place) {
    Map<String, String> places = new TreeMap<>();
    for (StreamKey key : streams(types)) {
      places.put(key.stream(), place.apply(key).toString());
    }
    return places;
  }

  private Collection<StreamKey> streams(Collection<MessageType<?>> types) {
    TreeSet<StreamKey> keys = new TreeSet<>(Comparator.comparing(StreamKey::stream));
    for (MessageType<?> type : types) {
      keys.addAll(links.apply(type.bus()).identity().routes().streamsOf(type));
    }
    return keys;
  }

  /// In this order: what is handed out between the two questions only makes the answer smaller.
  private StreamId acknowledged(String stream, Bus bus) {
    StreamId delivered = delivered(stream, bus);
    String group = group(bus);
    PendingMessages pending = ask(bus, redis -> redis.xpending(stream, group));
    if (pending.getCount() == 0) {
      return delivered;
    }
    StreamId oldest =
        StreamId.parse(Objects.requireNonNull(pending.getMessageIds().getLower().getValue()));
    StreamId before = before(oldest);
    return before.compareTo(delivered) < 0 ? before : delivered;
  }

  private String group(Bus bus) {
    return links.apply(bus).identity().group(Scope.PER_ENGINE);
  }

  private StreamId delivered(String stream, Bus bus) {
    StreamId delivered = StreamId.ZERO;
    for (Object each : ask(bus, redis -> redis.xinfoGroups(stream))) {
      InfoRow row = InfoRow.of(each);
      if (row.text("name").equals(group(bus))) {
        delivered = StreamId.parse(row.text("last-delivered-id"));
      }
    }
    return delivered;
  }

  private static StreamId before(StreamId id) {
    return id.sequence() == 0
        ? new StreamId(id.millis() - 1, -1)
        : new StreamId(id.millis(), id.sequence() - 1);
  }

  private static StreamId after(StreamId id) {
    return id.sequence() == -1
        ? new StreamId(id.millis() + 1, 0)
        : new StreamId(id.millis(), id.sequence() + 1);
  }

  private StreamId end(String stream, Bus bus) {
    List<StreamMessage<String, byte[]>> last =
        ask(bus, redis -> redis.xrevrange(stream, Range.unbounded(), Limit.from(1)));
    return last.isEmpty() ? StreamId.ZERO : StreamId.parse(last.get(0).getId());
  }

  @Override
  public boolean reaches(Collection<MessageType<?>> types, Map<String, String> after) {
    Collection<StreamKey> streams = streams(types);
    boolean whole = true;
    // Places of other streams alone are those of a side that the client was on before.
    boolean known = streams.isEmpty();
    for (StreamKey key : streams) {
      String place = place(after, key);
      known |= place != null;
      whole &= place == null || isWhole(key, StreamId.parse(place));
    }
    return whole && known;
  }

  @Override
  public void read(
      Collection<MessageType<?>> types, Map<String, String> after, Consumer<Message<?>> reader) {
    Map<String, MessageType<?>> wanted = new HashMap<>();
    types.forEach(type -> wanted.put(type.name(), type));
    PriorityQueue<JournalStream> open = new PriorityQueue<>();
    for (StreamKey key : streams(types)) {
      String place = place(after, key);
      if (place != null) {
        JournalStream stream = open(key, StreamId.parse(place));
        if (stream.hasNext()) {
          open.add(stream);
        }
      }
    }
    while (true) {
      JournalStream oldest = open.poll();
      if (oldest == null) {
        return;
      }
      oldest.next(wanted, reader);
      if (oldest.hasNext()) {
        open.add(oldest);
      }
    }
  }

  /// Of a partition that is younger than the places everything is read: none of it was there.
  private static @Nullable String place(Map<String, String> after, StreamKey key) {
    String own = after.get(key.stream());
    boolean younger =
        !key.isOfMain() && after.containsKey(new StreamKey(key.family(), 0, key.lane()).stream());
    return own == null && younger ? StreamId.ZERO.toString() : own;
  }

  private JournalStream open(StreamKey key, StreamId after) {
    Bus bus = key.family().bus();
    String stream = key.stream();
    return new JournalStream(
        stream,
        links.apply(bus).identity().encoding(),
        links.apply(bus).counters(),
        after,
        lastToRead(key),
        from -> page(key, from, PAGE));
  }

  /// What the group has not been handed it will be. On a bus a message that is read here as well is
  /// told by its number; on main Redis those that were carried there have none, and each counts as
  /// a publisher of its own, of which only so many are remembered. So there no more is read here
  /// than was handed out, but for the streams that tell what we said ourselves.
  private StreamId lastToRead(StreamKey key) {
    Bus bus = key.family().bus();
    Identity identity = links.apply(bus).identity();
    boolean ours =
        key.stream().equals(LegacyStreams.of(identity.setup().engine()))
            || key.stream().equals(LegacyStreams.EXPRESS);
    if (!key.isOfMain() || ours) {
      return end(key.stream(), bus);
    }
    boolean exists = ask(bus, redis -> redis.exists(key.stream())) > 0;
    return exists ? delivered(key.stream(), bus) : StreamId.ZERO;
  }

  private List<StreamMessage<String, byte[]>> page(StreamKey key, StreamId from, long most) {
    Range<String> range =
        Range.from(Range.Boundary.including(from.toString()), Range.Boundary.unbounded());
    return ask(key.family().bus(), redis -> redis.xrange(key.stream(), range, Limit.from(most)));
  }

  /// What follows a place is whole when the place itself is still there, or what came right behind
  /// it. Of a stream that was empty only the server knows, from 7.0 on.
  private boolean isWhole(StreamKey key, StreamId place) {
    List<StreamMessage<String, byte[]>> page = page(key, place, 1);
    if (!page.isEmpty()) {
      StreamId first = StreamId.parse(page.get(0).getId());
      if (first.equals(place) || first.equals(after(place))) {
        return true;
      }
    }
    Bus bus = key.family().bus();
    if (ask(bus, redis -> redis.exists(key.stream())) == 0) {
      return place.equals(StreamId.ZERO);
    }
    InfoRow info = InfoRow.of(ask(bus, redis -> redis.xinfoStream(key.stream())));
    return place.equals(StreamId.ZERO)
        ? info.has("entries-added") && info.number("entries-added") == info.number("length")
        : info.text("last-generated-id").equals(place.toString());
  }

  private <T> T ask(Bus bus, Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
    try {
      BusLink link = links.apply(bus);
      return link.answer(link.writer().call(command));
    } catch (ReadFailedException e) {
      throw new BusException(BusException.Reason.NOT_SENT, "journal: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusException(BusException.Reason.NOT_SENT, "journal: interrupted", e);
    }
  }
}
