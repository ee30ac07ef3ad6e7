package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ops/backup-engine-logic` and `ops/restore-engine-logic`, with the server of this machine and
/// the bus's own settings.
class EngineLogicBackupIT {
  private static final String STREAM = "{el:orders:0}";

  @TempDir private Path folder;

  @BeforeAll
  static void tools() {
    LocalProgram.needs("redis-server", "install Debian's package redis-server");
    LocalProgram.needs("redis-cli", "install Debian's package redis-tools");
  }

  private RedisServer server(String name, int port) throws IOException {
    return RedisServer.start(
        RedisRole.ENGINE_LOGIC,
        Path.of("redis-server"),
        port,
        Files.createDirectories(folder.resolve(name)),
        folder.resolve(name + ".log"));
  }

  private LocalProgram.Said run(String... words) {
    return LocalProgram.command(folder, List.of(words));
  }

  private LocalProgram.Said script(String name, String... words) {
    String[] command = new String[words.length + 1];
    command[0] = Project.root().resolve("ops").resolve(name).toString();
    System.arraycopy(words, 0, command, 1, words.length);
    return run(command);
  }

  private String ask(int port, String... words) {
    String[] command = new String[words.length + 3];
    command[0] = "redis-cli";
    command[1] = "-p";
    command[2] = String.valueOf(port);
    System.arraycopy(words, 0, command, 3, words.length);
    return run(command).said().strip();
  }

  @Test
  void restored_copyOfARunningBus_hasWhatWasThereThen() throws IOException {
    int port = FleetPorts.free().of(RedisRole.ENGINE_LOGIC);
    try (RedisServer bus = server("first", port)) {
      assertThat(bus.isRunning()).isTrue();
      ask(port, "XADD", STREAM, "1-0", "f", "one");
      ask(port, "XADD", STREAM, "2-0", "f", "two");
      ask(port, "XGROUP", "CREATE", STREAM, "portfolio", "0");
      ask(port, "XREADGROUP", "GROUP", "portfolio", "p-1", "COUNT", "1", "STREAMS", STREAM, ">");
      ask(port, "HSET", "{el}:modes", "risk", "DUAL");
      LocalProgram.Said copied = script("backup-engine-logic", "copy.rdb", String.valueOf(port));
      assertThat(copied.code()).as(copied.said()).isZero();
      ask(port, "XADD", STREAM, "3-0", "f", "after the copy");
    }

    LocalProgram.Said restored = script("restore-engine-logic", "copy.rdb", "second");
    assertThat(restored.code()).as(restored.said()).isZero();

    try (RedisServer bus = server("second", port)) {
      assertThat(bus.isRunning()).isTrue();
      assertThat(ask(port, "XLEN", STREAM)).isEqualTo("2");
      assertThat(ask(port, "XPENDING", STREAM, "portfolio")).startsWith("1\n1-0");
      assertThat(ask(port, "HGET", "{el}:modes", "risk")).isEqualTo("DUAL");
      assertThat(ask(port, "INFO", "persistence")).contains("aof_enabled:1");
      ask(port, "XADD", STREAM, "4-0", "f", "goes on");
    }
    try (RedisServer bus = server("second", port)) {
      assertThat(bus.isRunning()).isTrue();
      assertThat(ask(port, "XLEN", STREAM)).as("kept on disk as before").isEqualTo("3");
    }
  }

  @Test
  void restore_intoAFolderInUse_isRefused() throws IOException {
    Files.createDirectories(folder.resolve("used").resolve("appendonlydir"));
    Files.writeString(folder.resolve("copy.rdb"), "no copy");

    LocalProgram.Said refused = script("restore-engine-logic", "copy.rdb", "used");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.said()).contains("is there already", "move it away");
  }

  @Test
  void restore_ofWhatIsNoCopy_leavesNothingBehind() throws IOException {
    Files.writeString(folder.resolve("copy.rdb"), "no copy");

    assertThat(script("restore-engine-logic", "copy.rdb", "new").code()).isNotZero();
    assertThat(folder.resolve("new").resolve("appendonlydir")).doesNotExist();
  }

  @Test
  void backup_whereNobodyAnswers_failsAndLeavesNoFile() {
    int nobody = FleetPorts.free().of(RedisRole.MAIN);

    LocalProgram.Said failed = script("backup-engine-logic", "copy.rdb", String.valueOf(nobody));
    assertThat(failed.code()).isNotZero();
    assertThat(folder.resolve("copy.rdb")).doesNotExist();
    assertThat(folder.resolve("copy.rdb.new")).doesNotExist();
  }
}
