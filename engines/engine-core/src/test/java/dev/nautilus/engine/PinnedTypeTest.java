package dev.nautilus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.RiskAlert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Order that matters more than urgency holds in the mailbox too.
class PinnedTypeTest {
  private final List<Double> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void pinnedType_urgentMessages_keepTheirPlace() throws InterruptedException {
    MessageType<RiskAlert> pinned =
        MessageType.event(Family.APP, "host.pinned", RiskAlert.class).pinned();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    EngineDefinition waiting =
        EngineDefinition.named("waiting")
            .on(
                MessageType.TICK,
                (message, outbox) -> {
                  busy.countDown();
                  goOn.await();
                })
            .on(pinned, (message, outbox) -> heard.add(message.payload().threshold()))
            .build();
    try (EngineRig rig = EngineRig.started(waiting)) {
      rig.outside.publish(MessageType.TICK, Messages.tick(1));
      busy.await();
      int sent = 0;
      for (Priority priority : List.of(Priority.NORMAL, Priority.FLASH_CRASH, Priority.LOW)) {
        sent++;
        rig.outside.publish(pinned, new RiskAlert("A", sent), priority);
        int queued = sent;
        await().until(() -> rig.parts.mailbox().depth() == queued);
      }
      goOn.countDown();

      await().until(() -> heard.size() == 3);
      assertThat(heard).containsExactly(1.0, 2.0, 3.0);
    }
  }
}
