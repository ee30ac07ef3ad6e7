package dev.nautilus.bus;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The built-in types, for those who know a type only by its name: a command line, a URL, an
/// annotation. Types that teams declare for themselves are not in it.
public final class Catalogue {
  private static final List<MessageType<?>> BUILT_IN =
      Stream.of(MarketDataTypes.class, EngineLogicTypes.class)
          .flatMap(bus -> Arrays.stream(bus.getDeclaredFields()))
          .<MessageType<?>>map(Catalogue::handle)
          .sorted(
              Comparator.comparing((MessageType<?> type) -> type.family())
                  .thenComparing(MessageType::name))
          .toList();

  private static final Map<String, MessageType<?>> BY_NAME =
      BUILT_IN.stream()
          .collect(Collectors.toUnmodifiableMap(MessageType::name, Function.identity()));

  private Catalogue() {}

  /// All of them, by bus and family, then by name.
  public static List<MessageType<?>> builtIn() {
    return BUILT_IN;
  }

  /// The type of this name, in whatever case (`quote`, `QUOTE`).
  public static Optional<MessageType<?>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /// All names in the order of [#builtIn], for a message that says what would have been right.
  public static List<String> names() {
    return BUILT_IN.stream().map(type -> type.name()).toList();
  }

  private static MessageType<?> handle(Field constant) {
    try {
      return (MessageType<?>) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("constants of an interface are public", e);
    }
  }
}
