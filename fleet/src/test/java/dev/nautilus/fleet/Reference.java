package dev.nautilus.fleet;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.Offer;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.autoconfigure.DualBusProperties;
import dev.nautilus.bus.autoconfigure.MarketDataProperties;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.hub.HubMeter;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Prints pages of `docs/reference`: facts from enums and records, words from their comments.
final class Reference {
  private static final String CLIENT = "dual-bus-client";
  private static final String HEAD =
      "Printed from the code; a test fails when this page is stale, and [contributing]"
          + "(../../CONTRIBUTING.md) says how to print it anew.\n";

  private final StringBuilder out = new StringBuilder();

  private Reference(String title) {
    out.append("# ").append(title).append("\n\n").append(HEAD);
  }

  static String meters() {
    Reference page = new Reference("Meters");
    page.out.append(
        "Names as Micrometer has them; Prometheus writes them with `_` and the unit.\n");
    page.meters("Client", CLIENT, BusMeter.class);
    page.meters("Hub", "marketdata-hub", HubMeter.class);
    page.meters("Engines", "engines/engine-core", hidden("dev.nautilus.engine.EngineMeter"));
    page.meters(
        "API blocker", "api-blocker", hidden("dev.nautilus.blocker.autoconfigure.BlockerMeter"));
    return page.out.toString();
  }

  /// Nothing but its module sees it, and nothing else has to.
  private static Class<?> hidden(String meters) {
    try {
      return Class.forName(meters);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("a module must have its meters in one enum", e);
    }
  }

  private void meters(String title, String module, Class<?> meters) {
    SourceWords words = new SourceWords(module, meters);
    Set<Enum<?>> tags = new LinkedHashSet<>();
    out.append("\n## ").append(title).append("\n\n| meter | type | unit | tags | says |\n");
    out.append("|---|---|---|---|---|\n");
    for (Object each : meters.getEnumConstants()) {
      MeterDocumentation meter = (MeterDocumentation) each;
      String unit = meter.getBaseUnit();
      out.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  meter.getName(),
                  lower((Enum<?>) meter.getType()),
                  unit == null ? "" : unit,
                  Arrays.stream(meter.getKeyNames())
                      .map(KeyName::asString)
                      .collect(Collectors.joining(", ")),
                  words.constant((Enum<?>) each)));
      for (KeyName tag : meter.getKeyNames()) {
        tags.add((Enum<?>) tag);
      }
    }
    out.append("\n| tag | says |\n|---|---|\n");
    for (Enum<?> tag : tags) {
      String name = ((KeyName) tag).asString();
      out.append("| `%s` | %s |\n".formatted(name, words.constant(tag)));
    }
  }

  static String options() {
    Reference page = new Reference("Options");
    page.out.append(
        "Set in `application.properties` or the environment. Without Spring Boot the same is set by"
            + " `DualBusClientBuilder` and `BusOptions`.\n");
    page.out.append("\n## Client\n\n| option | type | default | says |\n|---|---|---|---|\n");
    page.options(DualBusProperties.class);
    page.options(MarketDataProperties.class);
    return page.out.toString();
  }

  private void options(Class<?> properties) {
    options(properties.getAnnotation(ConfigurationProperties.class).value(), properties);
  }

  /// @param properties a record; one within it has its options below its own name
  private void options(String prefix, Class<?> properties) {
    SourceWords words = new SourceWords(CLIENT, properties);
    Constructor<?> constructor = properties.getDeclaredConstructors()[0];
    for (Parameter option : constructor.getParameters()) {
      if (option.getType().isRecord()) {
        options(prefix + "." + kebab(option.getName()), option.getType());
        continue;
      }
      DefaultValue value = option.getAnnotation(DefaultValue.class);
      out.append(
          "| `%s.%s` | %s | %s | %s |\n"
              .formatted(
                  prefix,
                  kebab(option.getName()),
                  type(option.getType()),
                  value == null ? "" : "`" + String.join(",", value.value()) + "`",
                  words.param(option.getName())));
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String type(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "boolean" -> "true or false";
      case "int", "long" -> "integer";
      case "Duration" -> "duration";
      case "String" -> "text";
      case "EngineMode" -> "legacy or dual";
      default -> type.getSimpleName().toLowerCase(Locale.ROOT);
    };
  }

  static String errors() {
    Reference page = new Reference("Outcomes and errors");
    page.out.append("A caller's own mistake is an `IllegalArgumentException` and not listed.\n");
    page.outcomes("How a publish ends well", Published.Outcome.class);
    page.retryable();
    page.outcomes("What an offer yields", Offer.class);
    page.outcomes("How a bus is", BusHealth.Status.class);
    page.outcomes("Why bytes are no frame", CorruptFrameException.Reason.class);
    page.outcomes("Why a message is a dead letter", DeadLetter.Reason.class);
    return page.out.toString();
  }

  private void outcomes(String title, Class<? extends Enum<?>> outcomes) {
    table(title, outcomes, "", ignored -> "");
  }

  private void retryable() {
    table(
        "Why it fails",
        BusException.Reason.class,
        " again? |",
        reason ->
            new BusException((BusException.Reason) reason, "").isRetryable() ? " yes |" : " no |");
  }

  private void table(
      String title, Class<? extends Enum<?>> type, String column, Function<Enum<?>, String> cell) {
    SourceWords words = new SourceWords(CLIENT, type);
    String name = type.getName().replaceAll(".*\\.", "").replace('$', '.');
    out.append("\n## %s\n\n`%s`\n\n| value |%s says |\n".formatted(title, name, column));
    out.append("|---|---|").append(column.isEmpty() ? "" : "---|").append('\n');
    for (Enum<?> each : type.getEnumConstants()) {
      out.append("| %s |%s %s |\n".formatted(each, cell.apply(each), words.constant(each)));
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
