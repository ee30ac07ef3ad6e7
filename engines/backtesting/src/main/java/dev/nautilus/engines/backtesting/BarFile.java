package dev.nautilus.engines.backtesting;

import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.ReplayFeed;
import dev.nautilus.engines.backtesting.method.RunHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of bars, read line by line: `.csv` with a header and the columns time, open, high, low,
/// close, volume; or `.jsonl`, captured from the bus by `nautilus tail BAR`. A time is a date, an
/// instant, or seconds since 1970.
final class BarFile implements ReplayFeed, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final BufferedReader reader;
  private final boolean json;
  private final String symbol;
  private final String spec;
  private final long length;
  private final String name;
  private long line;

  /// What a file holds.
  ///
  /// @param hash of its bars
  /// @param first start of the first bar
  /// @param end of the last one
  record Contents(long bars, String hash, Instant first, Instant end) {}

  private BarFile(BufferedReader reader, Path path, RunPlan plan) {
    this.reader = reader;
    name = String.valueOf(path.getFileName());
    json = name.endsWith(".jsonl");
    symbol = plan.symbol().value();
    spec = plan.spec().code();
    length = plan.interval().toNanos();
  }

  /// Opens a file of the folder.
  ///
  /// @throws IllegalArgumentException when there is none of that name
  static BarFile open(Path folder, RunPlan plan) {
    Path root = folder.toAbsolutePath().normalize();
    Path path = root.resolve(plan.file()).normalize();
    if (!path.startsWith(root) || !Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "file must lie in the data folder, was '%s'; put it there".formatted(plan.file()));
    }
    try {
      BarFile file = new BarFile(Files.newBufferedReader(path), path, plan);
      if (!file.json) {
        file.readLine();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads it once to its end.
  ///
  /// @throws IllegalArgumentException when it holds no bar, too many, or a line that is none
  static Contents scan(Path folder, RunPlan plan, long most) {
    RunHash hash = RunHash.begin();
    long count = 0;
    long first = 0;
    long end = 0;
    try (BarFile file = open(folder, plan)) {
      for (ReplayBar bar = file.next(); bar != null; bar = file.next()) {
        first = count == 0 ? bar.openNanos() : first;
        if (bar.closeNanos() < end) {
          throw new IllegalArgumentException(
              "line %d of %s must not lie before the one above".formatted(file.line, file.name));
        }
        end = bar.closeNanos();
        hash.bar(bar);
        count++;
        if (count > most) {
          throw new IllegalArgumentException(
              "a run must have at most %d bars, %s has more".formatted(most, file.name));
        }
      }
      if (count == 0) {
        throw new IllegalArgumentException(
            "%s must hold bars of %s %s, held none".formatted(file.name, file.symbol, file.spec));
      }
    }
    return new Contents(count, hash.hex(), instant(first), instant(end));
  }

  /// Its newest bars, read once to its end.
  ///
  /// @param most how many
  /// @throws IllegalArgumentException when a line is no bar
  static List<ReplayBar> newest(Path folder, RunPlan plan, int most) {
    Deque<ReplayBar> bars = new ArrayDeque<>();
    try (BarFile file = open(folder, plan)) {
      for (ReplayBar bar = file.next(); bar != null; bar = file.next()) {
        bars.addLast(bar);
        if (bars.size() > most) {
          bars.removeFirst();
        }
      }
    }
    return List.copyOf(bars);
  }

  private static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  private @Nullable String readLine() {
    try {
      line++;
      return reader.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable ReplayBar next() {
    for (String text = readLine(); text != null; text = readLine()) {
      if (!text.isBlank()) {
        ReplayBar bar = parse(text);
        if (bar != null) {
          return bar;
        }
      }
    }
    return null;
  }

  private @Nullable ReplayBar parse(String text) {
    try {
      return json ? captured(text) : row(text);
    } catch (IllegalArgumentException
        | DateTimeParseException
        | ArithmeticException
        | JacksonException e) {
      throw new IllegalArgumentException(
          "line %d of %s must be a bar: %s".formatted(line, name, e.getMessage()), e);
    }
  }

  private ReplayBar row(String text) {
    String[] cells = text.split(",", -1);
    if (cells.length < 6) {
      throw new IllegalArgumentException("has " + cells.length + " columns instead of 6");
    }
    long start = nanos(cells[0].strip());
    return new ReplayBar(
        0,
        start,
        start + length,
        Double.parseDouble(cells[1]),
        Double.parseDouble(cells[2]),
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]));
  }

  /// Other instruments, intervals and bars that are not over are passed by.
  private @Nullable ReplayBar captured(String text) {
    JsonNode message = JSON.readTree(text);
    JsonNode bar = message.path("payload");
    boolean wanted =
        message.path("key").asString("").equals(symbol)
            && bar.path("spec").asString("").equals(spec)
            && bar.path("complete").asBoolean(false);
    if (!wanted) {
      return null;
    }
    long start = nanos(bar.path("start").asString());
    return new ReplayBar(
        0,
        start,
        start + length,
        bar.path("open").doubleValue(),
        bar.path("high").doubleValue(),
        bar.path("low").doubleValue(),
        bar.path("close").doubleValue(),
        bar.path("volume").doubleValue());
  }

  private static long nanos(String time) {
    if (time.length() == 10 && time.charAt(4) == '-') {
      return Duration.ofDays(LocalDate.parse(time).toEpochDay()).toNanos();
    }
    if (time.indexOf('T') > 0) {
      return Duration.between(Instant.EPOCH, Instant.parse(time)).toNanos();
    }
    return Math.multiplyExact(Long.parseLong(time), 1_000_000_000L);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
