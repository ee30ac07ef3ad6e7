package dev.nautilus.blocker;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The blocker of this process as the application sees it: how it is set, what it has seen, and who
/// wants to hear of more. There is no way to switch it off from here.
///
/// **Threads** Any.
public final class Blocker {
  private final Watch watch;

  private Blocker(Watch watch) {
    this.watch = watch;
  }

  /// The blocker, when the process was started with it and it is not off.
  public static Optional<Blocker> running() {
    return Guard.watch().map(Blocker::new);
  }

  /// Puts the blocker in its place; called by the agent before it weaves.
  ///
  /// @return empty when one is in place already: the first keeps its settings
  /// @throws IllegalArgumentException when a setting cannot be read
  public static Optional<Blocker> install(Map<String, String> settings) {
    Watch watch = new Watch(BlockerSettings.of(settings), InstantSource.system());
    return Guard.install(watch) ? Optional.of(new Blocker(watch)) : Optional.empty();
  }

  /// What the agent's trial calls ask for.
  public static String canary() {
    return Watch.CANARY;
  }

  /// How it was set at start.
  public BlockerSettings settings() {
    return watch.settings();
  }

  /// Hooks that were seen to work: tried at start, or woven into Netty when it was loaded.
  public List<Hook> verified() {
    return watch.verified();
  }

  /// Hooks that are not there: required ones that did not answer when tried, and classes of Netty
  /// in a shape that could not be woven.
  public List<Hook> missing() {
    List<Hook> verified = verified();
    List<Hook> broken = watch.broken();
    return Arrays.stream(Hook.values())
        .filter(hook -> broken.contains(hook) || (hook.isRequired() && !verified.contains(hook)))
        .toList();
  }

  /// Notes that a class of Netty was woven, or could not be.
  public void woven(Hook hook, boolean done) {
    if (hook.isRequired()) {
      throw new IllegalArgumentException(hook + " must be tried, not declared");
    }
    if (done) {
      watch.markVerified(hook);
    } else {
      watch.markBroken(hook);
    }
  }

  /// Direct calls since start, by host and hook, one per call.
  public Map<String, Map<Hook, Long>> attempts() {
    return watch.log().counts().entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().host(),
                TreeMap::new,
                Collectors.toMap(entry -> entry.getKey().hook(), Map.Entry::getValue)));
  }

  /// Direct calls since start to one host, seen by one hook.
  public long attempts(String host, Hook hook) {
    return watch.log().count(host, hook);
  }

  /// All direct calls since start.
  public long total() {
    return watch.log().counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /// How often a vendor's name was resolved since start; not a call by itself.
  public Map<String, Long> lookups() {
    return new TreeMap<>(watch.log().lookups());
  }

  /// Direct calls that were counted but not told to every listener.
  public long unreported() {
    return watch.log().unreported();
  }

  /// Lets a listener hear of direct calls. The first also hears of those before it, as far as they
  /// were kept.
  ///
  /// @param duty what the listener does with them, such as `log`
  /// @return takes the listener away again
  /// @throws IllegalStateException when 64 listen already
  public Runnable listen(String duty, AttemptListener listener) {
    return watch.log().listen(duty, listener);
  }
}
