package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// Which types of message have been said in a running fleet, and which have been heard, as its
/// services count them.
final class Sightings {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "(?m)^nautilus_hub_published_messages_total\\{[^}]*type=\"([^\"]*)\"[^}]*}\\s+[1-9].*$");

  /// What whoever uses the buses says by itself, of a bus, of a stream, to the hub or of a failure;
  /// nobody counts it. Who has heard it was told.
  private static final Set<String> OF_CLIENTS =
      names(
          MessageType.DATA_GAP,
          MessageType.SOURCE_SILENT,
          MessageType.SOURCE_RESUMED,
          MessageType.SNAPSHOT_PARTIAL,
          MessageType.SYSTEM_ALERT,
          MessageType.DATA_REQUEST,
          MessageType.DATA_RESPONSE,
          MessageType.SUBSCRIPTION_REQUEST,
          // What engine-core says of an engine that has failed; the fleet's do not.
          MessageType.ERROR_ALERT,
          MessageType.SYSTEM_FAILURE);

  private final FleetPlan plan;
  private final Operator operator;
  private final Witness witness;

  Sightings(FleetPlan plan, Operator operator, Witness witness) {
    this.plan = plan;
    this.operator = operator;
    this.witness = witness;
  }

  private static Set<String> names(MessageType<?>... types) {
    return Stream.of(types).map(type -> type.name()).collect(Collectors.toUnmodifiableSet());
  }

  /// Waits until a type was heard.
  void await(MessageType<?> type) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(heard()).as("heard so far").contains(type.name()));
  }

  /// Names of the types of the catalogue that nobody has heard.
  Set<String> unheard() {
    return without(heard());
  }

  /// Names of the types of the catalogue that nobody has said.
  Set<String> unsaid() {
    Set<String> said = new TreeSet<>(counted("emitted"));
    try (Probe probe = new Probe()) {
      PUBLISHED
          .matcher(probe.text(plan.httpUrl(FleetPorts.HUB) + "/metrics"))
          .results()
          .forEach(found -> said.add(found.group(1)));
    }
    Set<String> toldByClients = new TreeSet<>(heard());
    toldByClients.retainAll(OF_CLIENTS);
    said.addAll(toldByClients);
    return without(said);
  }

  private static Set<String> without(Set<String> seen) {
    Set<String> unseen = new TreeSet<>(Catalogue.names());
    unseen.removeAll(seen);
    return unseen;
  }

  /// What the engines say they have heard, what the hub has answered and followed, and what a
  /// client tells itself alone, told to the one that had reason to hear it.
  Set<String> heard() {
    Set<String> heard = counted("heard");
    heard.addAll(witness.toldItself());
    try (Probe probe = new Probe()) {
      if (!Audit.requests(probe.text(plan.httpUrl(FleetPorts.HUB) + "/metrics")).isEmpty()) {
        heard.add(MessageType.DATA_REQUEST.name());
        heard.add(MessageType.DATA_RESPONSE.name());
      }
    }
    if (witness.hasWhatItFollows()) {
      heard.add(MessageType.SUBSCRIPTION_REQUEST.name());
    }
    return heard;
  }

  /// Types of which some engine has counted one.
  private Set<String> counted(String what) {
    Set<String> counted = new TreeSet<>();
    for (EngineService engine : EngineService.all()) {
      operator
          .get(engine.name(), "/api/v1/status")
          .path(what)
          .forEachEntry(
              (type, count) -> {
                if (count.asLong() > 0) {
                  counted.add(type);
                }
              });
    }
    return counted;
  }
}
