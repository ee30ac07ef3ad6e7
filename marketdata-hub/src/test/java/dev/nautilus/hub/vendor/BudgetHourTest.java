package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.hub.ManualTime;
import dev.nautilus.hub.vendor.Budget.Entry.Granted;
import dev.nautilus.hub.vendor.VendorsProperties.Limits;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// An hour of twenty times the demand that each source allows, as `vendors.yml` has them, in time
/// that the test owns, with a restart in the middle. What left is counted here, not by the budget.
class BudgetHourTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int TIMES = 20;
  private static final long SEED = 20261127;
  private static final List<Urgency> KINDS = List.of(Urgency.values());

  static Stream<Arguments> sources() {
    AtomicReference<VendorsProperties> catalogue = new AtomicReference<>();
    new ApplicationContextRunner()
        .withUserConfiguration(VendorsConfiguration.class)
        .run(context -> catalogue.set(context.getBean(VendorsProperties.class)));
    return catalogue.get().sources().stream()
        .map(source -> Arguments.of(source, catalogue.get().of(source).limits()));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void anHourOfTwentyTimesTheDemand_staysWithinThePublishedLimit(Source source, Limits limits) {
    ManualTime time = new ManualTime();
    MemoryBook book = new MemoryBook();
    Budget budget = begun(source, limits, time, book);
    Random random = new Random(SEED);
    long apart = limits.per().toNanos() / limits.requests() / TIMES;
    List<Long> sent = new ArrayList<>();
    boolean restarted = false;
    while (time.read() < HOUR.toNanos()) {
      // Crowds and gaps: the demand is twenty times the limit on average only.
      time.advance(Duration.ofNanos(random.nextInt(10) == 0 ? random.nextLong(20 * apart) : 1));
      if (!restarted && time.read() > HOUR.toNanos() / 2) {
        restarted = true;
        time.advance(
            limits.per().compareTo(Duration.ofSeconds(1)) > 0
                ? limits.per()
                : Duration.ofSeconds(1));
        budget = begun(source, limits, time, book);
      }
      Urgency urgency = KINDS.get(random.nextInt(KINDS.size()));
      if (budget.enter(new Errand(urgency), Duration.ZERO) instanceof Granted) {
        sent.add(time.read());
        budget.leave();
      }
    }

    assertThat(restarted).isTrue();
    int most = limits.requests();
    for (int i = most; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - most))
          .as("%s, seed %d, call %d", source, SEED, i)
          .isGreaterThanOrEqualTo(limits.per().toNanos());
    }
    if (limits.perDay() > 0) {
      assertThat(sent).as("a day's calls").hasSize(limits.perDay());
    } else {
      double share =
          sent.size() * (double) limits.per().toNanos() / limits.requests() / HOUR.toNanos();
      assertThat(share).as("of what is allowed is used").isBetween(0.4, 1.0);
    }
  }

  private static Budget begun(Source source, Limits limits, ManualTime time, MemoryBook book) {
    Budget budget = new Budget(source, limits, time, time::read);
    budget.keepIn(book);
    return budget;
  }
}
