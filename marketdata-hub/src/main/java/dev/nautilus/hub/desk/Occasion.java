package dev.nautilus.hub.desk;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.vendor.Urgency;

/// On what occasion the desk is asked.
///
/// @param engine who asks
/// @param anew true when only values obtained from now on will do
/// @param urgency how much it matters
public record Occasion(EngineType engine, boolean anew, Urgency urgency) {
  /// Who asks without saying so.
  public static final EngineType ANYBODY = new EngineType("anybody");

  /// The hub keeps something fresh.
  static final Occasion POLLING = new Occasion(EngineType.HUB, true, Urgency.POLLING);

  /// The hub fetches what it expects to be asked for.
  static final Occasion GUESS = new Occasion(EngineType.HUB, false, Urgency.PREFETCH);

  /// An engine asks and takes what the cache has.
  public static Occasion of(EngineType engine) {
    return new Occasion(engine, false, Urgency.REQUEST);
  }

  /// An engine asks and wants a value obtained from now on.
  public static Occasion anew(EngineType engine) {
    return new Occasion(engine, true, Urgency.REQUEST);
  }

  /// Whether it counts as a request: the hub's own errands do not.
  boolean counts() {
    return urgency == Urgency.REQUEST;
  }
}
