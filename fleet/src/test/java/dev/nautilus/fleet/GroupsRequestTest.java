package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nautilus.bus.ConsumerGroup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups",
        "groups bury",
        "groups list risk",
        "groups list --force",
        "groups drop",
        "groups drop risk el:risk:0 more",
        "groups drop risk risk:0",
        "groups drop risk {el:risk:0}",
        "groups drop -risk"
      })
  void of_whatCannotBeUnderstood_isAUsageError(String args) {
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> parse(args))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void of_list_namesNoGroup() {
    assertThat(parse("groups list").group()).isEmpty();
    assertThat(parse("groups list").names(group("{el:risk:0}", "risk"))).isFalse();
  }

  @Test
  void of_dropWithoutStream_meansTheGroupWhereverItReads() {
    GroupsRequest request = parse("groups drop risk");
    assertThat(request.force()).isFalse();
    assertThat(request.names(group("{el:risk:0}", "risk"))).isTrue();
    assertThat(request.names(group("{el:orders:3}:express", "risk"))).isTrue();
    assertThat(request.names(group("{el:risk:0}", "ml"))).isFalse();
  }

  @Test
  void of_dropWithStream_meansThatStreamAlone() {
    GroupsRequest request = parse("groups drop risk el:orders:3:express --force");
    assertThat(request.force()).isTrue();
    assertThat(request.names(group("{el:orders:3}:express", "risk"))).isTrue();
    assertThat(request.names(group("{el:orders:3}", "risk"))).isFalse();
  }

  private static ConsumerGroup group(String stream, String name) {
    return new ConsumerGroup(stream, name, 0, 0, OptionalLong.empty(), Optional.empty(), true);
  }

  private static GroupsRequest parse(String args) {
    return GroupsRequest.of(CommandLine.of(List.of(args.split(" ")), Set.of(), Set.of("force")));
  }
}
