package dev.nautilus.engines.strategy;

import dev.nautilus.engine.EngineException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A strategy as people send it, read as the settings file is: by the same names, and with the same
/// defaults for what is left out.
///
/// @param name 1 to 40 of a-z, 0-9, _ and -
/// @param plan what it does
record PlanRequest(String name, Plan plan) {
  private static final String ROOT = "plan";
  private static final List<String> NEEDED = List.of("name", "version", "kind", "symbols");

  /// Reads one.
  ///
  /// @throws EngineException INVALID, saying what must be different
  static PlanRequest of(Map<String, ? extends @Nullable Object> written) {
    for (String each : NEEDED) {
      if (written.get(each) == null) {
        throw EngineException.invalid(
            "a strategy must have %s, had %s".formatted(NEEDED, written.keySet()));
      }
    }
    Map<String, Object> flat = new TreeMap<>();
    written.forEach(
        (name, value) -> {
          if (!name.equals("name")) {
            flatten(ROOT + "." + name, value, flat);
          }
        });
    return new PlanRequest(String.valueOf(written.get("name")), bind(flat));
  }

  private static Plan bind(Map<String, Object> flat) {
    try {
      return new Binder(new MapConfigurationPropertySource(flat))
          .bind(
              ROOT,
              Bindable.of(Plan.class),
              new NoUnboundElementsBindHandler(BindHandler.DEFAULT, _ -> true))
          .get();
    } catch (BindException e) {
      throw EngineException.invalid(why(e));
    }
  }

  /// What the record itself says, or the name of what cannot be read.
  private static String why(BindException thrown) {
    Throwable cause = thrown;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      cause = each;
      if (each instanceof UnboundConfigurationPropertiesException unknown) {
        return "a strategy has no "
            + unknown.getUnboundProperties().stream()
                .map(property -> property.getName().toString().substring(ROOT.length() + 1))
                .toList();
      }
    }
    String name = String.valueOf(thrown.getName()).replaceFirst("^" + ROOT + "\\.?", "");
    String message = String.valueOf(cause.getMessage());
    return name.isEmpty() ? message : name + " cannot be read: " + message;
  }

  private static void flatten(String name, @Nullable Object value, Map<String, Object> flat) {
    switch (value) {
      case null -> {}
      case Map<?, ?> nested ->
          nested.forEach((inner, each) -> flatten(name + "." + inner, each, flat));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(name + "[" + i + "]", list.get(i), flat);
        }
      }
      default -> flat.put(name, value);
    }
  }
}
