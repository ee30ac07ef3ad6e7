package dev.nautilus.engines.ml;

import dev.nautilus.engine.EngineException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A model that somebody asks for, in the words of the settings: what is not said has the default
/// there.
///
/// @param settings by name, as text
record ModelRequest(Map<String, String> settings) {
  private static final Set<String> KNOWN =
      Stream.of(ModelRule.class.getRecordComponents())
          .map(component -> component.getName())
          .collect(Collectors.toUnmodifiableSet());

  ModelRequest {
    settings = new TreeMap<>(settings);
  }

  /// Reads a request.
  ///
  /// @throws EngineException INVALID for a name that is no setting, or a value that is none
  static ModelRequest of(Map<String, Object> body) {
    Map<String, String> settings = new TreeMap<>();
    body.forEach(
        (name, value) -> {
          boolean simple =
              value instanceof String || value instanceof Number || value instanceof Boolean;
          if (!KNOWN.contains(name) || !simple) {
            throw EngineException.invalid(
                "a model must be told by single values of %s, was %s: %s"
                    .formatted(KNOWN.stream().sorted().toList(), name, value));
          }
          settings.put(name, value.toString());
        });
    return new ModelRequest(settings);
  }

  /// What is asked for.
  ///
  /// @throws EngineException INVALID, saying what must be different
  ModelRule rule() {
    try {
      return new Binder(new MapConfigurationPropertySource(prefixed()))
          .bind("model", ModelRule.class)
          .orElseThrow(() -> EngineException.invalid("a model must have an id and a learner"));
    } catch (BindException e) {
      throw EngineException.invalid(rootOf(e));
    }
  }

  private Map<String, String> prefixed() {
    Map<String, String> prefixed = new TreeMap<>();
    settings.forEach((name, value) -> prefixed.put("model." + name, value));
    return prefixed;
  }

  private static String rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
