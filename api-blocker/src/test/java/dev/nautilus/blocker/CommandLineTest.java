package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.stlouisfed.org/fred, api.stlouisfed.org",
    "https://user:secret@api.stlouisfed.org:443/x, api.stlouisfed.org:443",
    "http://203.0.113.10:80/, 203.0.113.10:80",
    "http://[2001:db8::10]:80/, [2001:db8::10]:80",
    "exec curl 'https://Api.Stlouisfed.org?x=1', Api.Stlouisfed.org",
    "me@files.example.com, files.example.com"
  })
  void urls_hostInAWord_isFound(String word, String expected) {
    assertThat(CommandLine.urls(new String[] {"x", word}))
        .extracting(Destination::toString)
        .containsExactly(expected);
  }

  @Test
  void urls_commandWithoutAny_areNone() {
    assertThat(CommandLine.urls(new String[] {"ls", "-l", "/tmp/a.b", "1.2.3.4", "a:b"})).isEmpty();
  }

  @Test
  void words_nameInAShellsRedirect_isFound() {
    assertThat(CommandLine.words(new String[] {"-c", "echo > /dev/tcp/api.stlouisfed.org/80"}))
        .extracting(Destination::host)
        .contains("api.stlouisfed.org");
  }

  @Test
  void words_endlessArgument_isReadInBoundedTime() {
    assertThat(CommandLine.words(new String[] {"a.".repeat(200_000)})).hasSizeLessThan(65_536);
    assertThat(CommandLine.urls(new String[] {"://".repeat(200_000)})).hasSizeLessThan(65_536);
  }
}
