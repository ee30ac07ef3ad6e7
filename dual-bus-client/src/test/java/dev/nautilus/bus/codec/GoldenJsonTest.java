package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// JSON that was published once must be read forever, and what is written must not change its form
/// within a version. A test that fails here means: not another golden file, but another version.
///
/// `-Dnautilus.golden.write=true` adds the file of a type or version that has none yet, and leaves
/// those that are there alone.
class GoldenJsonTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/golden/json");

  static List<MessageType<?>> types() {
    return Catalogue.builtIn().stream()
        .filter(type -> PayloadCodecs.of(type) instanceof JsonCodec)
        .<MessageType<?>>map(type -> type)
        .toList();
  }

  private static Path file(MessageType<?> type) {
    return FOLDER.resolve(type.name() + "-v" + type.version() + ".json");
  }

  @ParameterizedTest
  @MethodSource("types")
  <P> void json_golden_isDecodedAndEncodedSo(MessageType<P> type) throws IOException {
    Path file = file(type);
    if (Boolean.getBoolean("nautilus.golden.write") && Files.notExists(file)) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, example(type) + "\n");
    }
    assertThat(file).as("each version has a golden file").exists();
    String golden = Files.readString(file).strip();

    P payload = decoded(type, golden);

    assertThat(encoded(type, payload)).isEqualTo(golden);
    assertThat(decoded(type, encoded(type, payload))).isEqualTo(payload);
  }

  @Test
  void files_ofTheFolder_areAllRead() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> Objects.requireNonNull(file.getFileName()).toString()))
          .as("versions of before stay, with a test of their own")
          .containsExactlyInAnyOrderElementsOf(
              types().stream().map(type -> String.valueOf(file(type).getFileName())).toList());
    }
  }

  private static <P> String encoded(MessageType<P> type, P payload) {
    return new String(PayloadCodecs.of(type).encode(payload), StandardCharsets.UTF_8);
  }

  private static <P> P decoded(MessageType<P> type, String json) {
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    return codec.decode(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }

  /// Of many random ones the one that leaves least out. Its fractions are made short: Java 17 and
  /// later versions write long ones differently.
  private static <P> String example(MessageType<P> type) {
    RandomRecords records = new RandomRecords(1);
    String best = "";
    long bestScore = Long.MAX_VALUE;
    for (int i = 0; i < 3000; i++) {
      String json =
          encoded(type, records.next(type.payload()))
              .replaceAll("-?\\d+(\\.\\d{3,}|\\.\\d+E-?\\d+)(E-?\\d+)?(?=[,}\\]])", "0.25");
      long score = 1000L * json.split("null|\\[\\]|\\{\\}|\"\"", -1).length + json.length();
      if (score < bestScore && isStable(type, json)) {
        best = json;
        bestScore = score;
      }
    }
    return best;
  }

  private static <P> boolean isStable(MessageType<P> type, String json) {
    try {
      return encoded(type, decoded(type, json)).equals(json);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
