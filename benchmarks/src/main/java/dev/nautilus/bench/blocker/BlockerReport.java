package dev.nautilus.bench.blocker;

import dev.nautilus.bench.MachineFacts;
import dev.nautilus.bench.blocker.EntriesMain.Entries;
import java.util.List;
import java.util.Locale;

/// Everything that was measured, as the page people read.
///
/// @param rounds how often everything was measured
/// @param quick whether it was only a first look
/// @param decisions of the guard
/// @param methods of the JDK that ask it
/// @param loads with and without the agent
/// @param entries of the guard over an established connection
record BlockerReport(
    MachineFacts machine,
    int rounds,
    boolean quick,
    List<DecisionCost> decisions,
    List<DecisionCost> methods,
    List<PairedRates> loads,
    Entries entries) {

  private static final String SAME = "no difference above the noise";

  BlockerReport {
    decisions = List.copyOf(decisions);
    methods = List.copyOf(methods);
    loads = List.copyOf(loads);
  }

  /// The page, in Markdown.
  String text() {
    return String.join("\n", head(), costs(), calls(), established());
  }

  private String head() {
    return """
        # What the API blocker costs

        %s, %d cores, %s, Java %s, %s. %d round%s%s, JVM `%s`.%s
        How each figure is taken stands in [benchmarks/README.md](../README.md). Expected is what a prototype of the agent cost, and that
        allowed connections pay nearly nothing and established ones nothing. With fewer than %d rounds there is no verdict.
        """
        .formatted(
            machine.processor(),
            machine.cores(),
            machine.system(),
            machine.jdk(),
            machine.redis(),
            rounds,
            rounds == 1 ? "" : "s",
            quick ? ", a quick first look" : "",
            String.join(" ", BlockerBench.JVM),
            machine.shared() ? " **The machine had other work when the run began.**" : "",
            Verdict.LEAST_ROUNDS);
  }

  private String costs() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        ## One decision of the guard

        Nanoseconds, medians of the rounds. Without the agent nobody asks the guard: that column is the floor of the measurement, and
        "added" is ENFORCE above it. A direct call is counted in AUDIT, and in ENFORCE refused by an exception that says what to do.

        """);
    costRows(text, decisions);
    text.append(
        """

        ## A woven method of the JDK

        The same, from the method's call to its return; both reach no network.

        """);
    costRows(text, methods);
    return text.toString();
  }

  private static void costRows(StringBuilder text, List<DecisionCost> costs) {
    text.append("| what |");
    for (Presence presence : Presence.values()) {
      text.append(' ').append(presence.label()).append(" |");
    }
    text.append(" added | expected | verdict |\n|---|---|---|---|---|---|---|\n");
    for (DecisionCost cost : costs) {
      text.append("| ").append(cost.what()).append(" |");
      for (Presence presence : Presence.values()) {
        text.append(String.format(Locale.ROOT, " %,.1f |", cost.median(presence)));
      }
      text.append(String.format(Locale.ROOT, " %,.1f |", cost.added()));
      text.append(
          String.format(Locale.ROOT, " %s | %s |%n", cost.expected().words(), cost.verdict()));
    }
  }

  private String calls() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """
                ## Calls with and without the agent

                Calls a second on one thread over loopback, medians of the rounds; the ratio is the median of the rounds' ratios. Noise is the most
                by which two processes without the agent differed in a round; above %.0f %% it hides everything.

                | call | without | ENFORCE | ENFORCE to without | noise | expected | verdict |
                |---|---|---|---|---|---|---|
                """,
                100 * PairedRates.MOST_NOISE));
    for (PairedRates rates : loads) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %,.0f | %.3f | %.1f %% | %s | %s |%n",
              rates.load().label(),
              rates.without(),
              rates.with(),
              rates.ratio(),
              100 * rates.noise(),
              SAME,
              rates.verdict()));
    }
    return text.toString();
  }

  private String established() {
    boolean none = entries.established() == 0;
    Verdict verdict =
        !entries.counts() ? Verdict.NOT_MEASURED : none ? Verdict.AS_EXPECTED : Verdict.MORE;
    return String.format(
        Locale.ROOT,
        """
        ## An established connection

        Calls of the guard's methods, counted one by one by the JVM's recorder.

        | what | calls | expected | verdict |
        |---|---|---|---|
        | Lettuce connects and reads once | %,d | | - |
        | %,d GETs over that connection | %,d | 0 | %s |
        """,
        entries.connecting(),
        EntriesMain.GETS,
        entries.established(),
        verdict);
  }
}
