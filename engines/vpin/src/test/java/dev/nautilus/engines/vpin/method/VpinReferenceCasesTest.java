package dev.nautilus.engines.vpin.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.flow.BulkClassification;
import dev.nautilus.quant.flow.VpinWindow;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// VPIN against numbers published elsewhere and runs of another program.
final class VpinReferenceCasesTest {
  private static final Pattern BAR_VPIN = Pattern.compile("vpin_(\\d+)");

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), VpinReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("vpin")
        .method("vpin", BatchRuns::run)
        .method("vpin_window", VpinReferenceCasesTest::window)
        .method("student_t.cdf", VpinReferenceCasesTest::studentT)
        .otherwise(VpinReferenceCasesTest::barVpin);
  }

  private static Optional<ReferenceExecutor> barVpin(ReferenceCase reference) {
    Matcher name = BAR_VPIN.matcher(reference.method());
    return name.matches()
        ? Optional.of(each -> barVpin(each, Integer.parseInt(name.group(1))))
        : Optional.empty();
  }

  private static Verdict barVpin(ReferenceCase reference, int buckets) throws IOException {
    JsonNode input = reference.input();
    CsvTable bars = reference.table(input.path("bars").asString());
    double[] close = bars.numbers("close");
    double[] volume = bars.numbers(bars.column("volume") < 0 ? "cum_vol" : "volume");
    BarVpin method = new BarVpin(input.path("window").intValue(), buckets);
    double[] vpins = new double[close.length];
    for (int i = 0; i < close.length; i++) {
      method.add(close[i], volume[i]);
      vpins[i] = method.vpin();
    }
    String statistic = input.path("statistic").asString();
    return new Comparison()
        .rule("mean imbalance over the volume of the newest bar")
        .number(
            statistic,
            Numbers.read(reference.expected()),
            Numbers.statistic(statistic, vpins),
            reference.tolerance())
        .verdict();
  }

  private static Verdict window(ReferenceCase reference) {
    JsonNode input = reference.input();
    double[] buys = Numbers.array(input.path("buy"));
    double[] sells = Numbers.array(input.path("sell"));
    VpinWindow window = new VpinWindow(input.path("window").intValue());
    double[] vpins = new double[buys.length];
    for (int i = 0; i < buys.length; i++) {
      window.add(Math.abs(buys[i] - sells[i]), buys[i] + sells[i]);
      vpins[i] = window.vpin();
    }
    double[] compared = Arrays.copyOfRange(vpins, input.path("from").intValue(), vpins.length);
    return new Comparison()
        .numbers("vpin", Numbers.array(reference.expected()), compared, reference.tolerance())
        .verdict();
  }

  private static Verdict studentT(ReferenceCase reference) {
    BulkClassification student =
        BulkClassification.studentT(reference.input().path("freedom").doubleValue());
    double[] shares =
        Arrays.stream(Numbers.array(reference.input().path("x"))).map(student::share).toArray();
    return new Comparison()
        .numbers("share", Numbers.array(reference.expected()), shares, reference.tolerance())
        .verdict();
  }
}
