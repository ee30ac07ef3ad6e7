package dev.nautilus.engine.testkit;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.codec.JsonText;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Keeps what an engine emits, encoded at once as the bus would: a payload that cannot be encoded
/// fails here, and one that changes later is seen as it was.
public final class RecordingOutbox implements Outbox {
  private final List<Emitted<?>> emitted = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();
  private final List<Backfill> asked = new ArrayList<>();

  /// A message on its way out.
  ///
  /// @param <P> payload class
  public record Emitted<P>(MessageType<P> type, P payload, Priority priority) {
    @Override
    public String toString() {
      return type.name() + " " + priority + " " + JsonText.payload(payload);
    }
  }

  RecordingOutbox() {}

  @Override
  public <P> void emit(MessageType<P> type, P payload, Priority priority) {
    encoded.add(PayloadCodecs.of(type).encode(payload));
    emitted.add(new Emitted<>(type, payload, priority));
  }

  @Override
  public void ask(Backfill backfill) {
    asked.add(backfill);
  }

  /// What the engine has asked of the hub while it runs, oldest first; a test answers with
  /// [EngineHarness#learn].
  public List<Backfill> asked() {
    return List.copyOf(asked);
  }

  /// Everything emitted, oldest first.
  public List<Emitted<?>> all() {
    return List.copyOf(emitted);
  }

  /// The payloads of one type, oldest first.
  public <P> List<P> of(MessageType<P> type) {
    return emitted.stream()
        .filter(each -> each.type().name().equals(type.name()))
        .map(each -> type.payload().cast(each.payload()))
        .toList();
  }

  /// The payload of the one message of a type.
  ///
  /// @throws AssertionError when there is none, or more than one
  public <P> P single(MessageType<P> type) {
    List<P> payloads = of(type);
    if (payloads.size() != 1) {
      throw new AssertionError("expected one " + type.name() + ", were " + payloads.size() + this);
    }
    return payloads.getFirst();
  }

  /// The payload of the last message of a type.
  ///
  /// @throws AssertionError when there is none
  public <P> P last(MessageType<P> type) {
    List<P> payloads = of(type);
    if (payloads.isEmpty()) {
      throw new AssertionError("expected a " + type.name() + ", was none" + this);
    }
    return payloads.getLast();
  }

  /// One line of text for each message, oldest first, for golden files.
  public List<String> lines() {
    return emitted.stream().map(Emitted::toString).toList();
  }

  /// All types, priorities and encoded payloads in one array: equal arrays, equal output.
  public byte[] bytes() {
    return bytes(0);
  }

  /// The same from a message on.
  byte[] bytes(int from) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = from; i < emitted.size(); i++) {
      String head = emitted.get(i).type() + " " + emitted.get(i).priority() + "\n";
      bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(encoded.get(i));
    }
    return bytes.toByteArray();
  }

  /// Forgets everything.
  public void clear() {
    emitted.clear();
    encoded.clear();
    asked.clear();
  }

  int size() {
    return emitted.size();
  }

  /// Takes back what a failed reaction emitted.
  void cutTo(int size) {
    emitted.subList(size, emitted.size()).clear();
    encoded.subList(size, encoded.size()).clear();
  }

  @Override
  public String toString() {
    return emitted.isEmpty() ? "; nothing was emitted" : ":\n  " + String.join("\n  ", lines());
  }
}
