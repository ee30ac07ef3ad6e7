package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MessageReferenceTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final Path PAGE = MODULE.resolve("../docs/reference/messages.md").normalize();

  /// `-Dnautilus.reference.write=true` prints the page anew.
  @Test
  void page_inTheDocs_isWhatTheCatalogueSays() throws Exception {
    String page =
        new MessageReference(MODULE.resolve("src/main/java/dev/nautilus/message")).print();
    if (Boolean.getBoolean("nautilus.reference.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("stale: see CONTRIBUTING.md").hasContent(page);
  }
}
