package dev.nautilus.hub.history;

import dev.nautilus.hub.desk.Audience;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.message.InstrumentId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/// Writes history down when it is said where.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${nautilus.hub.history.url:}'.isBlank()")
@EnableConfigurationProperties(HistoryProperties.class)
class HistoryConfiguration {

  @Bean
  HistoryWriter historyWriter(
      HistoryProperties properties, InstantSource clock, MeterRegistry meters) {
    return new HistoryWriter(properties, clock, meters);
  }

  /// What is told to the writer.
  record Told(IntervalCount count) {}

  @Bean
  Told told(
      Desk desk,
      HistoryWriter writer,
      HistoryProperties properties,
      InstantSource clock,
      TaskScheduler scheduler) {
    IntervalCount count = new IntervalCount(clock.instant());
    desk.tell(
        asked -> {
          count.add(asked.outcome(), asked.nanos());
          writer.put(row(asked, clock));
        });
    var _ =
        scheduler.scheduleAtFixedRate(
            () -> writer.put(count.end(clock.instant())),
            clock.instant().plus(properties.interval()),
            properties.interval());
    return new Told(count);
  }

  private static HistoryRow row(Audience.Asked asked, InstantSource clock) {
    InstrumentId instrument = asked.inquiry().instrument();
    return new HistoryRow.Request(
        clock.instant(),
        asked.engine().name(),
        asked.inquiry().type().wireName(),
        instrument == null ? null : instrument.value(),
        asked.outcome().name().toLowerCase(Locale.ROOT),
        Duration.ofNanos(asked.nanos()));
  }
}
