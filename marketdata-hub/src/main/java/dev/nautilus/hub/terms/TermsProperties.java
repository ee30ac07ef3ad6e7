package dev.nautilus.hub.terms;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the sources' terms are applied.
///
/// @param learners engines that train models, and get no data whose terms forbid it
@ConfigurationProperties("nautilus.hub.terms")
record TermsProperties(@DefaultValue("ml") List<String> learners) {
  public TermsProperties {
    learners = List.copyOf(learners);
  }
}
