package dev.nautilus.fleet;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.ConsumerGroup;
import dev.nautilus.bus.ConsumerGroups;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// `./nautilus groups`: who reads which stream and how far, and a way to drop one that is gone.
final class Groups {
  /// A running engine has been heard of since.
  private static final Duration RUNNING = Duration.ofMinutes(1);

  private final Function<Bus, BusAddress> addresses;
  private final PrintStream out;

  /// @param addresses where each bus is
  Groups(Function<Bus, BusAddress> addresses, PrintStream out) {
    this.addresses = addresses;
    this.out = out;
  }

  /// Of the fleet that runs in a folder.
  ///
  /// @throws FleetException when none does
  static Groups of(RunFolder run, PrintStream out) {
    Function<RedisRole, BusAddress> addresses = Servers.addresses(run);
    return new Groups(bus -> addresses.apply(RedisRole.of(bus)), out);
  }

  /// Does it; FAILED when the group is not there, or not dropped because it runs.
  ExitCode run(GroupsRequest request) {
    try {
      return request.group().isPresent() ? drop(request) : list();
    } catch (BusException e) {
      throw new FleetException(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private ExitCode list() {
    String format = "%-28s %-24s %9s %9s %9s %8s  %s%n";
    out.printf(format, "STREAM", "GROUP", "CONSUMERS", "PENDING", "LAG", "IDLE", "HOLDS");
    for (Bus bus : Bus.values()) {
      try (ConsumerGroups groups = ConsumerGroups.at(addresses.apply(bus))) {
        for (ConsumerGroup group : groups.list()) {
          out.printf(
              format,
              GroupsRequest.text(group.stream()),
              group.name(),
              group.consumers(),
              group.pending(),
              lag(group),
              group.idle().map(Groups::text).orElse("-"),
              group.holdsRetention() ? "yes" : "no, absent too long");
        }
      }
    }
    return ExitCode.OK;
  }

  private ExitCode drop(GroupsRequest request) {
    List<ConsumerGroup> running = new ArrayList<>();
    int found = 0;
    for (Bus bus : Bus.values()) {
      try (ConsumerGroups groups = ConsumerGroups.at(addresses.apply(bus))) {
        for (ConsumerGroup group : groups.list()) {
          if (request.names(group)) {
            found++;
            if (isRunning(group) && !request.force()) {
              running.add(group);
            }
          }
        }
      }
    }
    if (found == 0) {
      out.println("No such group; `groups list` shows what there is.");
      return ExitCode.FAILED;
    }
    if (!running.isEmpty()) {
      running.forEach(this::refuse);
      return ExitCode.FAILED;
    }
    for (Bus bus : Bus.values()) {
      dropOn(bus, request);
    }
    return ExitCode.OK;
  }

  private void dropOn(Bus bus, GroupsRequest request) {
    try (ConsumerGroups groups = ConsumerGroups.at(addresses.apply(bus))) {
      for (ConsumerGroup group : groups.list()) {
        if (request.names(group) && groups.drop(group.stream(), group.name())) {
          out.printf("Dropped %s; it gave up %s.%n", name(group), loss(group));
        }
      }
    }
  }

  private void refuse(ConsumerGroup group) {
    out.printf(
        "%s was heard of %s ago, so it is running. Dropping it would lose %s, and it would come back."
            + " Stop the engine first, or say --force.%n",
        name(group), group.idle().map(Groups::text).orElse("-"), loss(group));
  }

  private static boolean isRunning(ConsumerGroup group) {
    return group.idle().filter(idle -> idle.compareTo(RUNNING) < 0).isPresent();
  }

  private static String name(ConsumerGroup group) {
    return group.name() + " on " + GroupsRequest.text(group.stream());
  }

  private static String loss(ConsumerGroup group) {
    String unread = group.lag().isPresent() ? lag(group) : "an unknown number of";
    return "%d entries not acknowledged and %s not read".formatted(group.pending(), unread);
  }

  private static String lag(ConsumerGroup group) {
    return group.lag().isPresent() ? Long.toString(group.lag().getAsLong()) : "-";
  }

  private static String text(Duration idle) {
    if (idle.compareTo(Duration.ofMinutes(2)) < 0) {
      return idle.toSeconds() + " s";
    }
    return idle.compareTo(Duration.ofHours(2)) < 0
        ? idle.toMinutes() + " min"
        : idle.toHours() + " h";
  }
}
