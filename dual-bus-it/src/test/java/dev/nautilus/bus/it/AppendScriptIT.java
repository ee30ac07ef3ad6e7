package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The scripts that append frames of a pulled stream, singly and at the end of a transaction:
/// however often and in whatever order frames come, each stands in the stream once and none before
/// its predecessor.
@NautilusBusTest
@SuppressWarnings("NullAway.Init") // set before each test
class AppendScriptIT {
  private static final String STREAM = "{el:risk:0}";
  private static final String PRODUCERS = STREAM + ":producers";
  private static final String INCARNATION = "f00d";

  private RedisServer redis;

  @BeforeEach
  void find(BusServers servers) {
    redis = servers.engineLogic();
  }

  private static String script(String name) throws IOException {
    try (InputStream in =
        BusTransport.class.getResourceAsStream("/dev/nautilus/bus/lettuce/" + name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Appends frames of one message each as a transaction does.
  private String settle(int first, int last, boolean announced) throws IOException {
    for (int i = first; i <= last; i++) {
      redis.command("XADD", STREAM, "*", "f", INCARNATION + "/" + i + "-" + i);
    }
    return String.valueOf(
        redis.command(
            "EVAL",
            script("settle.lua"),
            "2",
            STREAM,
            PRODUCERS,
            INCARNATION,
            Integer.toString(first - 1),
            Integer.toString(last),
            announced ? "1" : "0",
            Integer.toString(last - first + 1)));
  }

  /// Appends a frame whose content is its own name.
  private String append(String incarnation, int first, int last, boolean announced)
      throws IOException {
    String frame = incarnation + "/" + first + "-" + last;
    return String.valueOf(
        redis.command(
            "EVAL",
            script("append.lua"),
            "2",
            STREAM,
            PRODUCERS,
            frame,
            incarnation,
            Integer.toString(first - 1),
            Integer.toString(last),
            announced ? "1" : "0"));
  }

  private String append(int first, int last) throws IOException {
    return append(INCARNATION, first, last, false);
  }

  private List<String> stored() {
    Object all = redis.command("XRANGE", STREAM, "-", "+");
    assertThat(all).isInstanceOf(List.class);
    return ((List<?>) all).stream().map(entry -> String.valueOf(((List<?>) entry).get(1))).toList();
  }

  private Object lastKnown() {
    return String.valueOf(redis.command("HGET", PRODUCERS, INCARNATION));
  }

  @Test
  void frames_inOrder_areStoredAndAnsweredWithTheirIds() throws IOException {
    String first = append(1, 3);
    String second = append(4, 4);

    assertThat(List.of(first, second)).allMatch(id -> id.matches("\\d+-\\d+"));
    assertThat(stored()).containsExactly("[f, f00d/1-3]", "[f, f00d/4-4]");
    assertThat(lastKnown()).isEqualTo("4");
  }

  @Test
  void frame_repeated_isADuplicateAndWritesNothing() throws IOException {
    append(1, 3);
    append(4, 4);

    assertThat(append(4, 4)).isEqualTo("DUP");
    assertThat(append(1, 3)).isEqualTo("DUP");
    assertThat(append(INCARNATION, 1, 3, true))
        .as("even where a jump is announced")
        .isEqualTo("DUP");
    assertThat(stored()).hasSize(2);
    assertThat(lastKnown()).isEqualTo("4");
  }

  @Test
  void frame_thatJumps_isAGapAndWritesNothing() throws IOException {
    append(1, 3);

    assertThat(append(5, 6)).isEqualTo("GAP");
    assertThat(append(3, 4)).as("starts in what is stored").isEqualTo("GAP");
    assertThat(stored()).hasSize(1);
    assertThat(lastKnown()).isEqualTo("3");
    assertThat(append(4, 4)).as("the one that was left out").matches("\\d+-\\d+");
  }

  @Test
  void frame_firstOfItsPublisherButNotNumberOne_isAGap() throws IOException {
    assertThat(append(2, 2)).isEqualTo("GAP");

    assertThat(redis.command("EXISTS", STREAM, PRODUCERS)).isEqualTo(0L);
  }

  @Test
  void frame_thatJumpsAsAnnounced_isStoredOnce() throws IOException {
    append(1, 3);

    assertThat(append(INCARNATION, 7, 9, true)).matches("\\d+-\\d+");
    assertThat(append(INCARNATION, 7, 9, true)).isEqualTo("DUP");
    assertThat(append(4, 6)).as("what was given up and comes late").isEqualTo("DUP");
    assertThat(stored()).containsExactly("[f, f00d/1-3]", "[f, f00d/7-9]");
  }

  @Test
  void publishers_two_areCountedEachForItself() throws IOException {
    append(1, 3);

    assertThat(append("cafe", 1, 1, false)).matches("\\d+-\\d+");
    assertThat(append("cafe", 4, 4, false)).isEqualTo("GAP");
    assertThat(append(4, 4)).matches("\\d+-\\d+");
    assertThat(stored()).hasSize(3);
  }

  @Test
  void transaction_thatFollows_staysAndIsRemembered() throws IOException {
    append(1, 3);

    assertThat(settle(4, 6, false)).isEqualTo("OK");
    assertThat(stored()).hasSize(4);
    assertThat(lastKnown()).isEqualTo("6");
    assertThat(append(7, 7)).matches("\\d+-\\d+");
  }

  @Test
  void transaction_thatCameBefore_isTakenBackToTheLastFrame() throws IOException {
    append(1, 3);
    append(4, 6);

    assertThat(settle(4, 6, false)).isEqualTo("DUP");
    assertThat(settle(4, 6, true)).as("even where a jump is announced").isEqualTo("DUP");
    assertThat(stored()).containsExactly("[f, f00d/1-3]", "[f, f00d/4-6]");
    assertThat(lastKnown()).isEqualTo("6");
  }

  @Test
  void transaction_thatJumps_isTakenBackUnlessItSaysSo() throws IOException {
    append(1, 3);

    assertThat(settle(5, 6, false)).isEqualTo("GAP");
    assertThat(settle(3, 5, false)).as("begins in what is stored").isEqualTo("GAP");
    assertThat(stored()).containsExactly("[f, f00d/1-3]");
    assertThat(settle(7, 8, true)).isEqualTo("OK");
    assertThat(stored()).hasSize(3);
    assertThat(lastKnown()).isEqualTo("8");
  }

  @Test
  void transaction_whoseAppendWasRefused_isNotRemembered() {
    redis.command("SET", STREAM, "no stream");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                redis.command(
                    "EVAL",
                    script("settle.lua"),
                    "2",
                    STREAM,
                    PRODUCERS,
                    INCARNATION,
                    "0",
                    "1",
                    "0",
                    "1"))
        .withMessageContaining("WRONGTYPE");
    assertThat(redis.command("EXISTS", PRODUCERS)).isEqualTo(0L);
  }
}
