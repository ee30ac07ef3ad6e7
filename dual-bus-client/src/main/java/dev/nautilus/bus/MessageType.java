package dev.nautilus.bus;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A typed handle: the name on the wire, the record that travels, the bus and family it takes, and
/// whether a newer value replaces an older one. The built-in ones are constants of this class,
/// listed bus by bus in [MarketDataTypes] and [EngineLogicTypes]: read those two top to bottom as
/// the catalogue, or ask [Catalogue].
///
/// A team declares its own the same way:
///
/// ```java
/// static final MessageType<Basket> BASKET =
///     MessageType.event(Family.SIGNALS, "acme.basket", Basket.class).keyedBy(Basket::name);
/// ```
///
/// @param <P> the record that travels
public sealed class MessageType<P> implements MarketDataTypes, EngineLogicTypes
    permits RequestType {

  /// Whether a newer value of the same key makes an older one worthless.
  public enum Kind {
    /// Absolute, may be conflated to the newest.
    STATE,
    /// Each one counts.
    EVENT
  }

  private final TypeSpec<P> spec;

  private MessageType(TypeSpec<P> spec) {
    this.spec = spec;
  }

  MessageType(MessageType<P> same) {
    this(same.spec);
  }

  /// A type whose newest value replaces older ones of its key.
  public static <P> MessageType<P> state(Family family, String name, Class<P> payload) {
    return new MessageType<>(TypeSpec.of(family, name, payload, Kind.STATE));
  }

  /// A type of which each message counts.
  public static <P> MessageType<P> event(Family family, String name, Class<P> payload) {
    return new MessageType<>(TypeSpec.of(family, name, payload, Kind.EVENT));
  }

  /// The same type, always on the express lane.
  public MessageType<P> express() {
    return new MessageType<>(spec.withLane(Lane.EXPRESS));
  }

  /// The same type, always on the main lane however urgent, because its order matters more.
  public MessageType<P> pinned() {
    return new MessageType<>(spec.withLane(Lane.MAIN));
  }

  /// The same type without order: all running instances of an engine share its messages. Pulled
  /// families only.
  ///
  /// @throws IllegalArgumentException for a family that is pushed
  public MessageType<P> unordered() {
    if (family().delivery() == Family.Delivery.PUSHED) {
      throw new IllegalArgumentException(
          "an unordered type must be of a pulled family, was of " + family());
    }
    return new MessageType<>(spec.withLane(Lane.SHARED));
  }

  /// The same type, ordered by this key instead of the instrument.
  public MessageType<P> keyedBy(Function<P, String> key) {
    return new MessageType<>(spec.withKey(key));
  }

  /// The same type, of which a newer value replaces an older one only when this is equal too. For a
  /// STATE type that says several things about one key.
  ///
  /// @throws IllegalArgumentException for an EVENT type, of which nothing is ever replaced
  public MessageType<P> conflatedBy(Function<P, String> key) {
    if (kind() != Kind.STATE) {
      throw new IllegalArgumentException("a conflated type must be STATE, was " + kind());
    }
    return new MessageType<>(spec.withConflation(key));
  }

  /// The same type in another version of its layout.
  public MessageType<P> version(int version) {
    return new MessageType<>(spec.withVersion(version));
  }

  /// The same type in its own encoding instead of JSON.
  public MessageType<P> encodedBy(PayloadCodec<P> codec) {
    return new MessageType<>(spec.withCodec(codec));
  }

  /// The same type as a request.
  public <R> RequestType<P, R> answeredBy(MessageType<R> reply) {
    return new RequestType<>(this, reply);
  }

  /// Name on the wire, lower case.
  public String name() {
    return spec.name();
  }

  /// Version of the payload's layout, 1 to 255.
  public int version() {
    return spec.version();
  }

  /// The record that travels.
  public Class<P> payload() {
    return spec.payload();
  }

  /// The streams it travels on.
  public Family family() {
    return spec.family();
  }

  /// The bus it travels on.
  public Bus bus() {
    return spec.family().bus();
  }

  /// Whether it may be conflated.
  public Kind kind() {
    return spec.kind();
  }

  /// Whether it always takes the express lane.
  public boolean isExpress() {
    return spec.lane() == Lane.EXPRESS;
  }

  /// The lane of a message of this type and that priority: the type's own when it has one, else the
  /// express lane from URGENT on.
  public Lane lane(Priority priority) {
    Lane fixed = spec.lane();
    if (fixed != null) {
      return fixed;
    }
    return priority.isExpress() ? Lane.EXPRESS : Lane.MAIN;
  }

  /// The lanes its messages may come on.
  public Set<Lane> lanes() {
    Lane fixed = spec.lane();
    return fixed == null ? EnumSet.of(Lane.MAIN, Lane.EXPRESS) : EnumSet.of(fixed);
  }

  /// What order is kept by; empty when by nothing.
  public String keyOf(P payload) {
    return spec.key().apply(payload);
  }

  /// What a newer value must share with an older one to replace it, together with the type: what
  /// order is kept by, unless [#conflatedBy] says finer.
  public String conflationKeyOf(P payload) {
    Function<P, String> finer = spec.conflation();
    return finer == null ? keyOf(payload) : finer.apply(payload);
  }

  /// Whether [#conflationKeyOf] is finer than [#keyOf].
  public boolean isConflatedFiner() {
    return spec.conflation() != null;
  }

  /// Its own encoding; empty when it takes the built-in one.
  public Optional<PayloadCodec<P>> codec() {
    return Optional.ofNullable(spec.codec());
  }

  /// Priority of a publish that names none.
  public Priority defaultPriority() {
    return isExpress() ? Priority.URGENT : Priority.NORMAL;
  }

  @Override
  public String toString() {
    return spec.name() + "/" + spec.version();
  }
}
