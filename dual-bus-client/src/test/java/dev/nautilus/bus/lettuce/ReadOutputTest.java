package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nautilus.bus.Family;
import io.lettuce.core.protocol.RedisStateMachine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Answers as Redis writes them, through the parser that reads them in production.
class ReadOutputTest {
  private final Share share = Groups.share(Family.RISK, 0);
  private final GroupStream[] asked = {share.retries(), share.messages()};
  private final Entries entries = new Entries(new FramePool()).reset(asked);
  private final ReadOutput output = new ReadOutput(entries);

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  private static String entry(String id, String... fields) {
    StringBuilder text = new StringBuilder("*2\r\n" + bulk(id) + "*" + fields.length + "\r\n");
    Arrays.stream(fields).map(ReadOutputTest::bulk).forEach(text::append);
    return text.toString();
  }

  private boolean parse(String answer) {
    RedisStateMachine parser = new RedisStateMachine();
    ByteBuf bytes = Unpooled.copiedBuffer(answer, StandardCharsets.ISO_8859_1);
    try {
      return parser.decode(bytes, output) && !bytes.isReadable();
    } finally {
      parser.close();
      bytes.release();
    }
  }

  private String text(int index) {
    PooledFrame frame = entries.frame(index);
    return frame == null
        ? "gone"
        : new String(frame.bytes(), 0, frame.length(), StandardCharsets.UTF_8);
  }

  @Test
  void parse_twoStreams_givesEachEntryWithItsStreamAndId() {
    String answer =
        "%2\r\n"
            + bulk("{el:risk:0}")
            + "*2\r\n"
            + entry("1700000000000-0", "f", "one")
            + entry("1700000000000-18446744073709551615", "f", "")
            + bulk("{el:risk:0}:retry:risk")
            + "*1\r\n"
            + entry("5-7", "f", "three");

    assertThat(parse(answer)).isTrue();

    assertThat(entries.size()).isEqualTo(3);
    assertThat(entries.fullest()).isEqualTo(2);
    assertThat(entries.totalBytes()).isEqualTo(8);
    assertThat(entries.stream(0)).isSameAs(share.messages());
    assertThat(entries.id(0)).isEqualTo(new StreamId(1_700_000_000_000L, 0));
    assertThat(text(0)).isEqualTo("one");
    assertThat(entries.id(1)).isEqualTo(new StreamId(1_700_000_000_000L, -1));
    assertThat(text(1)).isEmpty();
    assertThat(entries.stream(2)).isSameAs(share.retries());
    assertThat(text(2)).isEqualTo("three");
  }

  @Test
  void parse_nothingCameInTime_isEmpty() {
    assertThat(parse("_\r\n")).isTrue();
    assertThat(entries.size()).isZero();
  }

  @Test
  void parse_entryThatIsGone_isSaidToBe() {
    String answer = "%1\r\n" + bulk("{el:risk:0}") + "*2\r\n*2\r\n" + bulk("1-1") + "_\r\n";

    assertThat(parse(answer + entry("1-2", "f", "x"))).isTrue();

    assertThat(text(0)).isEqualTo("gone");
    assertThat(text(1)).isEqualTo("x");
  }

  @Test
  void parse_foreignFields_areGivenAsText_unlessThereIsAFrameToo() {
    String answer =
        "%1\r\n"
            + bulk("{el:risk:0}")
            + "*3\r\n"
            + entry("1-1", "hello", "world", "a", "b")
            + entry("1-2", "hello", "world", "f", "frame")
            + entry("1-3", "f", "frame", "hello", "world");

    assertThat(parse(answer)).isTrue();

    assertThat(text(0)).isEqualTo("hello=world\na=b\n");
    assertThat(text(1)).isEqualTo("frame");
    assertThat(text(2)).isEqualTo("frame");
  }

  @Test
  void parse_streamWithoutEntries_isEmpty() {
    assertThat(parse("%1\r\n" + bulk("{el:risk:0}") + "*0\r\n")).isTrue();
    assertThat(entries.size()).isZero();
  }

  @Test
  void parse_error_isKept() {
    assertThat(parse("-NOGROUP No such key\r\n")).isTrue();
    assertThat(output.getError()).startsWith("NOGROUP");
    assertThat(entries.size()).isZero();
  }

  @Test
  void set_streamNobodyAskedFor_isRefused() {
    output.multiMap(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> output.set(StandardCharsets.UTF_8.encode("{el:risk:9}")));
  }
}
