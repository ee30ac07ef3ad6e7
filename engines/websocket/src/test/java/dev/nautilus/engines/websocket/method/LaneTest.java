package dev.nautilus.engines.websocket.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.engines.websocket.wire.Follower;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LaneTest {
  private static List<String> texts(Lane lane) {
    List<String> texts = new ArrayList<>();
    while (lane.hasWork()) {
      Batch batch = lane.next(3);
      if (batch.snapshot() || !batch.rows().isEmpty()) {
        texts.add(FrameText.of(batch));
      }
    }
    return texts;
  }

  /// Keys come, change and go; the session takes some rows now and then.
  @ParameterizedTest
  @EnumSource(DeltaMode.class)
  void mode_anySpeedOfTheSession_endsInTheSameState(DeltaMode mode) {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Lane lane = Fixtures.lane(mode, false, 1 + random.nextInt(4));
      Follower follower = new Follower();
      Map<String, JsonNode> truth = new TreeMap<>();
      Map<String, Long> seqs = new HashMap<>();
      lane.begin(List.of());
      for (int i = 0; i < 60; i++) {
        String key = "k" + random.nextInt(3);
        long seq = seqs.merge(key, 1L, Long::sum);
        if (random.nextInt(6) == 0) {
          truth.remove(key);
          lane.offer(Fixtures.gone(key, seq));
        } else {
          ObjectNode document = JsonNodeFactory.instance.objectNode();
          document.put("bid", random.nextInt(3));
          document.set("more", PatchPropertiesTest.document(random, 2));
          truth.put(key, document);
          lane.offer(Fixtures.update(key, seq, document));
        }
        if (random.nextInt(5) == 0) {
          follower.take(Documents.parse(FrameText.of(lane.next(2))));
        }
      }
      texts(lane).forEach(text -> follower.take(Documents.parse(text)));
      assertThat(follower.documents()).as("seed %d", seed).isEqualTo(truth);
      assertThat(lane.bytes()).as("nothing waits").isZero();
    }
  }

  @Test
  void raw_slowSession_getsEveryUpdate() {
    Lane lane = Fixtures.lane(DeltaMode.RAW, true, 1);
    for (int i = 1; i <= 50; i++) {
      lane.offer(Fixtures.update("AAPL", i, "{\"n\":" + i + "}"));
    }
    assertThat(Fixtures.drain(lane))
        .hasSize(50)
        .allSatisfy(row -> assertThat(row.dropped()).isZero());
  }

  @Test
  void distinct_moreThanTheBuffer_dropsTheOldestAndSaysSo() {
    Lane lane = Fixtures.lane(DeltaMode.DISTINCT, true, 2);
    for (int i = 1; i <= 5; i++) {
      lane.offer(Fixtures.update("AAPL", i, "{\"n\":" + i + "}"));
    }
    List<Row> rows = Fixtures.drain(lane);
    assertThat(rows).extracting(row -> row.update().seq()).containsExactly(4L, 5L);
    assertThat(rows.getFirst().dropped()).isEqualTo(3);
    assertThat(lane.dropped()).isEqualTo(3);
  }

  @Test
  void command_comingAndGoing_isNeverSkipped() {
    Lane lane = Fixtures.lane(DeltaMode.COMMAND, false, 1);
    lane.offer(Fixtures.update("a", 1, "{\"qty\":1}"));
    lane.offer(Fixtures.update("a", 2, "{\"qty\":2}"));
    lane.offer(Fixtures.update("b", 1, "{\"qty\":9}"));
    lane.offer(Fixtures.update("a", 3, "{\"qty\":3,\"px\":1}"));
    lane.offer(Fixtures.gone("a", 4));
    lane.offer(Fixtures.update("a", 5, "{\"qty\":5}"));
    assertThat(Fixtures.drain(lane))
        .extracting(row -> row.command() + " " + row.update().key() + " " + row.update().seq())
        .containsExactly("ADD a 1", "UPDATE a 3", "ADD b 1", "DELETE a 4", "ADD a 5");
  }

  @Test
  void snapshot_thenUpdates_followOnEachOther() {
    Lane lane = Fixtures.lane(DeltaMode.MERGE, false, 1);
    lane.begin(List.of(Fixtures.update("AAPL", 7, "{\"bid\":1,\"ask\":2}")));
    lane.offer(Fixtures.update("AAPL", 8, "{\"bid\":1.5,\"ask\":2}"));
    lane.offer(Fixtures.update("AAPL", 9, "{\"bid\":1.5}"));
    assertThat(texts(lane))
        .containsExactly(
            "{\"op\":\"snapshot\",\"ch\":\"quotes\",\"sub\":\"quotes\",\"rows\":[{\"key\":\"AAPL\",\"from\":0,\"seq\":7,\"at\":\"2026-01-05T14:30:00Z\",\"data\":{\"bid\":1,\"ask\":2}}],\"last\":true}",
            "{\"op\":\"delta\",\"ch\":\"quotes\",\"sub\":\"quotes\",\"rows\":[{\"key\":\"AAPL\",\"from\":7,\"seq\":9,\"at\":\"2026-01-05T14:30:00Z\",\"patch\":{\"bid\":1.5,\"ask\":null}}]}");
  }

  @Test
  void snapshot_ofNothing_isStillEnded() {
    Lane lane = Fixtures.lane(DeltaMode.MERGE, false, 1);
    lane.begin(List.of());
    assertThat(texts(lane)).singleElement().asString().contains("\"rows\":[],\"last\":true");
  }

  @Test
  void settings_mergingEvents_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixtures.lane(DeltaMode.MERGE, true, 1))
        .withMessageContaining("must be RAW, DISTINCT or COMMAND");
  }
}
