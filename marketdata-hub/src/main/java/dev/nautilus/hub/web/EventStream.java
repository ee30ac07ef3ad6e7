package dev.nautilus.hub.web;

import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Occasion;
import dev.nautilus.hub.desk.Reading;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Sheet;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.hub.subscribe.Feed;
import dev.nautilus.hub.subscribe.Following;
import dev.nautilus.hub.subscribe.Subscriptions;
import dev.nautilus.message.MarketDatum;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Writes a subscription's values as server-sent events: `snapshot` for each topic that has a
/// value, `refused` for each that has none, `ready`, then each new value under the name of its
/// type. `lost` says how many events a listener was too slow for; `end` that the subscription is
/// over.
///
/// The feed is open before the snapshot is taken, and what the snapshot has shown is left out of
/// it: nothing is missing between the two, and nothing comes twice.
@Component
class EventStream {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);

  private final Desk desk;
  private final Subscriptions subscriptions;

  EventStream(Desk desk, Subscriptions subscriptions) {
    this.desk = desk;
    this.subscriptions = subscriptions;
  }

  /// @param count events that did not wait for the listener
  record Lost(long count) {}

  /// @param symbol what has no value yet
  record NoValue(String symbol, String type, String refusal, String detail) {}

  SseEmitter of(Following following, Feed feed) {
    SseEmitter emitter = new SseEmitter(0L);
    Runnable leave = () -> subscriptions.leave(following.id(), feed);
    emitter.onCompletion(leave);
    emitter.onError(_ -> leave.run());
    Thread.ofVirtual().name("events").start(() -> write(following, feed, emitter));
    return emitter;
  }

  private void write(Following following, Feed feed, SseEmitter emitter) {
    try {
      Map<Topic, Long> shown = snapshot(following, emitter);
      emitter.send(SseEmitter.event().name("ready").data("{}", MediaType.APPLICATION_JSON));
      long renewed = System.nanoTime();
      while (true) {
        Feed.Next next = feed.next(HEARTBEAT);
        if (next.ended()) {
          emitter.send(SseEmitter.event().name("end").data("{}", MediaType.APPLICATION_JSON));
          break;
        }
        send(next, shown, emitter);
        if (next.datum() == null) {
          emitter.send(SseEmitter.event().comment("still here"));
        }
        if (System.nanoTime() - renewed >= HEARTBEAT.toNanos()) {
          subscriptions.renew(following.id());
          renewed = System.nanoTime();
        }
      }
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      log.debug("A listener of {} is gone", following.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      subscriptions.leave(following.id(), feed);
    }
  }

  private Map<Topic, Long> snapshot(Following following, SseEmitter emitter) throws IOException {
    List<Topic> topics = new ArrayList<>(following.topics());
    List<Inquiry> inquiries =
        topics.stream().map(topic -> Inquiry.about(topic.type(), topic.instrument())).toList();
    List<Reading<Sheet>> readings = desk.askAll(inquiries, Occasion.of(following.engine()));
    Map<Topic, Long> shown = new HashMap<>();
    for (int i = 0; i < topics.size(); i++) {
      Topic topic = topics.get(i);
      switch (readings.get(i)) {
        case Reading.Fresh<Sheet>(Sheet sheet, Duration age) -> {
          shown.put(topic, highest(sheet));
          json(emitter, "snapshot", Bodies.of(inquiries.get(i), sheet, "fresh", age));
        }
        case Reading.Stale<Sheet>(Sheet sheet, Duration age, _) -> {
          shown.put(topic, highest(sheet));
          json(emitter, "snapshot", Bodies.of(inquiries.get(i), sheet, "stale", age));
        }
        case Reading.Refused<Sheet> refused ->
            json(
                emitter,
                "refused",
                new NoValue(
                    topic.instrument().value(),
                    topic.type().wireName(),
                    refused.why().name(),
                    refused.detail()));
      }
    }
    return shown;
  }

  private static void send(Feed.Next next, Map<Topic, Long> shown, SseEmitter emitter)
      throws IOException {
    if (next.lost() > 0) {
      json(emitter, "lost", new Lost(next.lost()));
    }
    MarketDatum datum = next.datum();
    if (datum == null) {
      return;
    }
    ServedType type = ServedType.of(datum);
    long version = datum.provenance().version();
    if (version > shown.getOrDefault(new Topic(type, datum.instrument()), 0L)) {
      emitter.send(
          SseEmitter.event()
              .name(type.wireName())
              .id(Long.toString(version))
              .data(Bodies.live(type, datum), MediaType.APPLICATION_JSON));
    }
  }

  private static long highest(Sheet sheet) {
    return sheet.data().stream().mapToLong(each -> each.provenance().version()).max().orElse(0);
  }

  private static void json(SseEmitter emitter, String name, Object body) throws IOException {
    emitter.send(SseEmitter.event().name(name).data(body, MediaType.APPLICATION_JSON));
  }
}
