package dev.nautilus.fleet;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Partitioning;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `./nautilus partitions`: how many streams each family of the buses is spread over, and a way to
/// have more. Every service reads its number from `NAUTILUS_BUS_PARTITIONS`; so does `up`.
final class Partitions {
  private static final String COUNT = "NAUTILUS_BUS_PARTITIONS";

  private final Function<Bus, BusAddress> addresses;
  private final PrintStream out;

  /// @param addresses where each bus is
  Partitions(Function<Bus, BusAddress> addresses, PrintStream out) {
    this.addresses = addresses;
    this.out = out;
  }

  /// Of the buses that the environment names as it does for services, else of the fleet that runs
  /// in a folder.
  ///
  /// @throws FleetException when there is neither, or one is named without the other
  static Partitions of(
      RunFolder run, Function<String, @Nullable String> environment, PrintStream out) {
    Optional<NamedBuses> named = NamedBuses.of(environment);
    if (named.isEmpty()) {
      Function<RedisRole, BusAddress> ofFleet = Servers.addresses(run);
      return new Partitions(bus -> ofFleet.apply(RedisRole.of(bus)), out);
    }
    return new Partitions(
        bus ->
            bus == Bus.MARKET_DATA
                ? NamedBuses.address(named.get().marketData(), RedisRole.MARKET_DATA)
                : NamedBuses.address(named.get().engineLogic(), RedisRole.ENGINE_LOGIC),
        out);
  }

  /// Before any service of a fleet starts: the buses have the number that the services will have.
  ///
  /// @throws FleetException when they have another one and cannot be given it
  static void settle(FleetPlan plan, Function<String, @Nullable String> environment) {
    int count = ofServices(environment);
    try (Partitioning buses =
        Partitioning.at(
            plan.busAddress(RedisRole.MARKET_DATA), plan.busAddress(RedisRole.ENGINE_LOGIC))) {
      Collection<Integer> has = buses.counts().values();
      if (has.stream().allMatch(each -> each == count)) {
        return;
      }
      List<String> obstacles =
          environment.apply(COUNT) == null
              ? List.of("say so to every service: %s=%d".formatted(COUNT, Collections.max(has)))
              : buses.grow(count);
      if (!obstacles.isEmpty()) {
        throw new FleetException(
            ExitCode.FAILED,
            "The buses have %s partitions, services would have %d:\n  %s"
                .formatted(has, count, String.join("\n  ", obstacles)));
      }
    } catch (BusException e) {
      throw new FleetException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /// The number that services have, which read the environment themselves.
  ///
  /// @throws FleetException when it is none
  static int ofServices(Function<String, @Nullable String> environment) {
    String wanted = environment.apply(COUNT);
    return wanted == null ? 1 : count(wanted);
  }

  private static int count(String text) {
    if (text.matches("\\d{1,4}")) {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= 1024) {
        return count;
      }
    }
    throw CommandLine.usage("partitions must be 1 to 1024, was '" + text + "'");
  }

  /// Shows the numbers, or changes them; FAILED when something stands against it.
  ///
  /// @throws FleetException when the line cannot be understood
  ExitCode run(CommandLine line) {
    if (line.words().size() > 1) {
      throw CommandLine.usage("partitions wants one number, or none");
    }
    Optional<Integer> wanted = line.words().stream().findFirst().map(Partitions::count);
    try (Partitioning buses =
        Partitioning.at(addresses.apply(Bus.MARKET_DATA), addresses.apply(Bus.ENGINE_LOGIC))) {
      List<String> obstacles = wanted.map(buses::grow).orElse(List.of());
      Map<Bus, Integer> has = buses.counts();
      for (Bus bus : Bus.values()) {
        Integer count = has.get(bus);
        out.printf("%-14s %s%n", bus, count == null ? "not used yet" : count + " partitions");
      }
      if (!obstacles.isEmpty()) {
        out.println("Not changed:");
        obstacles.forEach(each -> out.println("  " + each));
        return ExitCode.FAILED;
      }
      wanted.ifPresent(n -> out.printf("Start every service with %s=%d.%n", COUNT, n));
      return ExitCode.OK;
    } catch (BusException e) {
      throw new FleetException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}
