package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The pages of `docs/reference` say what the code says; `messages.md` is held by its own module.
///
/// `-Dnautilus.reference.write=true` prints them anew.
class ReferenceTest {
  private static void assertFresh(String page, String printed) throws IOException {
    Path file = Project.root().resolve("docs/reference").resolve(page);
    if (Boolean.getBoolean("nautilus.reference.write")) {
      Files.writeString(file, printed);
    }
    assertThat(file).as("stale: see CONTRIBUTING.md").hasContent(printed);
  }

  @Test
  void meters_inTheDocs_areTheCodes() throws IOException {
    assertFresh("meters.md", Reference.meters());
  }

  @Test
  void options_inTheDocs_areTheCodes() throws IOException {
    assertFresh("options.md", Reference.options());
  }

  @Test
  void errors_inTheDocs_areTheCodes() throws IOException {
    assertFresh("errors.md", Reference.errors());
  }
}
