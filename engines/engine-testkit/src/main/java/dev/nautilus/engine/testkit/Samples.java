package dev.nautilus.engine.testkit;

import static java.util.Map.entry;

import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Makes the smallest payload of a record class: every optional component absent, every collection
/// empty, every number 1.
final class Samples {
  private static final Instant AT = Instant.parse("2026-01-05T14:30:00Z");

  private static final InstrumentId AAPL = InstrumentId.of("AAPL");

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          entry(int.class, 1),
          entry(long.class, 1L),
          entry(double.class, 1.0),
          entry(boolean.class, false),
          entry(String.class, "x"),
          entry(BigDecimal.class, BigDecimal.ONE),
          entry(Instant.class, AT),
          entry(LocalDate.class, LocalDate.of(2026, 1, 5)),
          entry(Duration.class, Duration.ofSeconds(1)),
          entry(Optional.class, Optional.empty()),
          entry(OptionalDouble.class, OptionalDouble.empty()),
          entry(OptionalInt.class, OptionalInt.empty()),
          entry(OptionalLong.class, OptionalLong.empty()),
          entry(List.class, List.of()),
          entry(Map.class, Map.of()),
          entry(InstrumentId.class, AAPL),
          entry(BarSpec.class, BarSpec.MINUTE),
          entry(Source.class, Source.of("test")),
          entry(Side.class, Side.BUY),
          entry(DataResponse.class, new DataResponse(List.of())),
          // Of these the generic smallest one would contradict itself.
          entry(DataRequest.class, request()),
          entry(MlPrediction.class, prediction()),
          entry(OrderDecision.class, decision()),
          entry(PositionChange.class, position()));

  private Samples() {}

  /// @throws IllegalArgumentException when the record refuses it; the test then brings its own
  static <P> P smallest(Class<P> type) {
    return type.cast(value(type, type));
  }

  private static Object value(Class<?> type, AnnotatedElement declared) {
    Object known = VALUES.get(type);
    if (known != null) {
      return known;
    }
    if (type == MarketDatum.class) {
      return smallest(Tick.class);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord()) {
      return record(type);
    }
    throw new IllegalArgumentException("no smallest value is known of " + declared);
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components)
            .map(
                component ->
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        ? null
                        : value(component.getType(), component))
            .toArray();
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("no smallest " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + type.getSimpleName(), e);
    }
  }

  private static DataRequest request() {
    return new DataRequest(List.of(AAPL), List.of("quote"), null, null, null, 0);
  }

  private static MlPrediction prediction() {
    OptionalDouble none = OptionalDouble.empty();
    return new MlPrediction(
        AAPL, "x", "x", BarSpec.MINUTE, AT, 1, OptionalDouble.of(0.5), none, "x", 1, false);
  }

  private static OrderDecision decision() {
    return new OrderDecision(
        "x", "x", AAPL, OrderDecision.Verdict.ALLOW, BigDecimal.ONE, "", "x", AT);
  }

  private static PositionChange position() {
    return new PositionChange(
        "x", AAPL, BigDecimal.ZERO, null, BigDecimal.ONE, null, null, "USD", null, AT, false);
  }
}
