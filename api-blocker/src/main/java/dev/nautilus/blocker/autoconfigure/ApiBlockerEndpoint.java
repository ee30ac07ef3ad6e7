package dev.nautilus.blocker.autoconfigure;

import dev.nautilus.blocker.BlockMode;
import dev.nautilus.blocker.Blocker;
import dev.nautilus.blocker.Hook;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/// What the blocker does and has seen. Read only: nothing changes it while the process lives.
@Endpoint(id = "apiblocker")
final class ApiBlockerEndpoint {
  private final BlockerPresence presence;

  ApiBlockerEndpoint(BlockerPresence presence) {
    this.presence = presence;
  }

  @ReadOperation
  Page page() {
    String note = presence.shortcoming().orElse("");
    return presence
        .running()
        .map(blocker -> Page.of(blocker, note))
        .orElseGet(() -> Page.absent(note));
  }

  /// @param agent whether this process was started with it, and not off
  /// @param mode what becomes of a direct call
  /// @param engine whose process it is
  /// @param hub where to ask instead
  /// @param verified hooks that work
  /// @param missing hooks that should and do not
  /// @param total direct calls since start
  /// @param attempts the same by host and hook
  /// @param lookups how often a vendor's name was resolved, by host
  /// @param note what falls short of what was asked for; empty when nothing does
  record Page(
      boolean agent,
      BlockMode mode,
      String engine,
      String hub,
      List<String> verified,
      List<String> missing,
      long total,
      Map<String, Map<String, Long>> attempts,
      Map<String, Long> lookups,
      String note) {

    static Page absent(String note) {
      return new Page(
          false, BlockMode.OFF, "", "", List.of(), List.of(), 0, Map.of(), Map.of(), note);
    }

    static Page of(Blocker blocker, String note) {
      Map<String, Map<String, Long>> attempts = new TreeMap<>();
      blocker
          .attempts()
          .forEach(
              (host, counts) -> {
                Map<String, Long> byHook = new TreeMap<>();
                counts.forEach((hook, count) -> byHook.put(hook.label(), count));
                attempts.put(host, byHook);
              });
      return new Page(
          true,
          blocker.settings().mode(),
          blocker.settings().engine(),
          blocker.settings().hub().toString(),
          blocker.verified().stream().map(Hook::label).toList(),
          blocker.missing().stream().map(Hook::label).toList(),
          blocker.total(),
          attempts,
          blocker.lookups(),
          note);
    }
  }
}
