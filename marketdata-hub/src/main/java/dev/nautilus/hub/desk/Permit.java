package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Flights.Landing;
import dev.nautilus.hub.terms.Licence;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.util.List;

/// Looks at an answer before it is given: the terms of a source may forbid to answer this engine.
///
/// @param licence who may be answered with what
record Permit(Licence licence) {

  /// The same, or a refusal in its place.
  Landing check(Occasion occasion, Landing landing) {
    List<MarketDatum> data =
        switch (landing.reading()) {
          case Reading.Fresh<Sheet> fresh -> fresh.value().data();
          case Reading.Stale<Sheet> stale -> stale.value().data();
          case Reading.Refused<Sheet> _ -> List.of();
        };
    return licence
        .objection(occasion.engine(), data)
        .map(source -> new Landing(refusal(source, occasion), false))
        .orElse(landing);
  }

  private static Reading<Sheet> refusal(Source source, Occasion occasion) {
    return new Reading.Refused<>(
        Refusal.NOT_LICENSED,
        "The terms of %s forbid to train on its data, and %s does (nautilus.hub.terms.learners)."
            .formatted(source, occasion.engine()));
  }
}
