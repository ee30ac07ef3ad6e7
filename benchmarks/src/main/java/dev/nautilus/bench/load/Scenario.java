package dev.nautilus.bench.load;

/// What is asked of a contender: who listens, how, and how fast messages come.
public enum Scenario {
  /// Nobody listens; a message counts when the server has confirmed it.
  PUBLISH("publish only", 0, Reach.NONE, 0, false),
  /// The same with `appendfsync always`: a confirmed message is on disk.
  PUBLISH_DURABLE("publish only, on disk", 0, Reach.NONE, 0, true),
  /// One consumer group, acknowledged.
  GROUPS_1("to 1 group", 1, Reach.GROUPS, 0, false),
  /// Ten consumer groups, acknowledged.
  GROUPS_10("to 10 groups", 10, Reach.GROUPS, 0, false),
  /// Ten subscribers that are all pushed everything.
  MARKET_10("market data to 10 subscribers", 10, Reach.PUSHED, 0, false),
  /// Ten groups at a steady 15,000 messages a second.
  GROUPS_10_AT_15K("to 10 groups at 15,000 msg/s", 10, Reach.GROUPS, 15_000, false),
  /// Ten groups at a steady 50,000 messages a second.
  GROUPS_10_AT_50K("to 10 groups at 50,000 msg/s", 10, Reach.GROUPS, 50_000, false),
  /// Ten pushed subscribers at a steady 15,000 messages a second.
  MARKET_10_AT_15K(
      "market data to 10 subscribers at 15,000 msg/s", 10, Reach.PUSHED, 15_000, false),
  /// Ten pushed subscribers at a steady 50,000 messages a second.
  MARKET_10_AT_50K(
      "market data to 10 subscribers at 50,000 msg/s", 10, Reach.PUSHED, 50_000, false);

  /// How a message gets to those who listen.
  enum Reach {
    /// It does not.
    NONE,
    /// Read from a stream by consumer groups.
    GROUPS,
    /// Pushed to every subscriber.
    PUSHED
  }

  private final String title;
  private final int subscribers;
  private final Reach reach;
  private final int rate;
  private final boolean durable;

  Scenario(String title, int subscribers, Reach reach, int rate, boolean durable) {
    this.title = title;
    this.subscribers = subscribers;
    this.reach = reach;
    this.rate = rate;
    this.durable = durable;
  }

  /// As a heading.
  public String title() {
    return title;
  }

  /// How many get each message; 0 when only publishing is measured.
  public int subscribers() {
    return subscribers;
  }

  Reach reach() {
    return reach;
  }

  /// Messages a second; 0 for as many as go through.
  public int rate() {
    return rate;
  }

  /// Whether the server is to write each message to disk before it confirms.
  public boolean durable() {
    return durable;
  }

  /// What a client that only knows streams does instead of this: ten groups in place of ten pushed
  /// subscribers.
  public Scenario onStreams() {
    return switch (this) {
      case MARKET_10 -> GROUPS_10;
      case MARKET_10_AT_15K -> GROUPS_10_AT_15K;
      case MARKET_10_AT_50K -> GROUPS_10_AT_50K;
      default -> this;
    };
  }
}
