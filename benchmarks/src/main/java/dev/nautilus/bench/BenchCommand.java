package dev.nautilus.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// What the commands of `./nautilus bench` have in common: what they print, where their reports go
/// and how they end.
///
/// **Exit codes** 0 done, 1 a goal that the command must hold was missed or the run could not go
/// on, 2 wrong options.
public final class BenchCommand {
  private BenchCommand() {}

  /// One of the commands.
  public interface Work {
    /// Does what the options say.
    ///
    /// @param words its options
    /// @param out where people look
    /// @return whether it ends well
    /// @throws IllegalArgumentException for options that cannot be understood
    boolean with(List<String> words, PrintStream out) throws IOException;
  }

  /// Runs a command and ends the process.
  public static void run(String usage, String[] words, Work work) {
    System.exit(
        code(usage, List.of(words), work, stream(FileDescriptor.out), stream(FileDescriptor.err)));
  }

  static int code(String usage, List<String> words, Work work, PrintStream out, PrintStream err) {
    try {
      return work.with(words, out) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      err.println("nautilus: " + e.getMessage());
      err.println(usage);
      return 2;
    } catch (BenchException | IOException e) {
      err.println("nautilus: " + e.getMessage());
      return 1;
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /// The day that names a report, UTC.
  public static LocalDate today() {
    return LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
  }

  /// Writes a report and says where.
  public static void write(Path folder, String file, String text, PrintStream out)
      throws IOException {
    Path path = Files.createDirectories(folder).resolve(file);
    Files.writeString(path, text);
    out.println("The report is " + path);
  }
}
