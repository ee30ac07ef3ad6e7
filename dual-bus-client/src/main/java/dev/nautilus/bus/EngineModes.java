package dev.nautilus.bus;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/// The registry that says where each engine's messages travel. It lives on the Engine Logic Redis:
/// hash `{el}:modes` (engine to mode), hash `{el}:migration:<engine>`, channel `el:modes` with the
/// name of the engine that changed, hash `{el}:bridge` with how far the bridge is.
///
/// Safe for use by many threads; every call asks Redis and waits for the answer. Each throws a
/// [BusException] when Redis cannot be reached or refuses.
public interface EngineModes extends AutoCloseable {

  /// Connects to the registry; one connection, which also listens.
  static EngineModes at(BusAddress engineLogic) {
    return ServiceLoader.load(BusTransport.class, EngineModes.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bus transport on the class path"))
        .engineModes(engineLogic);
  }

  /// Every engine that has a mode.
  Map<EngineType, EngineMode> modes();

  /// Gives an engine a mode if it has none; says which it has.
  EngineMode settle(EngineType engine, EngineMode ifNone);

  /// Gives an engine a mode without moving it: for one that does not run, or that is not ours and
  /// is known by configuration. Ends a migration under way.
  ///
  /// @throws IllegalArgumentException for MIGRATING
  void set(EngineType engine, EngineMode mode);

  /// Forgets an engine.
  void remove(EngineType engine);

  /// The newest migration of an engine, also one that has ended.
  Optional<Migration> migration(EngineType engine);

  /// Asks an engine to move. Its instances and the bridge do the rest.
  ///
  /// @throws IllegalArgumentException when it is there already
  /// @throws IllegalStateException when it is moving
  Migration begin(EngineType engine, EngineMode to);

  /// Gives a migration up; false when it is too late or there is none.
  boolean abort(EngineType engine);

  /// Enters the next phase with these positions, both or neither. For the bridge, which enters
  /// FENCED and CARRIED.
  ///
  /// @return false when the migration is not in the phase before, or is another one by now
  boolean advance(Migration migration, Migration.Phase next, Map<String, String> positions);

  /// Sets positions anew within the phase that a migration is in. For the bridge, when a server has
  /// lost its fences.
  ///
  /// @return false when the migration is in another phase by now, or is another one
  boolean amend(Migration migration, Map<String, String> positions);

  /// How far the bridge has carried each stream: by stream name the id of the entry up to which
  /// everything native has arrived at the other side. Streams of both worlds.
  Map<String, String> carried();

  /// Says how far the bridge is. To be written after what it says is confirmed.
  void carried(Map<String, String> upTo);

  /// Told on a thread of the connection when the mode or the migration of an engine has changed. A
  /// change while the connection is away is not told: look again from time to time, any call makes
  /// the connection anew.
  void follow(Consumer<EngineType> changed);

  @Override
  void close();
}
