package dev.nautilus.hub.terms;

import dev.nautilus.bus.EngineType;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which engines may be answered with which data: an engine that trains models gets nothing from a
/// source whose terms forbid that.
public final class Licence {
  private final DataTerms terms;
  private final Set<EngineType> learners;

  /// @param learners engines that train models on what they are told
  public Licence(DataTerms terms, Set<EngineType> learners) {
    this.terms = terms;
    this.learners = Set.copyOf(learners);
  }

  /// The source whose terms forbid to answer this engine with these data; empty when none does.
  public Optional<Source> objection(EngineType engine, List<MarketDatum> data) {
    return learners.contains(engine)
        ? data.stream()
            .filter(datum -> !terms.mayTrain(datum))
            .map(datum -> datum.provenance().source())
            .findFirst()
        : Optional.empty();
  }
}
