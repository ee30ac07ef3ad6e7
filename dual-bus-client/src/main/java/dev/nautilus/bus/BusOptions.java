package dev.nautilus.bus;

import java.time.Duration;

/// How a client behaves, the same for both buses.
///
/// @param connectTimeout longest wait for a connection when subscribing
/// @param commandTimeout longest wait for Redis to answer one command
/// @param deliveryTimeout longest time a publish stays unconfirmed before it ends as
///   OUTCOME_UNKNOWN or NOT_SENT
/// @param bufferBytes most bytes waiting to be sent per stream; beyond that publishes are refused,
///   or on pushed streams dropped with a visible gap
/// @param maxMessageBytes largest encoded payload
/// @param frameMessages most messages in one frame
/// @param retention how long a stream on the MarketData bus is kept for catching up
/// @param pulledRetention how long acknowledged messages are kept in streams that groups read
/// @param retryDelay wait before a failed message is handed to its handler again; doubles with each
///   further failure, up to 30 s
/// @param maxAttempts how often a message is handed to a failing handler before it becomes a dead
///   letter
/// @param drainTimeout longest wait in `close` for what is still to be sent
/// @param linger how long the main lane waits for a frame to fill
/// @param partitions streams that each family is spread over by key, 1 to 1024; the same in all
///   clients of a bus, or they refuse to start
/// @param leaseTime how long an instance that is not heard of keeps its streams before another one
///   takes over; renewed three times as often
/// @param groupExpiry a group without a running instance stops holding retention after so long
/// @param replicasToWait replicas that must have a message of URGENT or above on the Engine Logic
///   bus before it is confirmed; with fewer it ends as OUTCOME_UNKNOWN. 0 to 16
/// @param replicasTimeout how long they are waited for; what follows on the connection waits too
public record BusOptions(
    Duration connectTimeout,
    Duration commandTimeout,
    Duration deliveryTimeout,
    int bufferBytes,
    int maxMessageBytes,
    int frameMessages,
    Duration retention,
    Duration pulledRetention,
    Duration retryDelay,
    int maxAttempts,
    Duration drainTimeout,
    Linger linger,
    int partitions,
    Duration leaseTime,
    Duration groupExpiry,
    int replicasToWait,
    Duration replicasTimeout) {

  private static final Duration SHORTEST_LEASE = Duration.ofMillis(300);

  /// What a client has unless told otherwise.
  public static final BusOptions DEFAULTS =
      new BusOptions(
          Duration.ofSeconds(10),
          Duration.ofSeconds(7),
          Duration.ofMinutes(2),
          16 << 20,
          8 << 20,
          128,
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofSeconds(1),
          5,
          Duration.ofSeconds(5),
          Linger.adaptive(),
          1,
          Duration.ofSeconds(6),
          Duration.ofHours(24),
          0,
          Duration.ofSeconds(1));

  private static final Duration LONGEST_RETRY_DELAY = Duration.ofSeconds(30);

  public BusOptions {
    if (frameMessages < 1 || frameMessages > 4096) {
      throw new IllegalArgumentException("frameMessages must be 1 to 4096, was " + frameMessages);
    }
    if (maxMessageBytes < 1 || maxMessageBytes > bufferBytes) {
      throw new IllegalArgumentException(
          "maxMessageBytes must be 1 to bufferBytes (" + bufferBytes + "), was " + maxMessageBytes);
    }
    if (maxAttempts < 1 || maxAttempts > 1000) {
      throw new IllegalArgumentException("maxAttempts must be 1 to 1000, was " + maxAttempts);
    }
    if (partitions < 1 || partitions > 1024) {
      throw new IllegalArgumentException("partitions must be 1 to 1024, was " + partitions);
    }
    if (leaseTime.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException("leaseTime must be 300 ms or more, was " + leaseTime);
    }
    if (replicasToWait < 0 || replicasToWait > 16) {
      throw new IllegalArgumentException("replicasToWait must be 0 to 16, was " + replicasToWait);
    }
    boolean outlasts = replicasToWait > 0 && replicasTimeout.compareTo(commandTimeout) >= 0;
    if (replicasTimeout.toMillis() < 1 || outlasts) {
      throw new IllegalArgumentException(
          "replicasTimeout must be 1 ms or more and below commandTimeout ("
              + commandTimeout
              + "), was "
              + replicasTimeout);
    }
  }

  /// Wait after so many failures of one message, 1 or more: the retry delay, doubled each time, but
  /// never more than 30 s unless the retry delay itself is longer.
  public Duration retryDelayAfter(int failures) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures must be 1 or more, was " + failures);
    }
    Duration delay = retryDelay.multipliedBy(1L << Math.min(failures - 1, 20));
    Duration longest =
        retryDelay.compareTo(LONGEST_RETRY_DELAY) > 0 ? retryDelay : LONGEST_RETRY_DELAY;
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  /// Starts from these options.
  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Changes some options and leaves the rest. Not safe for use by many threads.
  public static final class Builder {
    private Duration connectTimeout;
    private Duration commandTimeout;
    private Duration deliveryTimeout;
    private int bufferBytes;
    private int maxMessageBytes;
    private int frameMessages;
    private Duration retention;
    private Duration pulledRetention;
    private Duration retryDelay;
    private int maxAttempts;
    private Duration drainTimeout;
    private Linger linger;
    private int partitions;
    private Duration leaseTime;
    private Duration groupExpiry;
    private int replicasToWait;
    private Duration replicasTimeout;

    private Builder(BusOptions from) {
      this.connectTimeout = from.connectTimeout();
      this.commandTimeout = from.commandTimeout();
      this.deliveryTimeout = from.deliveryTimeout();
      this.bufferBytes = from.bufferBytes();
      this.maxMessageBytes = from.maxMessageBytes();
      this.frameMessages = from.frameMessages();
      this.retention = from.retention();
      this.pulledRetention = from.pulledRetention();
      this.retryDelay = from.retryDelay();
      this.maxAttempts = from.maxAttempts();
      this.drainTimeout = from.drainTimeout();
      this.linger = from.linger();
      this.partitions = from.partitions();
      this.leaseTime = from.leaseTime();
      this.groupExpiry = from.groupExpiry();
      this.replicasToWait = from.replicasToWait();
      this.replicasTimeout = from.replicasTimeout();
    }

    /// See [BusOptions].
    public Builder connectTimeout(Duration value) {
      this.connectTimeout = value;
      return this;
    }

    /// See [BusOptions].
    public Builder commandTimeout(Duration value) {
      this.commandTimeout = value;
      return this;
    }

    /// See [BusOptions].
    public Builder deliveryTimeout(Duration value) {
      this.deliveryTimeout = value;
      return this;
    }

    /// See [BusOptions].
    public Builder bufferBytes(int value) {
      this.bufferBytes = value;
      return this;
    }

    /// See [BusOptions].
    public Builder maxMessageBytes(int value) {
      this.maxMessageBytes = value;
      return this;
    }

    /// See [BusOptions].
    public Builder frameMessages(int value) {
      this.frameMessages = value;
      return this;
    }

    /// See [BusOptions].
    public Builder retention(Duration value) {
      this.retention = value;
      return this;
    }

    /// See [BusOptions].
    public Builder pulledRetention(Duration value) {
      this.pulledRetention = value;
      return this;
    }

    /// See [BusOptions].
    public Builder retryDelay(Duration value) {
      this.retryDelay = value;
      return this;
    }

    /// See [BusOptions].
    public Builder maxAttempts(int value) {
      this.maxAttempts = value;
      return this;
    }

    /// See [BusOptions].
    public Builder drainTimeout(Duration value) {
      this.drainTimeout = value;
      return this;
    }

    /// See [BusOptions].
    public Builder linger(Linger value) {
      this.linger = value;
      return this;
    }

    /// See [BusOptions].
    public Builder partitions(int value) {
      this.partitions = value;
      return this;
    }

    /// See [BusOptions].
    public Builder leaseTime(Duration value) {
      this.leaseTime = value;
      return this;
    }

    /// See [BusOptions].
    public Builder groupExpiry(Duration value) {
      this.groupExpiry = value;
      return this;
    }

    /// See [BusOptions].
    public Builder replicasToWait(int value) {
      this.replicasToWait = value;
      return this;
    }

    /// See [BusOptions].
    public Builder replicasTimeout(Duration value) {
      this.replicasTimeout = value;
      return this;
    }

    /// The options.
    public BusOptions build() {
      return new BusOptions(
          connectTimeout,
          commandTimeout,
          deliveryTimeout,
          bufferBytes,
          maxMessageBytes,
          frameMessages,
          retention,
          pulledRetention,
          retryDelay,
          maxAttempts,
          drainTimeout,
          linger,
          partitions,
          leaseTime,
          groupExpiry,
          replicasToWait,
          replicasTimeout);
    }
  }
}
