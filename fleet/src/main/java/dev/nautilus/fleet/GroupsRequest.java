package dev.nautilus.fleet;

import dev.nautilus.bus.ConsumerGroup;
import java.util.List;
import java.util.Optional;

/// What to do with consumer groups.
///
/// @param group the one to drop; empty to list all
/// @param stream where it is dropped, as people write it; empty for wherever it reads
/// @param force whether to drop it though it may be running
record GroupsRequest(Optional<String> group, Optional<String> stream, boolean force) {
  private static final String FORMS =
      "groups wants list, or drop GROUP [STREAM] [--force] with a stream like el:risk:0 or"
          + " el:risk:0:express";

  /// @throws FleetException when it cannot be understood
  static GroupsRequest of(CommandLine line) {
    List<String> words = line.words();
    boolean force = line.has("force");
    if (words.equals(List.of("list")) && !force) {
      return new GroupsRequest(Optional.empty(), Optional.empty(), false);
    }
    if (words.size() < 2 || words.size() > 3 || !words.getFirst().equals("drop")) {
      throw CommandLine.usage(FORMS);
    }
    Optional<String> stream = words.stream().skip(2).findFirst();
    if (stream.isPresent() && !stream.get().matches("(md|el):[a-z]+:\\d{1,4}(:[a-z]+)?")) {
      throw CommandLine.usage(FORMS);
    }
    if (!words.get(1).matches("[a-z0-9][A-Za-z0-9._@:#-]{0,121}")) {
      throw CommandLine.usage("a group is named like its engine, was '" + words.get(1) + "'");
    }
    return new GroupsRequest(Optional.of(words.get(1)), stream, force);
  }

  /// Whether this group is meant.
  boolean names(ConsumerGroup other) {
    return group.isPresent()
        && group.get().equals(other.name())
        && (stream.isEmpty() || stream.get().equals(text(other.stream())));
  }

  /// A stream as people write it: `el:risk:0:express`.
  static String text(String stream) {
    return stream.replace("{", "").replace("}", "");
  }
}
