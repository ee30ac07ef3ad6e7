package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions.Scope;
import dev.nautilus.bus.legacy.Fences;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.models.stream.PendingMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// The groups that an engine reads as at one side, all instances together. Not on a thread of the
/// bus.
final class GroupPlaces {
  private static final int MOST_COUNTED = 1000;

  private final Set<Place> places = new LinkedHashSet<>();
  private final long timeoutMillis;

  /// What is subscribed to.
  record Wish(MessageType<?> type, Scope scope) {}

  private record Place(BusLink link, String stream, String group) {}

  GroupPlaces(LettuceDualBus side, Collection<Wish> wishes) {
    for (Wish wish : wishes) {
      BusLink link = side.link(wish.type().bus());
      if (link.identity().routes().isPulled(wish.type())) {
        for (StreamKey key : link.identity().routes().streamsOf(wish.type())) {
          places.add(new Place(link, key.stream(), link.identity().group(wish.scope())));
        }
      }
    }
    this.timeoutMillis = side.commandTimeout().toMillis();
  }

  private Questions redis(Place place) {
    return Questions.over(place.link()::call, timeoutMillis);
  }

  /// Makes all of them begin with what comes from now on, also those that are left from an earlier
  /// stay.
  ///
  /// @throws BusException when a server does not answer
  void beginNow() throws InterruptedException {
    for (Place place : places) {
      StreamOffset<String> end = StreamOffset.from(place.stream(), "$");
      XGroupCreateArgs made = XGroupCreateArgs.Builder.mkstream();
      try {
        redis(place).ask(async -> async.xgroupCreate(end, place.group(), made));
      } catch (RedisCommandExecutionException e) {
        if (!String.valueOf(e.getMessage()).startsWith("BUSYGROUP")) {
          throw e;
        }
        redis(place).ask(async -> async.xgroupSetid(end, place.group()));
      }
    }
  }

  /// How many entries before the closing fences are still to be handled, at least; 0 when all are.
  /// A fence that is not in its stream counts as one: what its server lost may come again, and the
  /// bridge sets the fence anew behind that. All places are asked in one go: handlers wait while
  /// this is found out.
  ///
  /// @throws BusException when a server does not answer
  long backlog(Fences fences) throws InterruptedException {
    List<Asked> asked = new ArrayList<>();
    for (Place place : places) {
      String closing = fences.closing(place.stream());
      if (closing != null) {
        asked.add(ask(place, closing));
      }
    }
    long backlog = 0;
    for (Asked each : asked) {
      backlog += backlog(each);
    }
    return backlog;
  }

  /// What a place was asked.
  ///
  /// @param closing where the closing fence stands
  private record Asked(
      Place place,
      String closing,
      CompletionStage<Long> retries,
      CompletionStage<List<StreamMessage<String, byte[]>>> fence,
      CompletionStage<List<Object>> groups,
      CompletionStage<List<PendingMessage>> pending) {}

  private Asked ask(Place place, String closing) {
    Questions redis = redis(place);
    return new Asked(
        place,
        closing,
        redis.begin(async -> async.xlen(retries(place))),
        redis.begin(
            async -> async.xrange(place.stream(), Range.create(closing, closing), Limit.from(1))),
        redis.begin(async -> async.xinfoGroups(place.stream())),
        redis.begin(
            async ->
                async.xpending(
                    place.stream(),
                    place.group(),
                    Range.create("-", closing),
                    Limit.from(MOST_COUNTED))));
  }

  private long backlog(Asked asked) throws InterruptedException {
    Questions redis = redis(asked.place());
    long backlog = redis.answer(asked.retries()) + (redis.answer(asked.fence()).isEmpty() ? 1 : 0);
    StreamId closing = StreamId.parse(asked.closing());
    boolean exists = false;
    for (Object each : redis.answer(asked.groups())) {
      InfoRow row = InfoRow.of(each);
      if (row.text("name").equals(asked.place().group())) {
        exists = true;
        StreamId delivered = StreamId.parse(row.text("last-delivered-id"));
        boolean behind = delivered.compareTo(closing) < 0;
        backlog += behind ? Math.max(1, row.number("lag")) : 0;
      }
    }
    return exists ? backlog + redis.answer(asked.pending()).size() : backlog;
  }

  private static String retries(Place place) {
    return StreamNames.retries(place.stream(), place.group());
  }

  /// Removes them. Their dead letters stay.
  ///
  /// @throws BusException when a server does not answer
  void drop() throws InterruptedException {
    for (Place place : places) {
      try {
        redis(place).ask(async -> async.xgroupDestroy(place.stream(), place.group()));
        redis(place)
            .ask(
                async ->
                    async.del(retries(place), StreamNames.moved(place.stream(), place.group())));
      } catch (RedisCommandExecutionException gone) {
        if (!String.valueOf(gone.getMessage()).contains("no such key")
            && !String.valueOf(gone.getMessage()).contains("requires the key to exist")) {
          throw gone;
        }
      }
    }
  }
}
