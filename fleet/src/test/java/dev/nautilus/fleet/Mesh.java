package dev.nautilus.fleet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.RequestType;
import dev.nautilus.engine.EngineDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/// Who says and who hears each message type, as the code has it: engines by their definitions, made
/// with their shipped settings; everybody else by the calls of the bus in its classes that name a
/// type.
final class Mesh {
  private static final String ENGINES = "dev.nautilus.engines.";
  private static final Set<String> SAY = Set.of("publish", "offer", "announce");
  private static final String HEAR = "subscribe";
  private static final String ASK = "request";
  private static final String ANSWER = "respond";

  private final Map<String, Set<String>> publishers = new TreeMap<>();
  private final Map<String, Set<String>> consumers = new TreeMap<>();

  private Mesh() {}

  static Mesh ofTheFleet() {
    Mesh mesh = new Mesh();
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(Project::isOurs)
            .importPackages("dev.nautilus");
    EngineService.all().forEach(engine -> mesh.add(definition(engine, ours)));
    ours.stream()
        .filter(each -> !each.getPackageName().startsWith(ENGINES))
        .forEach(each -> each.getCodeUnits().forEach(mesh::add));
    return mesh;
  }

  /// Who says a type.
  Set<String> publishers(MessageType<?> type) {
    return publishers.getOrDefault(type.name(), Set.of());
  }

  /// Who hears it.
  Set<String> consumers(MessageType<?> type) {
    return consumers.getOrDefault(type.name(), Set.of());
  }

  private static void note(Map<String, Set<String>> roles, MessageType<?> type, String who) {
    roles.computeIfAbsent(type.name(), _ -> new TreeSet<>()).add(who);
  }

  private void add(EngineDefinition engine) {
    engine.emits().forEach(type -> note(publishers, type, engine.type().name()));
    engine.hears().forEach(type -> note(consumers, type, engine.type().name()));
  }

  /// The bean of an engine's own configuration, without bus and pages.
  private static EngineDefinition definition(EngineService engine, JavaClasses ours) {
    JavaClass configuration =
        ours.stream()
            .filter(each -> each.getPackageName().equals(engine.application().getPackageName()))
            .filter(each -> each.isAnnotatedWith(Configuration.class))
            .filter(
                each ->
                    each.getMethods().stream()
                        .anyMatch(
                            method ->
                                method.getRawReturnType().isEquivalentTo(EngineDefinition.class)))
            .findFirst()
            .orElseThrow(() -> new AssertionError(engine.name() + " defines no engine"));
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      String file = engine.name() + "-engine";
      new YamlPropertySourceLoader()
          .load(file, new ClassPathResource(file + ".yml"))
          .forEach(context.getEnvironment().getPropertySources()::addLast);
      context.registerBean(InstantSource.class, InstantSource::system);
      context.register(configuration.reflect());
      context.refresh();
      return context.getBean(EngineDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(JavaCodeUnit unit) {
    Set<MessageType<?>> types =
        unit.getFieldAccesses().stream()
            .filter(access -> access.getTargetOwner().isEquivalentTo(MessageType.class))
            .flatMap(access -> Catalogue.find(access.getTarget().getName()).stream())
            .collect(Collectors.toSet());
    Set<String> calls =
        types.isEmpty()
            ? Set.of()
            : unit.getMethodCallsFromSelf().stream()
                .filter(
                    call -> call.getTargetOwner().getPackageName().startsWith("dev.nautilus.bus"))
                .map(call -> call.getTarget().getName())
                .collect(Collectors.toSet());
    String who = unit.getOwner().getSimpleName();
    for (MessageType<?> type : types) {
      if (calls.stream().anyMatch(SAY::contains)) {
        note(publishers, type, who);
      }
      if (calls.contains(HEAR)) {
        note(consumers, type, who);
      }
      if (type instanceof RequestType<?, ?> question) {
        addDialogue(question, calls, who);
      }
    }
  }

  private void addDialogue(RequestType<?, ?> question, Set<String> calls, String who) {
    if (calls.contains(ASK)) {
      note(publishers, question, who);
      note(consumers, question.reply(), who);
    }
    if (calls.contains(ANSWER)) {
      note(consumers, question, who);
      note(publishers, question.reply(), who);
    }
  }
}
