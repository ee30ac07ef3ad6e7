package dev.nautilus.bus;

import dev.nautilus.message.MarketDatum;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The facts of a [MessageType]; apart from it so that the catalogue stays readable.
record TypeSpec<P>(
    String name,
    int version,
    Class<P> payload,
    Family family,
    MessageType.Kind kind,
    @Nullable Lane lane,
    Function<P, String> key,
    @Nullable Function<P, String> conflation,
    @Nullable PayloadCodec<P> codec) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]{0,62}");

  TypeSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a type's name must be 1 to 63 of a-z, 0-9, _ and ., was '" + name + "'");
    }
    if (version < 1 || version > 255) {
      throw new IllegalArgumentException("a type's version must be 1 to 255, was " + version);
    }
  }

  static <P> TypeSpec<P> of(Family family, String name, Class<P> payload, MessageType.Kind kind) {
    return new TypeSpec<>(name, 1, payload, family, kind, null, TypeSpec::ownKey, null, null);
  }

  TypeSpec<P> withVersion(int next) {
    return new TypeSpec<>(name, next, payload, family, kind, lane, key, conflation, codec);
  }

  TypeSpec<P> withLane(Lane fixed) {
    return new TypeSpec<>(name, version, payload, family, kind, fixed, key, conflation, codec);
  }

  TypeSpec<P> withKey(Function<P, String> next) {
    return new TypeSpec<>(name, version, payload, family, kind, lane, next, conflation, codec);
  }

  TypeSpec<P> withConflation(Function<P, String> next) {
    return new TypeSpec<>(name, version, payload, family, kind, lane, key, next, codec);
  }

  TypeSpec<P> withCodec(PayloadCodec<P> next) {
    return new TypeSpec<>(name, version, payload, family, kind, lane, key, conflation, next);
  }

  private static String ownKey(Object payload) {
    return payload instanceof MarketDatum datum ? datum.instrument().value() : "";
  }
}
