package dev.nautilus.hub.bridge;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// What the carriers pass through: it is closed while fences are set, because nothing may be
/// carried between the first and the last of them; and it remembers what has been carried and not
/// yet been told. Any thread.
final class Passage {
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final Map<String, String> untold = new HashMap<>();

  /// Writes what was read.
  void carry(Runnable writing) {
    gate.readLock().lock();
    try {
      writing.run();
    } finally {
      gate.readLock().unlock();
    }
  }

  /// Does something while nothing is carried.
  void closed(Runnable fencing) {
    gate.writeLock().lock();
    try {
      fencing.run();
    } finally {
      gate.writeLock().unlock();
    }
  }

  /// A stream has been carried up to an entry.
  void carried(String stream, String entry) {
    synchronized (untold) {
      untold.put(stream, entry);
    }
  }

  /// What has been carried since this was asked last.
  Map<String, String> takeUntold() {
    synchronized (untold) {
      Map<String, String> now = new HashMap<>(untold);
      untold.clear();
      return now;
    }
  }

  /// It was not told after all.
  void putBack(Map<String, String> told) {
    synchronized (untold) {
      told.forEach(untold::putIfAbsent);
    }
  }
}
