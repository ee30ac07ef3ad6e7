package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Journal;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The journal of wherever the client is when it is asked.
final class MovingJournal implements Journal {
  private final Supplier<Journal> now;

  MovingJournal(Supplier<Journal> now) {
    this.now = now;
  }

  @Override
  public Map<String, String> handled(Collection<MessageType<?>> types) {
    return now.get().handled(types);
  }

  @Override
  public Map<String, String> ends(Collection<MessageType<?>> types) {
    return now.get().ends(types);
  }

  @Override
  public boolean reaches(Collection<MessageType<?>> types, Map<String, String> after) {
    return now.get().reaches(types, after);
  }

  @Override
  public void read(
      Collection<MessageType<?>> types, Map<String, String> after, Consumer<Message<?>> reader) {
    now.get().read(types, after, reader);
  }
}
