package dev.nautilus.hub.web;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Some settings have a long and a short name in the environment. The long one wins, which
/// `marketdata-hub.yml` says; here a contradiction is brought to somebody's notice.
@Component
class EnvironmentNames {
  private static final Logger log = LoggerFactory.getLogger(EnvironmentNames.class);

  /// Short name by long name.
  private static final Map<String, String> SHORT_BY_LONG =
      Map.of(
          "MARKETDATA_CACHE_SIZE", "CACHE_SIZE",
          "ENABLE_PREDICTIVE_PREFETCH", "ENABLE_PREFETCHING");

  EnvironmentNames(Environment environment) {
    conflicts(environment).forEach(log::warn);
  }

  static List<String> conflicts(Environment environment) {
    return SHORT_BY_LONG.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(names -> contradict(environment, names.getKey(), names.getValue()))
        .map(
            names ->
                "%s=%s wins over %s=%s"
                    .formatted(
                        names.getKey(),
                        environment.getProperty(names.getKey()),
                        names.getValue(),
                        environment.getProperty(names.getValue())))
        .toList();
  }

  private static boolean contradict(Environment environment, String longName, String shortName) {
    String winner = environment.getProperty(longName);
    String loser = environment.getProperty(shortName);
    return winner != null && loser != null && !winner.equals(loser);
  }
}
