package dev.nautilus.hub.publish;

import dev.nautilus.bus.MessageType;
import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import dev.nautilus.hub.desk.DoubtOutlet;
import dev.nautilus.message.DataQuality;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what the desk finds doubtful as DATA_QUALITY.
final class Doubts implements DoubtOutlet {
  private static final Logger log = LoggerFactory.getLogger(Doubts.class);

  private final BusLink link;
  private final MeterRegistry meters;

  Doubts(BusLink link, MeterRegistry meters) {
    this.link = link;
    this.meters = meters;
  }

  @Override
  public void accept(DataQuality doubt) {
    log.warn("{} of {}: {}", doubt.check(), doubt.instrument(), doubt.detail());
    link.client()
        .ifPresent(
            client -> {
              try {
                CompletionStage<?> published = client.publish(MessageType.DATA_QUALITY, doubt);
                var _ = published.whenComplete((_, failure) -> count(failure));
              } catch (RuntimeException e) {
                count(e);
              }
            });
  }

  private void count(@Nullable Throwable failure) {
    HubMeter meter = failure == null ? HubMeter.PUBLISHED : HubMeter.UNPUBLISHED;
    Counter.Builder counter =
        Counter.builder(meter.getName())
            .baseUnit(meter.getBaseUnit())
            .tag(Tag.TYPE.asString(), MessageType.DATA_QUALITY.name());
    if (failure != null) {
      counter.tag(Tag.REASON.asString(), "failed");
    }
    counter.register(meters).increment();
  }
}
