package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/testing-an-engine.md` shows code that is compiled and run, not what somebody remembers.
class TestingPageTest {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void page_everyLineOfJava_isCodeOfTheSampleOrOfThisModule() throws IOException {
    String code = code();
    List<String> page = Files.readAllLines(DOCS.resolve("testing-an-engine.md"));
    boolean inBlock = false;
    int checked = 0;
    for (String line : page) {
      if (line.startsWith("```")) {
        inBlock = line.startsWith("```java");
      } else if (inBlock && !line.isBlank()) {
        assertThat(code).contains(line.strip());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(50);
  }

  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    Path contract =
        Path.of("../dual-bus-it/src/test/java/dev/nautilus/bus/it/LettuceDualBusIT.java");
    code.append(Files.readString(contract));
    code.append(
        Files.readString(Path.of("src/test/java/dev/nautilus/bus/testkit/ReplicatedRedisIT.java")));
    try (Stream<Path> files = Files.walk(DOCS.resolve("samples/first-engine/src"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    return code.toString();
  }
}
