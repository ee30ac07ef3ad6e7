package dev.nautilus.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything a running fleet leaves on disk: logs, Redis data, and one small file that tells other
/// commands what runs and where.
///
/// @param root made when needed; `run/` beside the script unless told otherwise
record RunFolder(Path root) {
  private static final String STATE = "fleet.state";
  private static final String CONSOLE_TOKEN = "console.token";
  private static final int TOKEN_BYTES = 24;

  RunFolder {
    root = root.toAbsolutePath().normalize();
  }

  Path logs() {
    return made(root.resolve("logs"));
  }

  Path binaries() {
    return made(root.resolve("bin"));
  }

  /// One small file for each engine that is a process of its own: its id.
  Path engines() {
    return made(root.resolve("engines"));
  }

  /// Data of one Redis. What was simulated and what was real never share a file.
  Path redis(RedisRole role, VendorMode mode) {
    return made(root.resolve("redis").resolve(mode.label()).resolve(role.label()));
  }

  /// Makes this the only fleet in the folder until the process ends, however it ends.
  ///
  /// @throws FleetException when another one is running
  void claim() {
    try {
      // Never closed: the lock lives exactly as long as the process.
      FileChannel channel =
          FileChannel.open(
              made(root).resolve("fleet.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw alreadyRunning();
      }
    } catch (OverlappingFileLockException sameProcess) {
      throw alreadyRunning();
    } catch (IOException e) {
      throw new FleetException(ExitCode.FAILED, "cannot lock " + root + ": " + e.getMessage(), e);
    }
  }

  /// Says what runs, at once and as a whole, so that a reader never sees half of it.
  void writeState(Map<String, String> state) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(state).forEach((key, value) -> text.append(key + "=" + value + "\n"));
    Path target = made(root).resolve(STATE);
    Path draft = root.resolve(STATE + ".new");
    try {
      Files.writeString(draft, text);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  /// What a fleet said last; empty when it stopped cleanly or never ran.
  Optional<Map<String, String>> readState() {
    Path file = root.resolve(STATE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String> state = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          state.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      return Optional.of(state);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// Opens the controls of the console: made once, with room for its owner's eyes only, and kept
  /// for the fleets that follow.
  String consoleToken() {
    Path file = made(root).resolve(CONSOLE_TOKEN);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the console's token in " + file, e);
    }
  }

  void forgetState() {
    try {
      Files.deleteIfExists(root.resolve(STATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FleetException alreadyRunning() {
    return new FleetException(
        ExitCode.WRONG_STATE,
        "A fleet is running already. `./nautilus status` shows it, `./nautilus down` stops it.");
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FleetException(ExitCode.FAILED, "cannot make the folder " + folder, e);
    }
  }
}
