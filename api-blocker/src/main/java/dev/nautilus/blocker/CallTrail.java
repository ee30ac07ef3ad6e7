package dev.nautilus.blocker;

import java.util.LinkedHashMap;
import java.util.Map;

/// Tells one call that meets several hooks from several calls. When a call is only watched, each
/// hook it passes leaves a trace for its host; a later hook within a few seconds takes the trace up
/// and moves it on, so the call stays counted once.
///
/// **Threads** Safe for all; a call's hooks may run on different threads.
final class CallTrail {
  private static final long FRESH_NANOS = 5_000_000_000L;
  private static final int MOST_HOSTS = 256;
  private static final int STAGES = 6;

  private final Map<String, Traces> byHost =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Traces> eldest) {
          return size() > MOST_HOSTS;
        }
      };

  /// Whether this is the first hook that the call meets.
  ///
  /// @param nanos of [System#nanoTime()]
  synchronized boolean isNew(String host, Hook hook, long nanos) {
    Traces traces = byHost.computeIfAbsent(host, name -> new Traces());
    if (nanos - traces.lastNanos > FRESH_NANOS) {
      traces.forget();
    }
    traces.lastNanos = nanos;
    for (int stage = hook.stage() - 1; stage >= 0; stage--) {
      if (traces.open[stage] > 0) {
        traces.open[stage]--;
        traces.open[hook.stage()]++;
        return false;
      }
    }
    traces.open[hook.stage()]++;
    return true;
  }

  /// Calls under way to one host, by the latest hook they met.
  private static final class Traces {
    private final int[] open = new int[STAGES];
    private long lastNanos;

    private void forget() {
      java.util.Arrays.fill(open, 0);
    }
  }
}
