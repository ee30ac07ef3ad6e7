package dev.nautilus.bench.scale;

import dev.nautilus.bench.MachineFacts;
import dev.nautilus.bench.Statistics;
import dev.nautilus.bus.Bus;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Everything that was measured, and the model, as the page people read.
///
/// @param rounds how often everything was measured
/// @param quick whether it was only a first look
/// @param points each measurement
record ScaleReport(MachineFacts machine, int rounds, boolean quick, List<ScalePoint> points) {
  /// What a master may use of its core, so that bursts find room.
  static final double USABLE = 0.7;

  /// Of several masters: the busiest has a quarter more than its share.
  static final double EVENNESS = 0.8;

  private static final List<int[]> BEYOND =
      List.of(new int[] {1, 13}, new int[] {3, 13}, new int[] {6, 13}, new int[] {3, 39});

  ScaleReport {
    points = List.copyOf(points);
  }

  /// The page, in Markdown.
  String text() {
    StringBuilder text = new StringBuilder(head());
    for (Bus bus : Bus.values()) {
      List<ScalePoint> own = points.stream().filter(point -> point.bus() == bus).toList();
      if (!own.isEmpty()) {
        text.append('\n').append(section(bus, own));
      }
    }
    return text.toString();
  }

  private String head() {
    return """
        # How the bus grows

        %s, %d cores, %s, Java %s, %s. %d round%s%s, each engine and the publisher a process of its own with `%s`.%s
        How it is measured, what the model assumes and what it cannot say stands in [benchmarks/README.md](../README.md).

        Several masters: not measured. The figures are of one.
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
            String.join(" ", Crew.JVM),
            machine.shared() ? " **The machine had other work when the run began.**" : "");
  }

  private String section(Bus bus, List<ScalePoint> own) {
    CostModel model = CostModel.fit(own);
    StringBuilder text = new StringBuilder();
    text.append(
        """
        ## %s bus: 1 to %d engines, one master

        | engines | msg/s | deliveries/s | deliveries per Redis CPU s | Redis core | bytes a delivery | engine CPU us a delivery | model off by | lost or wrong |
        |---|---|---|---|---|---|---|---|---|
        """
            .formatted(name(bus), own.stream().mapToInt(ScalePoint::engines).max().orElse(1)));
    own.stream()
        .mapToInt(ScalePoint::engines)
        .distinct()
        .sorted()
        .forEach(n -> text.append(row(model, own.stream().filter(p -> p.engines() == n).toList())));
    text.append(modelText(model, own));
    return text.toString();
  }

  private static String name(Bus bus) {
    return bus == Bus.MARKET_DATA ? "MarketData" : "Engine Logic";
  }

  private static String row(CostModel model, List<ScalePoint> same) {
    return String.format(
        Locale.ROOT,
        "| %d | %,.0f | %,.0f | %,.0f | %.2f | %,.0f | %.2f | %+.1f %% | %s |%n",
        same.getFirst().engines(),
        median(same, point -> point.deliveriesPerSecond() / point.engines()),
        median(same, ScalePoint::deliveriesPerSecond),
        median(same, ScalePoint::deliveriesPerRedisSecond),
        median(same, ScalePoint::coreOfAMaster),
        median(same, ScalePoint::bytesPerDelivery),
        1e6 * median(same, ScalePoint::engineSecondsPerDelivery),
        100 * median(same, model::residual),
        same.stream().allMatch(ScalePoint::isClean) ? "0" : wrong(same));
  }

  private static String wrong(List<ScalePoint> same) {
    return "**%d lost, %d wrong**"
        .formatted(
            same.stream().mapToLong(ScalePoint::lost).sum(),
            same.stream().mapToLong(ScalePoint::faults).sum());
  }

  private static String modelText(CostModel model, List<ScalePoint> own) {
    double worst = own.stream().mapToDouble(p -> Math.abs(model.residual(p))).max().orElse(0);
    double engine = median(own, ScalePoint::engineSecondsPerDelivery);
    double bytes = median(own, ScalePoint::bytesPerDelivery);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """

            **Model** `c(N) = a + b N` Redis seconds a message: a = %.2f us, b = %.2f us, over %d measurements; the worst is off by %.0f %%. So at most
            %,.0f deliveries per Redis CPU second, whatever the number of engines (1 / b).

            | masters | engines | messages/s | deliveries/s | cores for the engines | Gbit/s from all masters |
            |---|---|---|---|---|---|
            """,
            1e6 * model.perMessage(),
            1e6 * model.perDelivery(),
            own.size(),
            100 * worst,
            1 / model.perDelivery()));
    for (int[] beyond : BEYOND) {
      double evenness = beyond[0] == 1 ? 1 : EVENNESS;
      double messages = model.messagesPerSecond(beyond[0], beyond[1], evenness, USABLE);
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %,.0f | %,.0f | %.1f | %.1f |%n",
              beyond[0],
              beyond[1],
              messages,
              messages * beyond[1],
              messages * beyond[1] * engine,
              messages * beyond[1] * bytes * 8 / 1e9));
    }
    return text.toString();
  }

  private static double median(List<ScalePoint> of, ToDoubleFunction<ScalePoint> value) {
    return Statistics.median(of.stream().map(value::applyAsDouble).toList()).orElseThrow();
  }
}
