package dev.nautilus.engine.book;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/// The newest ids of something that may count only once. Confined to the engine thread.
public final class RecentIds {
  private final int most;
  private final Set<String> ids = new LinkedHashSet<>();

  public RecentIds(int most) {
    this.most = most;
  }

  /// Notes an id.
  ///
  /// @return whether it is new
  public boolean add(String id) {
    boolean added = ids.add(id);
    if (ids.size() > most) {
      Iterator<String> oldest = ids.iterator();
      oldest.next();
      oldest.remove();
    }
    return added;
  }

  public boolean contains(String id) {
    return ids.contains(id);
  }

  public void write(StateOutput out) {
    out.all(ids, StateOutput::text);
  }

  public void read(StateInput in) {
    ids.addAll(in.all(StateInput::text));
  }
}
