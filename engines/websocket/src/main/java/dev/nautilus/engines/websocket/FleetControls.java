package dev.nautilus.engines.websocket;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.engine.EngineException;
import java.util.List;
import java.util.function.Function;

/// What an operator can do to the fleet from the console: the same registry and the same dead
/// letters that `./nautilus migrate` and `./nautilus dlq` speak to. Connects for each call, as the
/// operator of the settings. Safe for many threads.
///
/// Each throws an [EngineException]: UNKNOWN, INVALID, or UNAVAILABLE when a Redis is away or does
/// not let the gateway do it.
final class FleetControls {
  private final DualBusConnectionDetails buses;
  private final WebsocketProperties.Console.Operator operator;

  FleetControls(DualBusConnectionDetails buses, WebsocketProperties.Console.Operator operator) {
    this.buses = buses;
    this.operator = operator;
  }

  /// Asks an engine to move; its instances and the bridge do the rest.
  ///
  /// @throws IllegalArgumentException when it is there already
  /// @throws IllegalStateException when it is moving
  Migration move(EngineType engine, EngineMode to) {
    return atRegistry(engine, modes -> modes.begin(engine, to));
  }

  /// Gives a move up.
  ///
  /// @return false when there is none, or it has come too far
  boolean abort(EngineType engine) {
    return atRegistry(engine, modes -> modes.abort(engine));
  }

  private <R> R atRegistry(EngineType engine, Function<EngineModes, R> action) {
    try (EngineModes modes = EngineModes.at(operator.at(buses.engineLogic()))) {
      List<String> known = modes.modes().keySet().stream().map(EngineType::name).toList();
      if (!known.contains(engine.name())) {
        throw EngineException.unknown("engine in the registry of modes", engine.name(), known);
      }
      return action.apply(modes);
    } catch (BusException e) {
      throw unavailable(e);
    }
  }

  /// Hands a dead letter to the engine that gave it up.
  ///
  /// @return false when it is not there any more
  boolean replay(DeadLetterQueue queue, String letter) {
    BusAddress address = queue.bus().map(this::address).orElseGet(buses::main);
    try (DeadLetters letters = DeadLetters.at(operator.at(address))) {
      return letters.replay(queue, List.of(letter)) > 0;
    } catch (BusException e) {
      throw unavailable(e);
    }
  }

  private BusAddress address(Bus bus) {
    return bus == Bus.MARKET_DATA ? buses.marketData() : buses.engineLogic();
  }

  private static EngineException unavailable(BusException e) {
    String why = String.valueOf(e.getMessage());
    return EngineException.unavailable(
        why.contains("NOPERM")
            ? why
                + ". The gateway's own user may only look: give it the password of the user operator"
                + " (nautilus.websocket.console.operator.password)."
            : why);
  }
}
