package dev.nautilus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where a recorded JVM spent its time and its memory. A hint, not a measurement: samples are taken
/// at a handful of threads at a time, and time in native code (the sockets) is not among them.
///
/// @param methods samples by the method on top of the stack
/// @param harness samples of the benchmark itself, and of what it calls other than the client
/// @param sites sampled bytes by what was allocated and where
record Profile(Map<String, Long> methods, Map<String, Long> harness, Map<String, Long> sites) {
  private static final int SHOWN = 20;
  private static final int FEW = 6;
  private static final String OURS = "dev.nautilus.";
  private static final String HARNESS = "dev.nautilus.bench.";

  /// Reads a recording.
  static Profile of(Path recording) {
    Profile profile = new Profile(new HashMap<>(), new HashMap<>(), new HashMap<>());
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getStackTrace() != null && !event.getStackTrace().getFrames().isEmpty()) {
          profile.add(event);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return profile;
  }

  private void add(RecordedEvent event) {
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> {
        methods.merge(name(frames.getFirst()), 1L, Long::sum);
        ownFrame(frames)
            .filter(ours -> ours.startsWith(HARNESS))
            .ifPresent(ours -> harness.merge(ours, 1L, Long::sum));
      }
      case "jdk.ObjectAllocationSample" -> {
        RecordedClass made = event.getClass("objectClass");
        sites.merge(
            readable(made.getName()) + " in " + site(frames), event.getLong("weight"), Long::sum);
      }
      default -> {
        // Not asked for.
      }
    }
  }

  /// The innermost of our methods, the client's or the benchmark's.
  private static Optional<String> ownFrame(List<RecordedFrame> frames) {
    return frames.stream().map(Profile::name).filter(name -> name.startsWith(OURS)).findFirst();
  }

  /// Where in our code, and what of others' code did it when that is not ours.
  private static String site(List<RecordedFrame> frames) {
    String top = name(frames.getFirst());
    return frames.stream()
        .filter(frame -> name(frame).startsWith(OURS))
        .findFirst()
        .map(frame -> name(frame) + ":" + frame.getLineNumber())
        .map(ours -> top.startsWith(OURS) ? ours : top + " < " + ours)
        .orElse(top);
  }

  /// JFR says `[B` for an array of bytes.
  static String readable(String type) {
    return switch (type) {
      case "[B" -> "byte[]";
      case "[C" -> "char[]";
      case "[I" -> "int[]";
      case "[J" -> "long[]";
      default -> type.startsWith("[L") ? type.substring(2, type.length() - 1) + "[]" : type;
    };
  }

  /// What the benchmark itself takes: payloads, counting, its loops; the share of all, then the
  /// methods, one line each.
  List<String> harnessShares() {
    long all = sum(methods);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "the benchmark itself: %.1f %% of the samples",
            all == 0 ? 0 : 100.0 * sum(harness) / all));
    lines.addAll(top(harness, all, FEW));
    return lines;
  }

  /// The hottest methods, one line each.
  List<String> hotMethods() {
    return top(methods);
  }

  /// Where most is allocated, one line each.
  List<String> allocationSites() {
    return top(sites);
  }

  static List<String> top(Map<String, Long> shares) {
    return top(shares, sum(shares), SHOWN);
  }

  private static List<String> top(Map<String, Long> shares, long all, int most) {
    return shares.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%5.1f %%  %s", 100.0 * entry.getValue() / all, entry.getKey()))
        .toList();
  }

  private static long sum(Map<String, Long> shares) {
    return shares.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
