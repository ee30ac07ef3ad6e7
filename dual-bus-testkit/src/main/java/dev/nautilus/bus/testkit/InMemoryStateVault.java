package dev.nautilus.bus.testkit;

import dev.nautilus.bus.StateVault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A state in the memory of the broker. The right to write never ends by itself: an instance of
/// another name gets it once it is given back.
final class InMemoryStateVault implements StateVault {
  private final Shelf shelf;
  private final InMemoryDualBus owner;
  private boolean claimed;

  /// What all clients of one engine share.
  static final class Shelf {
    private @Nullable InMemoryDualBus holder;
    private byte @Nullable [] state;
  }

  InMemoryStateVault(Shelf shelf, InMemoryDualBus owner) {
    this.shelf = shelf;
    this.owner = owner;
  }

  @Override
  public Optional<Duration> claim(Duration lease) {
    synchronized (shelf) {
      InMemoryDualBus holder = shelf.holder;
      boolean predecessor =
          holder != null && !claimed && holder.instance().equals(owner.instance());
      if (holder == null || holder == owner || predecessor) {
        shelf.holder = owner;
        claimed = true;
        return Optional.empty();
      }
      return Optional.of(lease);
    }
  }

  @Override
  public void close() {
    synchronized (shelf) {
      shelf.holder = shelf.holder == owner ? null : shelf.holder;
    }
  }

  @Override
  public Optional<byte[]> read() {
    synchronized (shelf) {
      byte[] state = shelf.state;
      return state == null ? Optional.empty() : Optional.of(state.clone());
    }
  }

  @Override
  public boolean write(byte[] state) {
    synchronized (shelf) {
      if (shelf.holder != null && shelf.holder != owner) {
        return false;
      }
      shelf.state = state.clone();
      return true;
    }
  }

  @Override
  public void layAside() {
    synchronized (shelf) {
      shelf.state = null;
    }
  }
}
