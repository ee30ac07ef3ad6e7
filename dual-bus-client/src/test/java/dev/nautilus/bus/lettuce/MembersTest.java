package dev.nautilus.bus.lettuce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static List<Integer> partitionsOf(String consumer, List<String> members, int partitions) {
    return IntStream.range(0, partitions)
        .filter(partition -> Members.isOurs(members, consumer, partition))
        .boxed()
        .toList();
  }

  @Test
  void rights_ofAllMembers_coverEachPartitionOnceAndEvenly() {
    List<String> members = List.of("b#1", "a#2", "c#3");
    assertThat(partitionsOf("b#1", members, 8)).containsExactly(0, 3, 6);
    assertThat(partitionsOf("a#2", members, 8)).containsExactly(1, 4, 7);
    assertThat(partitionsOf("c#3", members, 8)).containsExactly(2, 5);
  }

  @Test
  void rights_onePartition_belongToWhoeverCameFirst() {
    assertThat(partitionsOf("b#1", List.of("b#1", "a#2"), 1)).containsExactly(0);
    assertThat(partitionsOf("a#2", List.of("b#1", "a#2"), 1)).isEmpty();
  }

  @Test
  void rights_asLongAsTheMembersAreNotKnown_areNobodys() {
    assertThat(partitionsOf("a#1", List.of(), 4)).isEmpty();
    assertThat(partitionsOf("a#1", List.of("a#2"), 4)).isEmpty();
  }
}
