package dev.nautilus.blocker;

import dev.nautilus.blocker.Decision.Reason;
import dev.nautilus.blocker.Decision.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges what the hooks see: asks the policy, counts, and refuses if the mode says so.
///
/// **Threads** Any; a question that arises while one is being answered on the same thread passes,
/// because it is the answer's own.
final class Watch {
  /// Never a real host (RFC 6761): the hook that sees it has proved that it works.
  static final String CANARY = "canary.api-blocker.invalid";

  private final BlockerSettings settings;
  private final BlockPolicy policy;
  private final InstantSource clock;
  private final AttemptLog log = new AttemptLog();
  private final CallTrail trail = new CallTrail();
  private final Set<Hook> verified = EnumSet.noneOf(Hook.class);
  private final Set<Hook> broken = EnumSet.noneOf(Hook.class);
  private final ThreadLocal<@Nullable Boolean> answering = new ThreadLocal<>();

  Watch(BlockerSettings settings, InstantSource clock) {
    this.settings = settings;
    this.policy = settings.policy();
    this.clock = clock;
  }

  BlockerSettings settings() {
    return settings;
  }

  AttemptLog log() {
    return log;
  }

  /// The cheap answer for nearly every connection of an engine.
  boolean passesAtOnce(InetAddress address, int port) {
    return address.isLoopbackAddress() && !policy.knowsGatewayOn(port);
  }

  void address(InetAddress address, int port, Hook hook) throws IOException {
    judge(destination(address, port), hook);
  }

  void socketAddress(SocketAddress address, Hook hook) throws IOException {
    if (!(address instanceof InetSocketAddress inet)) {
      return;
    }
    InetAddress resolved = inet.getAddress();
    if (resolved == null) {
      judge(Destination.named(inet.getHostString(), inet.getPort()), hook);
    } else if (!passesAtOnce(resolved, inet.getPort())) {
      judge(destination(resolved, inet.getPort()), hook);
    }
  }

  void name(String host, int port, Hook hook) throws IOException {
    judge(Destination.named(host, Math.min(port, 65_535)), hook);
  }

  /// Only a strict policy minds, since nobody can tell what listens there.
  void unixAddress(String path, Hook hook) throws IOException {
    if (path.endsWith(CANARY)) {
      sing(hook);
    }
    if (settings.mode() == BlockMode.STRICT && !path.isEmpty() && !isOpen(path)) {
      refuse(new Refused(Reason.PORT, BlockerSettings.UNIX + path), 0, hook);
    }
  }

  void command(String[] command, Hook hook) throws IOException {
    for (Destination url : CommandLine.urls(command)) {
      judge(url, hook);
    }
    for (Destination word : CommandLine.words(command)) {
      if (isVendor(word) || CANARY.equals(word.host())) {
        judge(word, hook);
      }
    }
  }

  synchronized void markBroken(Hook hook) {
    broken.add(hook);
  }

  synchronized void markVerified(Hook hook) {
    verified.add(hook);
  }

  synchronized List<Hook> verified() {
    return List.copyOf(verified);
  }

  synchronized List<Hook> broken() {
    return List.copyOf(broken);
  }

  private void judge(Destination destination, Hook hook) throws IOException {
    if (answering.get() != null) {
      return;
    }
    answering.set(true);
    try {
      if (CANARY.equals(destination.host())) {
        sing(hook);
      }
      Decision decision = policy.decide(destination);
      if (decision instanceof Refused refused && concerns(refused, hook)) {
        refuse(refused, destination.port(), hook);
      }
    } finally {
      answering.remove();
    }
  }

  /// A name alone, without knowing where the bytes go, is held against the vendors only.
  private static boolean concerns(Refused refused, Hook hook) {
    return !hook.hearsNamesOnly() || refused.reason() == Reason.VENDOR;
  }

  private void refuse(Refused refused, int port, Hook hook) throws IOException {
    if (hook == Hook.LOOKUP) {
      log.lookedUp(refused.host());
      return;
    }
    boolean blocked = settings.mode().refuses();
    // A call that fails meets no second hook, so each failure is a call.
    if (blocked || trail.isNew(refused.host(), hook, System.nanoTime())) {
      log.add(
          new Attempt(
              hook,
              refused.host(),
              port,
              refused.reason(),
              blocked,
              Caller.find(),
              clock.instant()));
    }
    if (blocked) {
      throw new DirectCallException(settings, refused.host(), port, refused.reason());
    }
  }

  private boolean isVendor(Destination destination) {
    return policy.decide(destination) instanceof Refused refused
        && refused.reason() == Reason.VENDOR;
  }

  private boolean isOpen(String path) {
    return settings.allowed().contains(BlockerSettings.UNIX + path);
  }

  private void sing(Hook hook) throws IOException {
    markVerified(hook);
    throw new IOException(CANARY);
  }

  /// With the name the address was made from, if it has one; never asks DNS for it.
  private static Destination destination(InetAddress address, int port) {
    String text = address.toString();
    int slash = text.indexOf('/');
    String name = slash > 0 ? text.substring(0, slash) : null;
    return new Destination(name, address, Math.max(port, 0));
  }
}
