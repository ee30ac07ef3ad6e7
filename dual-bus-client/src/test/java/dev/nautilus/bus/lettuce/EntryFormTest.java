package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.codec.Frame;
import io.lettuce.core.protocol.RedisStateMachine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Entries of main Redis as they come from the server's answer.
class EntryFormTest {
  record Text(String key, String value) {}

  private static final MessageType<Text> TYPE =
      MessageType.event(Family.RISK, "form.text", Text.class).keyedBy(Text::key);
  private static final RequestType<Text, Text> REQUEST =
      TYPE.answeredBy(MessageType.event(Family.RISK, "form.answer", Text.class));

  private final GroupStream stream = Groups.ofMain("nautilus-risk-streams");
  private final Handlers handlers = new Handlers(Encoding.MAIN);
  private final ExecutorService decoder = Executors.newSingleThreadExecutor();
  private final Requests requests =
      new Requests(
          new BusCounters(new SimpleMeterRegistry(), Server.MAIN, EngineType.RISK),
          decoder,
          Encoding.MAIN);
  private final EntryForm form = new EntryForm(handlers, requests);

  @AfterEach
  void close() {
    requests.close();
  }

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  private PooledFrame read(String... fields) {
    StringBuilder answer =
        new StringBuilder("%1\r\n" + bulk(stream.name()) + "*1\r\n*2\r\n" + bulk("17-3"));
    answer.append("*").append(fields.length).append("\r\n");
    List.of(fields).forEach(field -> answer.append(bulk(field)));
    Entries entries = new Entries(new FramePool()).reset(new GroupStream[] {stream});
    RedisStateMachine parser = new RedisStateMachine();
    ByteBuf bytes = Unpooled.copiedBuffer(answer, StandardCharsets.ISO_8859_1);
    try {
      assertThat(parser.decode(bytes, new ReadOutput(entries))).isTrue();
    } finally {
      parser.close();
      bytes.release();
    }
    return Objects.requireNonNull(entries.frame(0));
  }

  private PooledFrame entry(String type, String... more) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "message_type",
                type,
                "source_engine",
                "strategy",
                "payload",
                "{\"key\":\"k\",\"value\":\"v\"}"));
    fields.addAll(List.of(more));
    return read(fields.toArray(String[]::new));
  }

  @Test
  void isForOthers_typeThatNobodyWants_isWithoutAnyMoreBeingRead() {
    assertThat(form.isForOthers(stream, entry("form.text", "timestamp", "yesterday"))).isTrue();
    handlers.add(TYPE, message -> {}, Set.of());
    assertThat(form.isForOthers(stream, entry("form.other"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"form.text", "FORM.TEXT", " form.text ", "", " "})
  void isForOthers_typeThatIsWantedOrCannotBeTold_isNot(String type) {
    handlers.add(TYPE, message -> {}, Set.of());
    assertThat(form.isForOthers(stream, entry(type))).isFalse();
  }

  @Test
  void isForOthers_whileAReplyIsAwaited_looksAtWhatMightBeOne() {
    var unused = requests.await("c-1", REQUEST, Duration.ofMinutes(1));
    assertThat(form.isForOthers(stream, entry("form.answer", "correlation_id", "c-1"))).isFalse();
    assertThat(form.isForOthers(stream, entry("form.answer", "correlation_id", ""))).isTrue();
    assertThat(form.isForOthers(stream, entry("form.answer"))).isTrue();
  }

  @Test
  void frame_ofAnEntry_hasItsKey_andIsDecodedOnceForAll() throws Exception {
    List<Text> handled = new ArrayList<>();
    handlers.add(TYPE, message -> handled.add(message.payload()), Set.of("k"));
    Frame frame =
        Objects.requireNonNull(form.frame(stream, new StreamId(17, 3), entry("form.text")));
    assertThat(frame.key(0)).isEqualTo("k");
    assertThat(frame.envelope(0, stream.name(), false).origin())
        .isEqualTo("nautilus-risk-streams 17-3");

    handlers.deliver(frame, 0, stream.name(), false);
    handlers.deliver(frame, 0, stream.name(), false);

    assertThat(handled).hasSize(2).containsOnly(new Text("k", "v"));
    assertThat(handled.get(0)).isSameAs(handled.get(1));
  }

  @Test
  void frame_afterAnother_isNotTakenForIt() throws Exception {
    List<Text> handled = new ArrayList<>();
    handlers.add(TYPE, message -> handled.add(message.payload()), Set.of());
    for (String value : List.of("1", "2", "not json")) {
      PooledFrame read =
          read(
              "message_type",
              "form.text",
              "source_engine",
              "strategy",
              "payload",
              value.length() > 1 ? value : "{\"key\":\"k\",\"value\":\"" + value + "\"}");
      Frame frame = Objects.requireNonNull(form.frame(stream, new StreamId(17, 3), read));
      try {
        handlers.deliver(frame, 0, stream.name(), false);
      } catch (UnreadableMessageException expected) {
        assertThat(value).isEqualTo("not json");
      }
    }
    assertThat(handled).extracting(Text::value).containsExactly("1", "2");
  }

  @Test
  void frame_ofWhatIsNoEntry_saysWhatItHad() {
    PooledFrame read = read("hello", "world", "x".repeat(5_000), "y");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> form.frame(stream, new StreamId(17, 3), read))
        .withMessageContaining("hello");
    assertThat(new String(form.asItCame(stream, read), StandardCharsets.UTF_8))
        .startsWith("hello=world\nx")
        .endsWith("=y\n");
  }
}
