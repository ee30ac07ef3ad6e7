package dev.nautilus.engine;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// How values of one type lie in a state: found once from the type, used for every value of it.
///
/// There is a layout for numbers, text, times, enums, records of such, and lists and maps of them.
/// No layout is of a type that could hold anything: what is read back is what the record declares,
/// whatever the bytes say.
interface StateLayout {
  /// Takes a value down.
  void write(StateOutput out, Object value);

  /// Brings one back.
  ///
  /// @throws IllegalArgumentException when the bytes hold no such value
  Object read(StateInput in);

  /// The layout in words: equal for equal layouts.
  String text();

  /// The layout of a type.
  ///
  /// @throws IllegalArgumentException when it has none
  static StateLayout of(Type type) {
    if (type instanceof ParameterizedType of && of.getRawType() instanceof Class<?> raw) {
      return container(raw, of.getActualTypeArguments());
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("a state must have declared types only, was " + type);
    }
    StateLayout known = Plain.KNOWN.get(plain);
    if (known != null) {
      return known;
    }
    if (plain.isEnum()) {
      return constants(plain);
    }
    if (plain.isRecord()) {
      return RecordLayout.of(plain);
    }
    throw new IllegalArgumentException(
        "a state must consist of records, lists, maps, enums, numbers, text and times, was "
            + plain.getName());
  }

  private static StateLayout container(Class<?> raw, Type[] arguments) {
    if (raw == List.class) {
      return new Items(of(arguments[0]));
    }
    boolean sorted = raw == SortedMap.class || raw == NavigableMap.class;
    if (raw == Map.class || sorted) {
      return new Entries(of(arguments[0]), of(arguments[1]), sorted);
    }
    throw new IllegalArgumentException(
        "a state must hold its values in lists and maps, was " + raw.getName());
  }

  private static StateLayout constants(Class<?> type) {
    Object[] all = type.getEnumConstants();
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Object each : all == null ? new Object[0] : all) {
      byName.put(((Enum<?>) each).name(), each);
    }
    return new Plain(
        type.getSimpleName() + byName.keySet(),
        (out, value) -> out.text(((Enum<?>) value).name()),
        in -> {
          String name = in.text();
          Object found = byName.get(name);
          if (found == null) {
            throw new IllegalArgumentException(
                "a state must hold one of " + byName.keySet() + ", held " + name);
          }
          return found;
        });
  }

  /// A layout of values without parts.
  record Plain(
      String text, BiConsumer<StateOutput, Object> writing, Function<StateInput, Object> reading)
      implements StateLayout {
    private static final Map<Class<?>, StateLayout> KNOWN = known();

    private static Map<Class<?>, StateLayout> known() {
      Map<Class<?>, StateLayout> known = new LinkedHashMap<>();
      Plain whole = new Plain("whole", (out, v) -> out.whole((Long) v), StateInput::whole);
      Plain count =
          new Plain("count", (out, v) -> out.whole((Integer) v), in -> Math.toIntExact(in.whole()));
      Plain real = new Plain("real", (out, v) -> out.real((Double) v), StateInput::real);
      Plain flag = new Plain("flag", (out, v) -> out.flag((Boolean) v), StateInput::flag);
      known.put(long.class, whole);
      known.put(Long.class, whole);
      known.put(int.class, count);
      known.put(Integer.class, count);
      known.put(double.class, real);
      known.put(Double.class, real);
      known.put(boolean.class, flag);
      known.put(Boolean.class, flag);
      put(known, String.class, StateOutput::text, StateInput::text);
      put(known, Instant.class, StateOutput::instant, StateInput::instant);
      put(
          known,
          Duration.class,
          (out, v) -> out.whole(v.getSeconds()).whole(v.getNano()),
          in -> Duration.ofSeconds(in.whole(), in.whole()));
      put(
          known,
          LocalDate.class,
          (out, v) -> out.whole(v.toEpochDay()),
          in -> LocalDate.ofEpochDay(in.whole()));
      put(
          known,
          BigDecimal.class,
          (out, v) -> out.text(v.toString()),
          in -> new BigDecimal(in.text()));
      put(known, OptionalDouble.class, StateOutput::real, StateInput::optionalReal);
      put(
          known,
          OptionalLong.class,
          (out, v) -> out.flag(v.isPresent()).whole(v.orElse(0)),
          StateLayout.Plain::optionalWhole);
      return known;
    }

    private static OptionalLong optionalWhole(StateInput in) {
      boolean present = in.flag();
      long number = in.whole();
      return present ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static <T> void put(
        Map<Class<?>, StateLayout> known,
        Class<T> type,
        BiConsumer<StateOutput, T> writing,
        Function<StateInput, T> reading) {
      known.put(
          type,
          new Plain(
              type.getSimpleName(),
              (out, value) -> writing.accept(out, type.cast(value)),
              reading::apply));
    }

    @Override
    public void write(StateOutput out, Object value) {
      writing.accept(out, value);
    }

    @Override
    public Object read(StateInput in) {
      return reading.apply(in);
    }
  }

  /// A list.
  record Items(StateLayout item) implements StateLayout {
    @Override
    public void write(StateOutput out, Object value) {
      out.all((List<?>) value, item::write);
    }

    @Override
    public Object read(StateInput in) {
      return in.all(item::read);
    }

    @Override
    public String text() {
      return "[" + item.text() + "]";
    }
  }

  /// A map, by the order of its keys: the same map gives the same bytes.
  record Entries(StateLayout key, StateLayout value, boolean sorted) implements StateLayout {
    @Override
    public void write(StateOutput out, Object map) {
      out.all(
          new TreeMap<Object, Object>((Map<?, ?>) map).entrySet(),
          (to, entry) -> {
            key.write(to, entry.getKey());
            value.write(to, entry.getValue());
          });
    }

    @Override
    public Object read(StateInput in) {
      Map<Object, Object> map = sorted ? new TreeMap<>() : new LinkedHashMap<>();
      in.all(each -> map.put(key.read(each), value.read(each)) == null);
      return map;
    }

    @Override
    public String text() {
      return "{" + key.text() + ":" + value.text() + "}";
    }
  }
}
