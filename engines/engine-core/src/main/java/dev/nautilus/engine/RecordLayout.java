package dev.nautilus.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a record lies in a state: its components, in their order. One that may be null says first
/// whether it is there.
final class RecordLayout implements StateLayout {
  private record Part(String name, Method accessor, StateLayout layout, boolean nullable) {
    String text() {
      return name + ":" + layout.text() + (nullable ? "?" : "");
    }
  }

  private final Class<?> type;
  private final List<Part> parts;
  private final Constructor<?> constructor;

  private RecordLayout(Class<?> type, List<Part> parts, Constructor<?> constructor) {
    this.type = type;
    this.parts = parts;
    this.constructor = constructor;
  }

  /// The layout of a record class. Its members need not be public: the record is the engine's own.
  static RecordLayout of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new RecordLayout(
          type, Arrays.stream(components).map(RecordLayout::part).toList(), constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has a constructor of its components", e);
    }
  }

  private static Part part(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new Part(
        component.getName(),
        accessor,
        StateLayout.of(component.getGenericType()),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class));
  }

  @Override
  public void write(StateOutput out, Object value) {
    for (Part part : parts) {
      Object held = held(part, value);
      if (part.nullable) {
        out.flag(held != null);
      }
      if (held != null) {
        part.layout.write(out, held);
      } else if (!part.nullable) {
        throw new IllegalStateException(
            "%s of %s must not be null, or be @Nullable".formatted(part.name, type.getName()));
      }
    }
  }

  private static @Nullable Object held(Part part, Object value) {
    try {
      return part.accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("an accessor of a record does not fail", e);
    }
  }

  @Override
  public Object read(StateInput in) {
    @Nullable Object[] values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      Part part = parts.get(i);
      values[i] = part.nullable && !in.flag() ? null : part.layout.read(in);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "a state must hold a %s, held %s: %s"
              .formatted(type.getSimpleName(), Arrays.toString(values), e.getCause()),
          e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("the constructor of a record is there", e);
    }
  }

  @Override
  public String text() {
    return type.getSimpleName()
        + parts.stream().map(Part::text).collect(Collectors.joining(",", "(", ")"));
  }
}
