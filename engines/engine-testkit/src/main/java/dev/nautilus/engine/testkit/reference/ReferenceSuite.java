package dev.nautilus.engine.testkit.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What an engine can reproduce: for each method of the cases how it is computed and compared.
public final class ReferenceSuite {

  private final String engine;
  private final Map<String, ReferenceExecutor> methods = new LinkedHashMap<>();
  private final Map<String, String> disputed = new LinkedHashMap<>();
  private Function<ReferenceCase, Optional<ReferenceExecutor>> fallback = any -> Optional.empty();

  private ReferenceSuite(String engine) {
    this.engine = engine;
  }

  /// A suite that maps nothing yet.
  ///
  /// @param engine folder name of its cases
  public static ReferenceSuite of(String engine) {
    return new ReferenceSuite(engine);
  }

  /// Maps a method name, exactly as the cases write it.
  public ReferenceSuite method(String name, ReferenceExecutor executor) {
    methods.put(name, executor);
    return this;
  }

  /// Decides for cases whose method no name is mapped to: method names can be free text.
  public ReferenceSuite otherwise(Function<ReferenceCase, Optional<ReferenceExecutor>> mapping) {
    fallback = mapping;
    return this;
  }

  /// Puts an argument against a case on record. The case still counts as failed.
  public ReferenceSuite disputed(String id, String argument) {
    disputed.put(id, argument);
    return this;
  }

  String engine() {
    return engine;
  }

  String argumentAgainst(String id) {
    return disputed.getOrDefault(id, "");
  }

  Verdict judge(ReferenceCase reference) {
    Optional<ReferenceExecutor> executor =
        methods.containsKey(reference.method())
            ? Optional.ofNullable(methods.get(reference.method()))
            : fallback.apply(reference);
    if (executor.isEmpty()) {
      return Verdict.fail("method '" + reference.method() + "' is not mapped");
    }
    try {
      return executor.get().run(reference);
    } catch (Exception e) {
      return Verdict.fail(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
