package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.message.SystemAlert;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client has to say about a bus itself: to the log, as SYSTEM_ALERT on the express lane of
/// the Engine Logic bus, and on the channel `<bus>:alerts`, which needs no memory. Any thread.
final class Alerts {
  private static final Logger log = LoggerFactory.getLogger(Alerts.class);

  private final Identity identity;
  private final InstantSource clock;
  private final BusLink about;
  private final BusLink home;

  /// @param about the bus that the alerts are about
  /// @param home the bus that SYSTEM_ALERT travels on
  Alerts(Identity identity, InstantSource clock, BusLink about, BusLink home) {
    this.identity = identity;
    this.clock = clock;
    this.about = about;
    this.home = home;
  }

  BusCounters counters() {
    return about.counters();
  }

  /// Without a measured value.
  SystemAlert of(SystemAlert.Severity severity, String code, String detail) {
    return of(severity, code, detail, OptionalDouble.empty(), OptionalDouble.empty());
  }

  SystemAlert of(
      SystemAlert.Severity severity,
      String code,
      String detail,
      OptionalDouble observed,
      OptionalDouble threshold) {
    return new SystemAlert(
        severity, component(), code, detail, observed, threshold, clock.instant());
  }

  private String component() {
    return identity.server().component();
  }

  /// Tells everybody.
  void raise(SystemAlert alert) {
    counters().increment(BusMeter.ALERTS);
    if (alert.severity() == SystemAlert.Severity.INFO) {
      log.info("{} {}: {}", alert.component(), alert.code(), alert.detail());
    } else {
      log.warn("{} {}: {}", alert.component(), alert.code(), alert.detail());
    }
    byte[] text = PayloadCodecs.of(MessageType.SYSTEM_ALERT).encode(alert);
    about
        .writer()
        .call(redis -> redis.publish(identity.server().prefix() + ":alerts", text))
        .exceptionally(
            failure -> {
              log.debug("{} was not published: {}", alert.code(), failure.getMessage());
              return 0L;
            });
    publish(alert);
  }

  /// Sends it on its way; nobody waits for it.
  private void publish(SystemAlert alert) {
    MessageType<SystemAlert> type = MessageType.SYSTEM_ALERT;
    OutgoingMessage message =
        new OutgoingMessage(
            type.name(),
            type.version(),
            PayloadCodecs.of(type).encode(alert),
            type.defaultPriority(),
            type.keyOf(alert),
            clock.instant(),
            null,
            null,
            null,
            null,
            false);
    home.add(type, message, null);
  }

  /// Tells this client's own handlers of SYSTEM_ALERT.
  void tell(SystemAlert alert) {
    log.warn("{} {}: {}", alert.component(), alert.code(), alert.detail());
    Dispatch dispatch = home.dispatch();
    for (Handlers handlers : List.of(dispatch.perEngine(), dispatch.perInstance())) {
      new LocalMessages(
              identity.setup(), handlers, dispatch.counters(), identity.incarnation(), clock)
          .announce(MessageType.SYSTEM_ALERT, alert);
    }
  }
}
