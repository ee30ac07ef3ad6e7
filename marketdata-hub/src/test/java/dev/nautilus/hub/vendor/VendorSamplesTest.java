package dev.nautilus.hub.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Recorded answers, and hand-written ones, through the adapters' real mapping. The hand-written
/// ones always run and say what they must come to; recorded ones run when `-Dvendor.samples` names
/// their folder, which must then hold some for every vendor implemented.
class VendorSamplesTest {
  private static final Path OWN = Path.of("src", "test", "resources", "vendor");

  /// The project's own samples and, when a folder is named, those in it.
  static List<Path> folders() {
    List<Path> folders = new ArrayList<>(List.of(OWN));
    String named = System.getProperty("vendor.samples", "");
    if (!named.isBlank()) {
      // Relative to where Maven was started, not to this module.
      folders.add(Path.of(System.getProperty("nautilus.root", "")).resolve(named));
    }
    return folders;
  }

  static List<SampleReader> readers() {
    return ServiceLoader.load(SampleReader.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  static List<VendorSample> handWritten() {
    return readers().stream().flatMap(r -> VendorSample.of(OWN, r.source()).stream()).toList();
  }

  static SampleOutcome read(VendorSample sample) {
    return readers().stream()
        .filter(reader -> reader.source().equals(sample.source()))
        .findFirst()
        .orElseThrow()
        .read(sample);
  }

  @TestFactory
  Stream<DynamicTest> sample_anyFolder_isDataOrRefused() {
    return folders().stream()
        .flatMap(
            folder -> readers().stream().flatMap(r -> VendorSample.of(folder, r.source()).stream()))
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.source() + "/" + sample.name(), () -> checkSound(sample)));
  }

  private static void checkSound(VendorSample sample) {
    SampleOutcome outcome = read(sample);
    SampleReport.write(sample, outcome);

    boolean isData = outcome.kind() == SampleOutcome.Kind.DATA;
    assertThat(outcome.data().isEmpty()).isEqualTo(!isData);
    assertThat(outcome.refusal() == null).isEqualTo(outcome.kind() != SampleOutcome.Kind.REFUSED);
    if (sample.answer().status() >= 400) {
      assertThat(outcome.kind()).as("an error is no data").isEqualTo(SampleOutcome.Kind.REFUSED);
    }
    assertThat(outcome.data())
        .allSatisfy(
            datum -> {
              assertThat(datum.provenance().source().name()).isEqualTo(sample.source());
              assertThat(datum.provenance().version()).isZero();
              assertThat(datum.provenance().observedAt())
                  .as("seen before received, but for a clock that is a little off")
                  .isBefore(sample.receivedAt().plusSeconds(60));
            });
  }

  @ParameterizedTest
  @MethodSource("handWritten")
  void sample_handWritten_comesToWhatItSays(VendorSample sample) {
    SampleOutcome outcome = read(sample);

    assertThat(outcome.kind().name()).isEqualTo(sample.expected().path("outcome").stringValue());
    assertThat(outcome.data()).hasSize(sample.expected().path("count").asInt(0));
    if (sample.expected().path("refusal").isString()) {
      assertThat(String.valueOf(outcome.refusal()))
          .isEqualTo(sample.expected().path("refusal").stringValue());
    }
  }

  @Test
  void samples_folderWithoutVendor_fail(@TempDir Path empty) {
    for (SampleReader reader : readers()) {
      assertThatThrownBy(() -> VendorSample.of(empty, reader.source()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(reader.source());
    }
    assertThat(readers())
        .extracting(SampleReader::source)
        .contains("yahoo_finance", "fred", "alpha_vantage", "trading_economics");
  }
}
