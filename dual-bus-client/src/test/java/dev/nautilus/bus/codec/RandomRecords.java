package dev.nautilus.bus.codec;

import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes valid records of any class out of a seed: draws components, edge values often, until the
/// record's own constructor agrees.
final class RandomRecords {
  private static final int TRIES = 100_000;
  private static final List<String> SPECS =
      List.of("1m", "5m", "1h", "1d", "1w", "1mo", "tick:500", "volume:10000", "dollar:1000000.5");
  private static final List<String> TEXTS =
      List.of(
          "", "x", "VaR_BREACH", "línea", "日本", "\uD83D\uDCC8 up", "a\"b\\c\n\t", "null", "1e9");

  private final Random random;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  /// A record of this class, whatever its constructor demands.
  <R> R next(Class<R> type) {
    Constructor<R> constructor = canonical(type);
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int c = 0; c < values.length; c++) {
      values[c] = component(components[c]);
    }
    for (int i = 0; i < TRIES; i++) {
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof IllegalArgumentException refusal)) {
          throw new AssertionError(type + " of " + Arrays.toString(values), e.getCause());
        }
        redraw(components, values, String.valueOf(refusal.getMessage()));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(type.getName(), e);
      }
    }
    throw new AssertionError("no valid " + type + " in " + TRIES + " tries");
  }

  /// Draws anew what the refusal names, which needs far fewer tries; now and then all, for what it
  /// names may not be to blame.
  private void redraw(RecordComponent[] components, @Nullable Object[] values, String refusal) {
    boolean named = false;
    for (int c = 0; random.nextInt(8) > 0 && c < values.length; c++) {
      if (refusal.startsWith(components[c].getName() + " ")) {
        values[c] = component(components[c]);
        named = true;
      }
    }
    for (int c = 0; !named && c < values.length; c++) {
      values[c] = component(components[c]);
    }
  }

  private static <R> Constructor<R> canonical(Class<R> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private @Nullable Object component(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0
        ? null
        : value(type.getType());
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class ? list(arguments[0]) : map(arguments[1]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      Object[] constants = raw.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    if (raw == MarketDatum.class) {
      Class<?>[] kinds = MarketDatum.class.getPermittedSubclasses();
      return next(kinds[random.nextInt(kinds.length)]);
    }
    Object leaf = leaf(raw);
    return leaf == null ? next(raw) : leaf;
  }

  private @Nullable Object leaf(Class<?> raw) {
    return switch (raw.getSimpleName()) {
      case "String" -> text();
      case "int", "Integer" -> (int) integer();
      case "long", "Long" -> random.nextInt(20) == 0 ? Long.MAX_VALUE : integer();
      case "boolean" -> random.nextBoolean();
      case "double", "Double" -> number();
      case "BigDecimal" -> decimal();
      case "OptionalDouble" ->
          random.nextInt(3) == 0 ? OptionalDouble.empty() : OptionalDouble.of(number());
      case "OptionalLong" ->
          random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(integer());
      case "Instant" -> instant();
      case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(60_000) - 20_000);
      case "Duration" -> Duration.ofNanos(random.nextLong() >> random.nextInt(40));
      case "InstrumentId" -> InstrumentId.of("S" + random.nextInt(50) + "-X.Y/z&#@$!^=:+_");
      case "Source" -> Source.of("source_" + random.nextInt(5));
      case "BarSpec" -> BarSpec.of(SPECS.get(random.nextInt(SPECS.size())));
      default -> null;
    };
  }

  private List<Object> list(Type element) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(element));
    }
    return list;
  }

  private Map<String, Object> map(Type element) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text() + i, value(element));
    }
    return map;
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private long integer() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(3) - 1;
      case 1 -> random.nextInt();
      default -> 1 + random.nextInt(1000);
    };
  }

  private double number() {
    return switch (random.nextInt(8)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> -random.nextDouble() * 1e6;
      case 3 -> random.nextDouble() * 1e300;
      case 4 -> Double.MIN_VALUE;
      default -> random.nextDouble();
    };
  }

  private BigDecimal decimal() {
    return switch (random.nextInt(5)) {
      case 0 -> BigDecimal.ZERO;
      case 1 -> new BigDecimal("-12.500");
      case 2 -> new BigDecimal(new BigInteger(120, random), random.nextInt(60) - 20);
      default -> new BigDecimal(BigInteger.valueOf(random.nextInt(1_000_000)), random.nextInt(9));
    };
  }

  private Instant instant() {
    return switch (random.nextInt(10)) {
      case 0 -> Instant.EPOCH;
      case 1 -> Instant.parse("-0044-03-15T12:00:00.000000001Z");
      case 2 -> Instant.MAX;
      case 3 -> Instant.MIN;
      default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    };
  }
}
