package dev.nautilus.bus.codec;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.RequestType;
import dev.nautilus.message.Measure;
import dev.nautilus.message.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints the catalogue as `docs/reference/messages.md`: facts from the handles and records, words
/// from the records' Javadoc.
final class MessageReference {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("String", "text"),
          Map.entry("double", "number"),
          Map.entry("Double", "number"),
          Map.entry("int", "integer"),
          Map.entry("long", "integer"),
          Map.entry("BigDecimal", "decimal"),
          Map.entry("OptionalDouble", "number or null"),
          Map.entry("OptionalLong", "integer or null"),
          Map.entry("Instant", "instant"),
          Map.entry("LocalDate", "date"),
          Map.entry("InstrumentId", "instrument"),
          Map.entry("BarSpec", "bar spec"),
          Map.entry("Source", "source"),
          Map.entry("Provenance", "[provenance](#provenance)"),
          Map.entry("Measure", "[measure](#measure)"),
          Map.entry("MarketDatum", "any market datum with its `kind`"));

  private final Path sources;
  private final StringBuilder out = new StringBuilder();

  /// @param sources folder of the message package's source files
  MessageReference(Path sources) {
    this.sources = sources;
  }

  String print() {
    out.append("# Messages\n\n")
        .append("Printed from the catalogue; a test fails when this page is stale, and ")
        .append("[adding a message](../adding-a-message.md) says how to print it anew.\n")
        .append("Encodings are described in [wire format](../wire-format.md). *Key* is what order ")
        .append("is kept by. Types on the express lane overtake a backlog.\n");
    for (Bus bus : Bus.values()) {
      overview(bus);
    }
    out.append("\n## Fields\n");
    Catalogue.builtIn().forEach(this::fields);
    out.append("\n### Values in several messages\n");
    value("Provenance", Provenance.class);
    value("Measure", Measure.class);
    return out.toString();
  }

  private void overview(Bus bus) {
    out.append("\n## ").append(bus == Bus.MARKET_DATA ? "MarketData" : "Engine Logic");
    out.append(" bus\n\n| type | family | kind | lane | key | encoding | says |\n");
    out.append("|---|---|---|---|---|---|---|\n");
    for (MessageType<?> type : Catalogue.builtIn()) {
      if (type.bus() == bus) {
        out.append(row(type));
      }
    }
  }

  private <P> String row(MessageType<P> type) {
    String says = Javadoc.of(source(type.payload()), type.payload()).summary();
    if (type instanceof RequestType<?, ?> request) {
      says += " Answered by " + constant(request.reply()) + ".";
    }
    return "| [%s](#%s) | %s | %s | %s | %s | %s, version %d | %s |\n"
        .formatted(
            constant(type),
            type.name(),
            lower(type.family()),
            lower(type.kind()),
            type.isExpress() ? "express" : "by priority",
            key(type),
            PayloadCodecs.of(type) instanceof LayoutCodec ? "binary" : "JSON",
            type.version(),
            says);
  }

  /// Finds the component a type is keyed by: the one whose text is the key, whatever the record.
  private static <P> String key(MessageType<P> type) {
    RandomRecords records = new RandomRecords(7);
    List<RecordComponent> candidates =
        new ArrayList<>(Arrays.asList(type.payload().getRecordComponents()));
    boolean keyed = false;
    for (int i = 0; i < 50; i++) {
      P payload = records.next(type.payload());
      String key = type.keyOf(payload);
      keyed |= !key.isEmpty();
      candidates.removeIf(component -> !key.equals(String.valueOf(get(component, payload))));
    }
    if (keyed && candidates.size() != 1) {
      throw new AssertionError(type + " must be keyed by one component, found " + candidates);
    }
    return keyed ? "`" + candidates.get(0).getName() + "`" : "none";
  }

  private static @Nullable Object get(RecordComponent component, Object payload) {
    try {
      return component.getAccessor().invoke(payload);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.toString(), e);
    }
  }

  private void fields(MessageType<?> type) {
    Javadoc words = Javadoc.of(source(type.payload()), type.payload());
    out.append("\n### ").append(type.name()).append("\n\n");
    out.append(constant(type)).append(". ").append(words.text()).append("\n");
    table(type.payload());
    for (Class<?> nested : type.payload().getDeclaredClasses()) {
      if (nested.isRecord()) {
        value(nested.getSimpleName(), nested);
      }
    }
  }

  private void value(String title, Class<?> type) {
    out.append("\n#### ").append(title.toLowerCase(Locale.ROOT)).append("\n\n");
    out.append(Javadoc.of(source(type), type).text()).append("\n");
    table(type);
  }

  private void table(Class<?> type) {
    Javadoc words = Javadoc.of(source(type), type);
    out.append("\n| field | type | meaning |\n|---|---|---|\n");
    for (RecordComponent component : type.getRecordComponents()) {
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      out.append("| `").append(component.getName()).append("` | ");
      out.append(name(component.getGenericType())).append(nullable ? " or null" : "");
      out.append(" | ").append(words.param(component.getName())).append(" |\n");
    }
  }

  private static String name(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? "list of " + name(arguments[0])
          : "map of text to " + name(arguments[1]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return Arrays.stream(raw.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", "));
    }
    return TYPES.getOrDefault(raw.getSimpleName(), raw.getSimpleName().toLowerCase(Locale.ROOT));
  }

  private String source(Class<?> type) {
    Class<?> top = type.getNestHost();
    try {
      return Files.readString(sources.resolve(top.getSimpleName() + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String constant(MessageType<?> type) {
    return type.name().toUpperCase(Locale.ROOT);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
