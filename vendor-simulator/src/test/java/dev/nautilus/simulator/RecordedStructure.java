package dev.nautilus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// What a client could read in a real answer, it can read in ours: every path, with the same type.
///
/// With `-Dsimulator.recordings=<folder>` the answers are also compared with recordings that lie
/// there in one folder per vendor, as `<case>.json`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecordedStructure {
  /// One recorded case and the request that should be answered alike.
  record Case(String vendor, String name, String path) {}

  /// The cases there are.
  abstract Stream<Case> cases();

  /// Whose they are.
  abstract Stream<String> vendors();

  /// Our answer to the request of a case.
  abstract HttpResponse<String> answer(Case request);

  /// Whether a path of a recording is left out, for a reason.
  abstract boolean isLeftOut(String path);

  /// Whether a recording needs no case, for a reason.
  boolean needsNoCase(String recording) {
    return false;
  }

  private Set<String> missing(Case request, Shape wanted) {
    Set<String> missing = new TreeSet<>(Shape.of(Browser.json(answer(request))).missing(wanted));
    missing.removeIf(this::isLeftOut);
    return missing;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answer_toARecordedRequest_hasEveryPathOfTheRecording(Case request) throws IOException {
    String resource = "/shapes/" + request.vendor + "." + request.name + ".txt";
    try (InputStream list = RecordedStructure.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(list, resource).readAllBytes();
      Shape wanted = Shape.parse(new String(bytes, StandardCharsets.UTF_8));

      assertThat(wanted.paths()).isNotEmpty();
      assertThat(missing(request, wanted)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @EnabledIfSystemProperty(named = "simulator.recordings", matches = ".+")
  void answer_toARecordedRequest_agreesWithTheRecordingItself(Case request) throws IOException {
    Path folder = Path.of(System.getProperty("simulator.recordings", ""));
    Path recording = folder.resolve(request.vendor).resolve(request.name + ".json");
    Shape wanted = Shape.of(JsonMapper.shared().readTree(Files.readString(recording)));

    assertThat(missing(request, wanted)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("vendors")
  @EnabledIfSystemProperty(named = "simulator.recordings", matches = ".+")
  void recordings_inTheFolder_allHaveACase(String vendor) throws IOException {
    Path folder = Path.of(System.getProperty("simulator.recordings", "")).resolve(vendor);
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json") && !name.endsWith(".meta.json"))
              .map(name -> name.replace(".json", ""))
              .filter(name -> !needsNoCase(name))
              .toList();

      assertThat(names).isNotEmpty();
      assertThat(cases().filter(c -> c.vendor.equals(vendor)).map(Case::name)).containsAll(names);
    }
  }
}
