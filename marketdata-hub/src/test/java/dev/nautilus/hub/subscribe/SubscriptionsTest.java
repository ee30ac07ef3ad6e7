package dev.nautilus.hub.subscribe;

import static dev.nautilus.hub.Samples.NOON;
import static dev.nautilus.hub.Samples.id;
import static dev.nautilus.hub.Samples.news;
import static dev.nautilus.hub.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.Topic;
import dev.nautilus.hub.subscribe.Subscriptions.Made;
import dev.nautilus.message.InstrumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  private static final Topic AAPL = new Topic(ServedType.QUOTE, id("AAPL"));
  private static final Topic MSFT = new Topic(ServedType.QUOTE, id("MSFT"));

  private final ManualTime time = new ManualTime();
  private final List<Set<Topic>> demands = new ArrayList<>();
  private final Feeds feeds = new Feeds();
  private final Subscriptions subscriptions = subscriptions(10, 100);

  private Subscriptions subscriptions(int most, int mostTopics) {
    SubscriptionProperties properties =
        new SubscriptionProperties(Duration.ofHours(1), most, mostTopics, 16);
    return new Subscriptions(demands::add, feeds, properties, time);
  }

  private Following following(String name, String... symbols) {
    List<InstrumentId> instruments = List.of(symbols).stream().map(InstrumentId::of).toList();
    return new Following(
        name,
        EngineType.RISK,
        instruments,
        List.of(ServedType.QUOTE),
        subscriptions == null ? NOON : subscriptions.leaseEnd());
  }

  @Test
  void demand_ofManySubscribers_isOneForEachTopic_untilTheLastLeaves() {
    subscriptions.make(following("a", "AAPL", "MSFT"));
    subscriptions.make(following("b", "AAPL"));
    assertThat(demands.getLast()).containsExactlyInAnyOrder(AAPL, MSFT);

    subscriptions.end("a");
    assertThat(demands.getLast()).containsExactly(AAPL);
    subscriptions.end("b");

    assertThat(demands.getLast()).isEmpty();
    assertThat(subscriptions.end("b")).isFalse();
  }

  @Test
  void subscription_notRenewed_ends_andARenewedOneDoesNot() {
    subscriptions.make(following("a", "AAPL"));
    subscriptions.make(following("b", "MSFT"));
    time.advance(Duration.ofMinutes(50));
    subscriptions.renew("b");
    time.advance(Duration.ofMinutes(20));

    subscriptions.expire();

    assertThat(subscriptions.find("a")).isEmpty();
    assertThat(subscriptions.find("b")).isPresent();
    assertThat(demands.getLast()).containsExactly(MSFT);
  }

  @Test
  void madeAgain_isRenewedAndChangesNothingElse() {
    subscriptions.make(following("a", "AAPL"));
    Feed feed = subscriptions.listen("a").orElseThrow();
    int before = demands.size();
    time.advance(Duration.ofMinutes(50));

    subscriptions.make(following("a", "AAPL"));
    feeds.accept(quote("AAPL", 150, NOON));

    assertThat(demands).hasSize(before);
    assertThat(subscriptions.find("a").orElseThrow().until())
        .isEqualTo(time.instant().plus(Duration.ofHours(1)));
    assertThat(subscriptions.size()).isEqualTo(1);
    assertThat(feed).isNotNull();
  }

  @Test
  void bounds_areKept() {
    Subscriptions small = subscriptions(2, 3);

    assertThat(small.make(following("a", "A", "B"))).isInstanceOf(Made.Subscribed.class);
    assertThat(small.make(following("b", "C", "D"))).isInstanceOf(Made.Full.class);
    assertThat(small.make(following("b", "C"))).isInstanceOf(Made.Subscribed.class);
    assertThat(small.make(following("c", "A"))).isInstanceOf(Made.Full.class);
    assertThatThrownBy(() -> following("d")).hasMessageContaining("1 to 200");
    String[] many = IntStream.range(0, 201).mapToObj(i -> "S" + i).toArray(String[]::new);
    assertThatThrownBy(() -> following("d", many)).hasMessageContaining("201");
  }

  @Test
  void feed_getsItsTopicsOnly_newestOfAState_allOfEvents() throws InterruptedException {
    Following both =
        new Following(
            "a",
            EngineType.RISK,
            List.of(id("AAPL")),
            List.of(ServedType.QUOTE, ServedType.NEWS),
            subscriptions.leaseEnd());
    subscriptions.make(both);
    Feed feed = subscriptions.listen("a").orElseThrow();

    feeds.accept(quote("AAPL", 150, NOON));
    feeds.accept(news("AAPL", "1", NOON));
    feeds.accept(quote("MSFT", 400, NOON));
    feeds.accept(news("AAPL", "2", NOON));
    feeds.accept(quote("AAPL", 151, NOON.plusSeconds(1)));

    assertThat(feed.next(Duration.ZERO).datum()).isEqualTo(quote("AAPL", 151, NOON.plusSeconds(1)));
    assertThat(feed.next(Duration.ZERO).datum()).isEqualTo(news("AAPL", "1", NOON));
    assertThat(feed.next(Duration.ZERO).datum()).isEqualTo(news("AAPL", "2", NOON));
    assertThat(feed.next(Duration.ZERO).datum()).isNull();
  }

  @Test
  void feed_ofASlowListener_losesTheOldestAndSaysHowMany() throws InterruptedException {
    Feed feed = new Feed(16);
    for (int i = 0; i < 20; i++) {
      feed.put(news("AAPL", "" + i, NOON));
    }

    Feed.Next next = feed.next(Duration.ZERO);

    assertThat(next.lost()).isEqualTo(4);
    assertThat(next.datum()).isEqualTo(news("AAPL", "4", NOON));
    assertThat(feed.next(Duration.ZERO).lost()).isZero();
  }

  @Test
  void ending_endsTheFeedsAndForgetsThem() throws InterruptedException {
    subscriptions.make(following("a", "AAPL"));
    Feed feed = subscriptions.listen("a").orElseThrow();

    subscriptions.end("a");

    assertThat(feed.next(Duration.ofSeconds(5)).ended()).isTrue();
    assertThat(feeds.topics()).isZero();
    assertThat(subscriptions.listen("a")).isEmpty();
  }

  @Test
  void store_getsEachChangeOnce_andAgainWhenItFailed() {
    subscriptions.make(following("a", "AAPL"));
    subscriptions.make(following("b", "MSFT"));
    subscriptions.end("b");
    assertThatThrownBy(
            () ->
                subscriptions.save(
                    _ -> {
                      throw new IllegalStateException("away");
                    }))
        .hasMessage("away");
    Map<String, Optional<Following>> stored = new HashMap<>();

    subscriptions.save(stored::putAll);

    assertThat(stored).containsOnlyKeys("a", "b");
    assertThat(stored.get("b")).isEmpty();
    stored.clear();
    subscriptions.save(stored::putAll);
    assertThat(stored).isEmpty();
  }

  @Test
  void recall_bringsBackWhatHasNotEnded() {
    Following old = following("old", "AAPL").renewed(NOON.minusSeconds(1));
    subscriptions.recall(List.of(following("a", "MSFT"), old));

    assertThat(subscriptions.find("a")).isPresent();
    assertThat(subscriptions.find("old")).isEmpty();
    assertThat(demands.getLast()).containsExactly(MSFT);
  }

  @Test
  void mirror_followsWhatTheLeaderWroteDown_andEndsTheFeedsOfWhatIsGone()
      throws InterruptedException {
    subscriptions.mirror(List.of(following("a", "AAPL"), following("b", "MSFT")));
    assertThat(demands.getLast()).containsExactlyInAnyOrder(AAPL, MSFT);
    Feed feed = subscriptions.listen("a").orElseThrow();

    subscriptions.mirror(List.of(following("b", "MSFT")));

    assertThat(subscriptions.find("a")).isEmpty();
    assertThat(feed.next(Duration.ZERO).ended()).isTrue();
    assertThat(demands.getLast()).containsExactly(MSFT);
  }

  @Test
  void mirror_keepsWhatWasHeardOverTheBus_untilTheLeaderHasWrittenIt() {
    subscriptions.make(following("heard", "AAPL"));
    subscriptions.mirror(List.of());
    assertThat(subscriptions.find("heard")).as("the leader may die first").isPresent();

    subscriptions.mirror(List.of(following("heard", "AAPL")));
    subscriptions.mirror(List.of());
    assertThat(subscriptions.find("heard")).as("it was known, and is ended").isEmpty();
  }

  @Test
  void mirror_endHeardOverTheBus_staysEnded() {
    subscriptions.mirror(List.of(following("a", "AAPL")));
    subscriptions.end("a");

    subscriptions.mirror(List.of(following("a", "AAPL")));

    assertThat(subscriptions.find("a")).isEmpty();
  }

  @Test
  void renewedWhileStandingBy_isHandedOutToBeWritten_andNotForEverySecond() {
    List<Following> stored = List.of(following("a", "AAPL"));
    subscriptions.mirror(stored);
    time.advance(Duration.ofSeconds(15));
    subscriptions.renew("a");
    assertThat(subscriptions.mirror(stored)).as("seconds are not worth a word").isEmpty();

    time.advance(Duration.ofMinutes(10));
    subscriptions.renew("a");
    assertThat(subscriptions.mirror(stored))
        .singleElement()
        .satisfies(renewed -> assertThat(renewed.until()).isEqualTo(subscriptions.leaseEnd()));
    assertThat(subscriptions.find("a").orElseThrow().until()).isEqualTo(subscriptions.leaseEnd());
  }

  @Test
  void leader_takesOverWhatAnotherHubRenewed_beforeItEnds() {
    subscriptions.make(following("a", "AAPL"));
    subscriptions.make(following("b", "MSFT"));
    time.advance(Duration.ofMinutes(50));
    Following renewed = following("a", "AAPL");
    assertThat(subscriptions.isOneOver()).isFalse();
    time.advance(Duration.ofMinutes(20));
    assertThat(subscriptions.isOneOver()).isTrue();

    subscriptions.lengthen(List.of(renewed, following("unknown", "AAPL")));
    subscriptions.expire();

    assertThat(subscriptions.find("a")).isPresent();
    assertThat(subscriptions.find("b")).isEmpty();
    assertThat(subscriptions.find("unknown")).isEmpty();
  }
}
