package dev.nautilus.engine;

import dev.nautilus.bus.DualBusClient;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.boot.SpringBootVersion;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The pages that every engine has.
@RestController
@RequestMapping("/api/v1")
class EngineController {
  private final EngineDefinition definition;
  private final DualBusClient bus;
  private final EngineParts parts;
  private final EngineLoop loop;

  EngineController(DualBusClient bus, EngineParts parts, EngineLoop loop) {
    definition = parts.definition();
    this.bus = bus;
    this.parts = parts;
    this.loop = loop;
  }

  /// @param state how far the engine was
  /// @param publishedAt when the engine thread made the view (UTC)
  /// @param view what the engine shows of its state
  record Snapshot(String engine, EngineState state, Instant publishedAt, Object view) {}

  /// How the engine is and what it has done since it started.
  @GetMapping("/status")
  EngineStatus status() {
    Progress.Stage stage = parts.progress().stage();
    Mailbox mailbox = parts.mailbox();
    EngineMeters meters = parts.meters();
    return new EngineStatus(
        definition.type().name(),
        bus.instance(),
        stage.state(),
        stage.reason(),
        stage.since(),
        bus.mode().name(),
        new EngineStatus.MailboxStatus(
            mailbox.depth(), mailbox.capacity(), mailbox.waits(), mailbox.shed()),
        meters.counted(EngineMeter.HEARD),
        meters.counted(EngineMeter.EMITTED),
        meters.happened(EngineMeter.FAILED),
        parts.mishaps().last(),
        versions());
  }

  /// The state as the engine thread last showed it.
  @GetMapping("/snapshot")
  Snapshot snapshot() {
    EngineLoop.Published published = loop.published();
    return new Snapshot(
        definition.type().name(),
        parts.progress().stage().state(),
        published.at(),
        published.view());
  }

  private static Map<String, String> versions() {
    String own = EngineController.class.getPackage().getImplementationVersion();
    Map<String, String> versions = new TreeMap<>();
    versions.put("nautilus", Objects.requireNonNullElse(own, "development"));
    versions.put("springBoot", SpringBootVersion.getVersion());
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
