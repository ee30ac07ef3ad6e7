package dev.nautilus.hub;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.vendor.Budget;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorQuery;
import dev.nautilus.hub.vendor.VendorReply;
import dev.nautilus.hub.vendor.VendorStatus;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A vendor that answers as a test tells it to, and remembers what it was asked.
public final class FakeVendor implements VendorConnection {
  private final Source source;
  private final List<VendorQuery> asked = new CopyOnWriteArrayList<>();
  private volatile Function<VendorQuery, VendorReply> answer;
  private volatile Predicate<VendorQuery> serves = _ -> true;
  private volatile boolean configured = true;
  private volatile VendorStatus.State state = VendorStatus.State.UP;
  private volatile @Nullable Budget budget;
  private volatile Consumer<MarketDatum> listener = _ -> {};
  private volatile Set<InstrumentId> followed = Set.of();
  private volatile Set<InstrumentId> kept = Set.of();
  private volatile Duration delay = Duration.ZERO;

  public FakeVendor(String source, Function<VendorQuery, VendorReply> answer) {
    this.source = Source.of(source);
    this.answer = answer;
  }

  /// Answers like this from now on.
  public void answering(Function<VendorQuery, VendorReply> next) {
    answer = next;
  }

  /// Serves only such questions.
  public FakeVendor serving(Predicate<VendorQuery> some) {
    serves = some;
    return this;
  }

  /// Has no key.
  public FakeVendor unconfigured() {
    configured = false;
    state = VendorStatus.State.NOT_CONFIGURED;
    return this;
  }

  /// Has this budget.
  public FakeVendor within(Budget some) {
    budget = some;
    return this;
  }

  /// Takes so much longer than a call's turn.
  public FakeVendor delayedBy(Duration longer) {
    delay = longer;
    return this;
  }

  /// Its stream tells every change of these quotes from now on.
  public void keeping(Set<InstrumentId> instruments) {
    kept = Set.copyOf(instruments);
  }

  /// Shows this state from now on.
  public void showing(VendorStatus.State next) {
    state = next;
  }

  /// Every question so far.
  public List<VendorQuery> asked() {
    return List.copyOf(asked);
  }

  /// What is followed on the stream.
  public Set<InstrumentId> followed() {
    return followed;
  }

  /// Pushes a datum as the stream would.
  public void push(MarketDatum datum) {
    listener.accept(datum);
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public boolean isConfigured() {
    return configured;
  }

  @Override
  public boolean serves(VendorQuery query) {
    return serves.test(query);
  }

  @Override
  public VendorReply fetch(VendorQuery query) {
    asked.add(query);
    return answer.apply(query);
  }

  @Override
  public Optional<VendorStream> stream() {
    return Optional.of(
        new VendorStream() {
          @Override
          public void follow(Set<InstrumentId> instruments, Consumer<MarketDatum> newListener) {
            followed = Set.copyOf(instruments);
            listener = newListener;
          }

          @Override
          public Set<InstrumentId> keeps(MessageType<? extends MarketDatum> type) {
            return type.equals(MessageType.QUOTE) ? kept : Set.of();
          }
        });
  }

  @Override
  public Duration delay(VendorQuery query) {
    return delay;
  }

  @Override
  public Optional<Budget> budget() {
    return Optional.ofNullable(budget);
  }

  @Override
  public VendorStatus status() {
    return new VendorStatus(state, "as told", asked.size(), 0, 0, 1, false, null, null);
  }

  @Override
  public void close() {}
}
