package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The registry over one connection, opened anew by the question that finds it broken.
final class LettuceEngineModes implements EngineModes {
  private static final Logger log = LoggerFactory.getLogger(LettuceEngineModes.class);
  private static final String MODES = "{el}:modes";
  private static final String MIGRATION = "{el}:migration:";
  private static final String INSTANCES = "{el}:instances:";
  private static final String CARRIED = "{el}:bridge";
  private static final String CHANNEL = "el:modes";
  private static final String OK = "OK";

  private final ListeningLink link;
  private final Script script = new Script("modes.lua");

  /// @param subject what CLIENT LIST shows behind `nautilus-`
  LettuceEngineModes(BusAddress address, String subject) {
    this.link = new ListeningLink(address, subject, CHANNEL, MODES);
  }

  @Override
  public Map<EngineType, EngineMode> modes() {
    Map<EngineType, EngineMode> modes = new HashMap<>();
    texts(MODES)
        .forEach((engine, mode) -> modes.put(new EngineType(engine), EngineMode.valueOf(mode)));
    return modes;
  }

  private Map<String, String> texts(String hash) {
    Map<String, String> texts = new TreeMap<>();
    link.ask(redis -> redis.hgetall(hash)).forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private String step(String what, EngineType engine, String... more) {
    String[] keys = {MODES, MIGRATION + engine, INSTANCES + engine};
    byte[][] arguments = new byte[more.length + 2][];
    arguments[0] = what.getBytes(StandardCharsets.UTF_8);
    arguments[1] = engine.name().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < more.length; i++) {
      arguments[i + 2] = more[i].getBytes(StandardCharsets.UTF_8);
    }
    return text(
        link.ask(
            redis -> redis.<byte[]>eval(script.source(), ScriptOutputType.VALUE, keys, arguments)));
  }

  @Override
  public EngineMode settle(EngineType engine, EngineMode ifNone) {
    return EngineMode.valueOf(step("settle", engine, settled(ifNone).name()));
  }

  @Override
  public void set(EngineType engine, EngineMode mode) {
    step("set", engine, settled(mode).name());
  }

  private static EngineMode settled(EngineMode mode) {
    if (mode == EngineMode.MIGRATING) {
      throw new IllegalArgumentException("mode must be LEGACY or DUAL, was MIGRATING");
    }
    return mode;
  }

  @Override
  public void remove(EngineType engine) {
    step("remove", engine);
  }

  @Override
  public Optional<Migration> migration(EngineType engine) {
    Map<String, String> all = texts(MIGRATION + engine);
    String token = all.remove("token");
    String from = all.remove("from");
    String to = all.remove("to");
    String phase = all.remove("phase");
    if (token == null || from == null || to == null || phase == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Migration(
            engine,
            token,
            EngineMode.valueOf(from),
            EngineMode.valueOf(to),
            Phase.valueOf(phase),
            all));
  }

  @Override
  public Migration begin(EngineType engine, EngineMode to) {
    String token = UUID.randomUUID().toString();
    String answer = step("begin", engine, settled(to).name(), token);
    if (answer.equals(EngineMode.MIGRATING.name())) {
      throw new IllegalStateException(
          engine + " is moving already: wait until it has, or abort the move");
    }
    if (!answer.equals(OK)) {
      throw new IllegalArgumentException(engine + " is " + to + " already");
    }
    return new Migration(engine, token, to.other(), to, Phase.ASKED, Map.of());
  }

  @Override
  public boolean abort(EngineType engine) {
    return step("abort", engine).equals(OK);
  }

  @Override
  public boolean advance(Migration migration, Phase next, Map<String, String> positions) {
    return positions("advance", migration, next, positions);
  }

  @Override
  public boolean amend(Migration migration, Map<String, String> positions) {
    return positions("amend", migration, migration.phase(), positions);
  }

  private boolean positions(
      String what, Migration migration, Phase phase, Map<String, String> positions) {
    List<String> arguments = new ArrayList<>(List.of(migration.token(), phase.name()));
    positions.forEach(
        (name, position) -> {
          arguments.add(name);
          arguments.add(position);
        });
    return step(what, migration.engine(), arguments.toArray(String[]::new)).equals(OK);
  }

  /// Says that an instance runs.
  ///
  /// @param within how long that holds
  void present(EngineType engine, String instance, Duration within) {
    step("present", engine, instance, Long.toString(within.toMillis()));
  }

  /// An instance ends, and is waited for no longer.
  void leave(EngineType engine, String instance) {
    step("leave", engine, instance);
  }

  /// An instance has done what is needed to enter a phase; it is entered when all running ones
  /// have.
  void ready(Migration migration, String instance, Duration within, Phase next) {
    step(
        "ready",
        migration.engine(),
        instance,
        Long.toString(within.toMillis()),
        migration.token(),
        next.name());
  }

  @Override
  public Map<String, String> carried() {
    return texts(CARRIED);
  }

  @Override
  public void carried(Map<String, String> upTo) {
    if (!upTo.isEmpty()) {
      Map<String, byte[]> values = new HashMap<>();
      upTo.forEach((name, id) -> values.put(name, id.getBytes(StandardCharsets.UTF_8)));
      link.ask(redis -> redis.hset(CARRIED, values));
    }
  }

  @Override
  public void follow(Consumer<EngineType> changed) {
    link.listen(
        message -> {
          try {
            changed.accept(new EngineType(text(message)));
          } catch (IllegalArgumentException e) {
            log.warn("{} said what is no engine: {}", CHANNEL, e.getMessage());
          }
        });
  }

  @Override
  public void close() {
    link.close();
  }
}
