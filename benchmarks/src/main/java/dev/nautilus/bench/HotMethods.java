package dev.nautilus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where a recorded JVM spent its time: the methods on top of the sampled stacks. A hint, not a
/// measurement: samples are taken at a handful of threads at a time, and time in native code (the
/// sockets) is not among them.
final class HotMethods {
  private static final int SHOWN = 20;

  private HotMethods() {}

  /// The hottest methods of a recording, one line each.
  static List<String> of(Path recording) {
    Map<String, Long> samples = new HashMap<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getStackTrace() != null
            && !event.getStackTrace().getFrames().isEmpty()) {
          samples.merge(name(event.getStackTrace().getFrames().getFirst()), 1L, Long::sum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return top(samples);
  }

  static List<String> top(Map<String, Long> samples) {
    long all = samples.values().stream().mapToLong(Long::longValue).sum();
    return samples.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN)
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "%5.1f %%  %s", 100.0 * entry.getValue() / all, entry.getKey()))
        .toList();
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
