package dev.nautilus.bus;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/// Every observation of the client. With a tracer behind the registry each is a span, and the
/// handler's span is a child of the publisher's, also across processes: the trace context travels
/// in [Envelope#traceParent].
public enum BusObservation implements ObservationDocumentation {
  /// Handing a message to the bus; ends before it is confirmed, see [BusMeter#CONFIRMATION].
  PUBLISH("nautilus.bus.publish", "publish"),
  /// A handler at work on one message.
  HANDLE("nautilus.bus.handle", "handle");

  private final String observationName;
  private final String verb;

  BusObservation(String observationName, String verb) {
    this.observationName = observationName;
    this.verb = verb;
  }

  @Override
  public String getName() {
    return observationName;
  }

  /// What a span is called: `publish quote`.
  public String nameFor(MessageType<?> type) {
    return verb + ' ' + type.name();
  }

  @Override
  public KeyName[] getLowCardinalityKeyNames() {
    return Key.values();
  }

  /// Keys of every observation; none takes its value from a payload.
  public enum Key implements KeyName {
    /// `market_data` or `engine_logic`.
    BUS("bus"),
    /// Catalogue name of the message's type.
    TYPE("type");

    private final String key;

    Key(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }
}
